"""Promises in the speaker's own name: "ik stuur u dinsdag de lijst", "we'll sign in May"."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.findings import Commitment, Grade, Step
from analysis.language.dates import When
from analysis.measures.commitment_rows import row
from analysis.measures.said import Said
from analysis.measures.steps import FOR_MONEY, step_of

_FIRM = (
    "promises",
    "undertakes",
    "ours",
    "arranged",
    "decides",
    "decides_asked",
    "receives",
    "passives",
)
"""Lists of [commitments] of which one is heard in what is promised firmly."""

_BESIDE_BUYING: frozenset[Step] = frozenset(("trial", "pay", "decision_maker", "internal"))
"""What a sentence that sounds decided speaks of instead of an order, where it names one of these:
"I'll take it up with my wife"."""
_FIRM_UNTIMED: frozenset[Step] = frozenset(("deliver", "decision_maker", "trial"))
"""Steps that a customer's promise names well enough without a time (grade B)."""


_WITH_WHOM: frozenset[Step] = frozenset(("meeting", "call_back", "pay", "internal"))
"""Steps that anybody may be the other side of: one also calls the garage, and pays fines."""

_OBJECT_WITHIN = 2
"""Tokens behind "the" among which its noun stands: "the whole amount"."""


def own_promise(
    said: Said, *, answers: bool = False, body_named: bool = False
) -> Commitment | None:
    """The promise in ``said``, or None. A customer's must be firm: what, and when.

    It must have the form of one ("I will", "ik stuur", "you'll have it by Friday"); what only
    could be done is grade C. ``answers``: a step was asked for just before; ``body_named``: the
    same turn has named who an internal step is taken to.
    """
    if _only_tells(said):
        return None
    found = _step(said, answers=answers)
    if found is None:
        return None
    step, cue = found
    when = said.when
    told = said.pack.find("commitments.past", said.main_clause) is not None
    told = told and not said.has("decides", "receives")
    if told and (step in FOR_MONEY or when is None or not when.is_timed):
        return None
    grade = _grade(said, when)
    unclear = step == "other" and said.has("acceptances")  # a yes, and more: to what?
    open_yet = said.has("decides") and said.has("undecided")  # "when we've made up our minds"
    unclear = unclear or (step in FOR_MONEY and open_yet)
    if grade is None or unclear:
        return None
    asked = answers or (step == "internal" and body_named)
    aside = not answers and _is_own_business(said, step, when)
    if said.by == "customer" and (aside or not _is_firm(said, step, when, grade, asked)):
        return None
    return row(said, said.by, "commit", step, cue, grade=grade, when=when)


def instead(said: Said) -> Commitment | None:
    """ "Shall I call you on Monday?" - "No, I'll call you on Tuesday": what the customer does
    instead, on a day or at an hour that he names."""
    behind = said.behind_comma
    no = said.pack.word_set("conversation.no")
    if behind is None or no.isdisjoint(said.tokens[:1]) or behind.denies:
        return None
    own = own_promise(behind)
    timed = own is not None and own.grade == "A" and own.when_text is not None
    return own if timed else None


def by_any_verb(said: Said) -> Commitment | None:
    """What the speaker does by a day or an hour that he names, whatever it is: "dan haal ik ze
    vrijdag op", "I'll take you off the list today". None where he only tells what is, was or could
    be. Of a customer this is for what he was asked to do: he also plays tennis on Friday."""
    if said.denies:
        said = said.up_to_comma or said
    found = said.pack.find("commitments.by_verb", said.tokens)
    told = _only_tells(said) or said.has("past", "tentative", "conditions")
    elsewhere = said.sentence.side == "customer" and said.has("no_order")
    if found is None or told or elsewhere:
        return None
    verb, behind = said.tokens[found.last - 1 : found.last + 1], said.tokens[found.last :]
    if not said.pack.word_set("commitments.states").isdisjoint(verb):
        return None
    idle = ("commitments.empty_promises", "commitments.idle_promises")
    if said.pack.first_of(idle, behind) is not None:
        return None
    when = said.when
    if when is None or not when.is_exact:
        return None
    return row(said, said.by, "commit", "other", found.cue, grade="A", when=when)


def _only_tells(said: Said) -> bool:
    """Denied, imagined, hung on what nobody can test, there already, or what somebody else said."""
    if said.denies or said.has("hypothetical", "vague_conditions", "doubters"):
        return True
    received = said.has("received") and not said.has("decides")  # "you have our go-ahead"
    if received or said.has("routines"):
        return True
    return said.has("reported") and not said.has("conditions")


def _step(said: Said, *, answers: bool) -> tuple[Step, str] | None:
    """The step promised and the cue that told: by its name, or by what the other will have."""
    named = step_of(said.main_clause, said.pack)
    decided = said.cue("decides") or (said.cue("decides_asked") if answers else None)
    other = named is not None and named[0] in _BESIDE_BUYING and not _is_behind(said, named[0])
    if said.has("no_order"):
        decided = None  # "in September we take on two trainees"
        if named is not None and named[0] == "order":
            named = None
    if said.sentence.side == "customer" and decided is not None and not other:
        return "order", decided
    received = said.cue("receives")
    if said.has("with_us"):
        received = None  # "you can have the pair of us at two": nothing is delivered
    if received is None:
        by_himself = said.in_his_own_name or said.has("undertakes") or _is_dated_passive(said)
        return named if named is not None and (by_himself or _is_by_his_own(said, named)) else None
    if named is not None and named[0] not in ("information", "other", "deliver"):
        return named
    if said.sentence.side == "customer":
        return "deliver", received
    return "information", received


def _is_behind(said: Said, step: Step) -> bool:
    """ "We discussed it last week, and we're going for it": what was talked over is done."""
    return step == "internal" and said.has("past")


def _is_by_his_own(said: Said, named: tuple[Step, str]) -> bool:
    """ "Our buyer will place the order": one's own people, where it is plain what they will do."""
    return named[0] != "other" and said.has("ours")


def _is_dated_passive(said: Said) -> bool:
    """ "The invoice gets paid on Friday"."""
    return said.has("passives") and said.is_dated


def _speaks_to(said: Said) -> bool:
    """Whether the listener is named: "you", "u"."""
    return not said.pack.word_set("commitments.you").isdisjoint(said.tokens)


def _is_own_business(said: Said, step: Step, when: When | None) -> bool:
    """ "I'm meeting my brother on Thursday", "ik betaal vrijdag de boete", "dat doe ik maandag":
    what one does all day. It names what or whom it is about, and not the listener, one's own
    people, or what a sale is about."""
    if step == "meeting" and said.has("elsewhere"):
        return True
    if _speaks_to(said):
        return False
    if step == "other":
        return True
    we = said.pack.word_set("commitments.we")
    if step == "meeting" and (when is None or not when.is_exact):
        return we.isdisjoint(said.tokens)  # "I can go and sit in the boiler room at Christmas"
    if step not in _WITH_WHOM or (step == "internal" and said.has("bodies")):
        return False
    pack = said.pack
    moment = () if when is None else pack.texts(when.text.split())
    rest = [token for token in said.tokens if token not in moment]
    before, sale = pack.word_set("questions.prepositions"), pack.word_set("commitments.deal_things")
    return any(
        token in pack.word_set("commitments.determiners")
        and (at == 0 or rest[at - 1] not in before)
        and sale.isdisjoint(rest[at + 1 : at + 1 + _OBJECT_WITHIN])
        for at, token in enumerate(rest[:-1])
    )


def _grade(said: Said, when: When | None) -> Grade | None:
    """As the moment says; C for what is only offered; None for what is not even that. To want it
    on a day that is named is as good as to say one will."""
    if said.has(*_FIRM):
        return said.grade(when)
    if said.has("tentative"):
        return "C"
    if not said.has("willing", "keen"):
        return None
    return "A" if when is not None and when.is_exact else "C"


def _is_firm(said: Said, step: Step, when: When | None, grade: Grade, answers: bool) -> bool:
    """An internal step needs a body or a name, and a time. An order is firm without a time; other
    steps where they were asked for (``answers``) or are undertaken in so many words; a call or a
    visit some time is none."""
    timed = when is not None and when.is_timed
    if step == "internal":
        return timed and (answers or said.has("bodies") or said.names_somebody)
    if said.has("habits") and not said.has("decides") and grade != "A":
        return False  # "we usually order in January"
    if timed or grade == "A":
        return True
    if when is not None:
        return False
    if step in FOR_MONEY:
        return answers or said.has("decides")
    # "He does the figures" is none, nor "I do them", nor "then I send John, our handyman".
    undertaken = answers or (step != "deliver" and said.has("undertakes"))
    return undertaken and step in _FIRM_UNTIMED and said.condition is None


def body_named(before: Iterable[Said]) -> bool:
    """ "It has to go past the board. They meet on Monday, and I'll bring it up": whether what the
    turn has said ``before`` names who an internal step is taken to."""
    return any(one.has("bodies") or one.names_somebody for one in before)
