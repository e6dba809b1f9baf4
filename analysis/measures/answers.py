"""The yes to what the other side proposed: said in so many words, by a day, or by a promise."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import By, Commitment, Step
from analysis.language.calendar_words import name_same_hour, names_day_or_month, time_words
from analysis.language.dates import When, find_when
from analysis.language.number_words import is_number
from analysis.measures.commitment_rows import row
from analysis.measures.proposals import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

_CUSTOMERS: frozenset[Step] = frozenset(("trial", "order", "pay", "internal"))
"""Steps that are the customer's, whoever proposes or installs it."""

_BY_EITHER: frozenset[Step] = frozenset(("pay", "internal"))
"""... unless he asks the seller to: "could you raise it with my boss on Monday?"."""

_AT_HOME: frozenset[Step] = frozenset(("internal", "decision_maker"))
"""Steps for which the customer meets his own people, not the seller."""

_ON_PAPER: frozenset[Step] = frozenset(("quote", "information"))
"""Taking a quote or information is no step."""

_NOTHING_BINDING: frozenset[Step] = _ON_PAPER | {"other"}
"""Of "other" it is not known who would do what."""

_FOR_MONEY: frozenset[Step] = frozenset(("order", "pay"))

_LIGHT = (
    "silences.endings",
    "conversation.leading",
    "questions.prepositions",
    "calendar.fillers",
)
"""Lists of words that say nothing beside a moment: "aan het eind van de maand, dan"."""

FEWEST_NAMED = 2
"""Words of a moment ("Tuesday at eight") that both sides name where they speak of the same."""


def acceptance(
    said: Said, proposal: OpenProposal | None, agrees_by: str | None = None
) -> Commitment | None:
    """A yes to ``proposal``, by either side. Nothing where it isn't known what was proposed.
    ``agrees_by`` is a cue in it that agrees beside those of the list."""
    if proposal is not None and _has_him_come(said, proposal):
        proposal = replace(proposal, step="meeting")
    if proposal is None or proposal.step in _NOTHING_BINDING:
        return None
    yes = None if said.has("no_acceptances") or _takes_less(said) else said.cue("acceptances")
    yes = yes or agrees_by
    when = said.when
    dated = when is not None and _agrees_by_moment(said, when, proposal)
    asked_back = said.has("asks") and when is not None
    told = said.has("reported") and proposal.step != "decision_maker"  # "sure, he wants to see it"
    told = told or (proposal.step in _FOR_MONEY and _bids(said))
    agrees = yes is not None or dated or asked_back
    told = told or said.has("doubters", "long_past")
    if not agrees or told or said.denies or _is_for_another_moment(said):
        return None
    timed = when is not None and when.exactness != "vague"
    if not proposal.closed and not asked_back and not timed:
        return None
    if not timed or (when is not None and when.date is None and not _names_a_day(said, when)):
        asked = None if _offers_days(proposal, said) else _moment_of(proposal, said)
        when = asked if not timed or (asked is not None and asked.date is not None) else when
    if said.sentence.side == "seller" and when is None:
        return None  # "very good" to a visit some time
    by = _who(said, proposal)
    cue = yes if yes is not None else (when.text if when else "")
    if (by, proposal.step) == ("customer", "internal") and (not when or when.exactness == "vague"):
        return row(said, by, "stall", "internal", cue, proposal=proposal)  # some time
    # "I could do Wednesday" is a yes to Wednesday.
    suits = dated and when is not None and when.exactness == "exact"
    grade = "A" if suits else said.grade(when)
    return row(said, by, "accept", proposal.step, cue, grade=grade, when=when, proposal=proposal)


def _is_for_another_moment(said: Said) -> bool:
    """ "I'm away then, any day after that suits me": a moment that has no day of its own, as
    "Tuesday the week after" has."""
    if not said.has("other_moments"):
        return False
    words = () if said.when is None else said.pack.texts(said.when.text.split())
    return said.pack.find("commitments.other_moments", words) is None


def _moment_of(proposal: OpenProposal, said: Said) -> When | None:
    return find_when(proposal.words, said.pack, said.today)


def _offers_days(proposal: OpenProposal, said: Said) -> bool:
    """ "Does Wednesday or Friday suit you?" - "Either is fine": which of the two is not told."""
    tokens = said.pack.texts(proposal.words)
    days = sum(names_day_or_month((token,), said.pack) for token in tokens)
    return days > 1 and not said.pack.word_set("questions.choice").isdisjoint(tokens)


def _names_a_day(said: Said, when: When) -> bool:
    """ "Tuesday the week after": a day of its own, though nobody can tell which date it is."""
    return names_day_or_month(said.pack.texts(when.text.split()), said.pack)


def _bids(said: Said) -> bool:
    """ "Agreed, but for eight hundred": another price or number is no yes."""
    behind = said.behind_but
    if behind is None or behind.when is not None:
        return False
    return behind.has("amounts") or any(is_number(token, said.pack) for token in behind.tokens)


def _has_him_come(said: Said, proposal: OpenProposal) -> bool:
    """ "Shall we stand there together, then?" - "Come over, Wednesday at half past seven": what was
    asked is not known, but the answer names the visit and its hour."""
    together = proposal.by == "seller" and proposal.doer == "both" and proposal.closed
    when = said.when
    exact = when is not None and when.exactness == "exact"
    return together and proposal.step == "other" and exact and said.has("asks")


def _takes_less(said: Said) -> bool:
    """ "Shall we sit down on Tuesday? Or have a look at the film first" - "Go on with the film,
    then": a yes that is none in so many words, to what binds nobody, and on no day."""
    named = step_of(said.tokens, said.pack)
    if named is None or named[0] not in _ON_PAPER:
        return False
    in_words = not said.pack.word_set("conversation.yes").isdisjoint(said.tokens[:1])
    in_words = in_words or said.has("does_it")
    return not in_words and said.when is None


def _agrees_by_moment(said: Said, when: When, proposal: OpenProposal) -> bool:
    """Whether the moment that is named is the yes. "Sunday, I'd have to see" is none."""
    if said.has("undecided", "stalls") or "silences.evasions" in said.heard:
        return False
    if _is_answer(said, when):
        return True
    ways = (_takes_up, _names_it_back, _sends_it_then)
    return any(way(said, when, proposal) for way in ways)


def _at(promise: Commitment, when: When | None, said: Said) -> Commitment:
    """``promise`` at the moment that was asked for."""
    if when is None:
        return promise
    grade = said.grade(when)
    return replace(promise, when_text=when.text, when_date=when.date, grade=grade)


def _is_answer(said: Said, when: When) -> bool:
    """Whether a day or an hour is all that is said, and words that say nothing ("Tuesday, then")
    or that it suits. Any other word beside it may be a "not" that was misheard."""
    date = set(said.pack.texts(when.text.split()))
    light = frozenset().union(*map(said.pack.word_set, _LIGHT))
    if when.exactness != "vague" and date.union(light).issuperset(said.tokens):
        return True
    if when.exactness != "exact":
        return False
    may_follow = said.pack.word_set("commitments.after_fits") | date
    numbers = said.pack.word_set("questions.numbers")
    counted = (one for one in time_words(said.tokens, said.pack) if one.letter == "n")
    hours = {said.tokens[one.first] for one in counted}  # "na vieren"
    if may_follow.union(numbers, hours).issuperset(first_clause(said)):
        return True
    fits = said.pack.find("commitments.fits", said.tokens)
    beside = said.tokens[fits.last + 1 :] if fits is not None else ()
    return fits is not None and (not beside or beside[0] in may_follow)


def first_clause(said: Said) -> tuple[str, ...]:
    """The tokens up to the first comma: "Tuesday after four, I'll know by then"."""
    ends = next((at for at, word in enumerate(said.words) if word.endswith(",")), None)
    return said.tokens if ends is None else said.pack.texts(said.words[: ends + 1])


def _takes_up(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "See you Monday": the seller names the very day the customer put forward."""
    if proposal.by != "customer" or proposal.step not in JOINT or when.date is None:
        return False
    if proposal.words[-1].endswith("?"):
        return False  # "are you there on Sunday?" only asks
    named = find_when(proposal.words, said.pack, said.today)
    if named is not None and named.date is None:  # "I could do two o'clock" - "Thursday at two"
        return set(said.pack.texts(named.text.split())) <= set(said.tokens)
    return named is not None and named.date == when.date


def _names_it_back(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "Could I walk the yard with you on Thursday at half ten?" - "Thursday half ten, we're at the
    gate": the customer says the very hour that was asked for. A day alone is not enough: "Friday we
    have a wedding"."""
    if proposal.by != "seller":
        return False
    named, asked = (said.pack.texts(words) for words in (when.text.split(), proposal.words))
    return name_same_hour(named, asked, said.pack)


def _sends_it_then(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "Could you send us a sample?" - "That goes with the lorry on Tuesday", "Will you take the
    small one for three weeks?" - "Bring it on Monday": a thing that was asked about, on a day."""
    asked = proposal.doer == "listener" and proposal.closed
    spoken_of = not said.pack.word_set("commitments.things").isdisjoint(said.tokens)
    return (
        asked and proposal.step in ("deliver", "trial") and spoken_of and when.exactness == "exact"
    )


def _who(said: Said, proposal: OpenProposal) -> By:
    """Meetings and calls are joint; trying, buying, paying and deciding are the customer's; any
    other step is for the one who would do it: "shall I?" the one who asks, "will you?" the other.
    """
    if proposal.step in JOINT:
        return "joint"
    of_seller = proposal.by == "customer" and proposal.doer == "listener"
    if proposal.step in _CUSTOMERS and not (of_seller and proposal.step in _BY_EITHER):
        return "customer"
    if proposal.doer == "speaker" and not said.has("himself"):
        return "seller" if proposal.by == "seller" else "customer"
    return _side(said)  # "shall I invite your boss?" - "I'll do that myself"


def _asks_listener(proposal: OpenProposal) -> bool:
    """Whether it asks the other to do something that no cue tells."""
    return proposal.step == "other" and proposal.closed and proposal.doer == "listener"


def as_accepted(promise: Commitment, proposal: OpenProposal | None, said: Said) -> Commitment:
    """A customer's promise that answers a closed request is its acceptance."""
    if proposal is None or (promise.step, proposal.step) == ("call_back", "meeting"):
        return promise  # "which day can he?" - "I'll call you tomorrow with the day"
    if proposal.step == "deliver" and promise.step in _AT_HOME and _sends_things(said):
        promise = replace(promise, step="information")  # "I'll bring them": the figures
    same = proposal.step == promise.step or promise.step in ("information", "other")
    if same and promise.when_text is None:
        promise = _at(promise, _moment_of(proposal, said), said)
    if promise.step not in JOINT and _asks_listener(proposal):
        return replace(promise, kind="accept")
    if promise.step == "meeting" and proposal.step in _AT_HOME:
        return replace(promise, kind="accept", step=proposal.step)  # "I see him on Monday anyway"
    if promise.step in JOINT or (same and proposal.step in JOINT):
        step = proposal.step if proposal.step in JOINT else promise.step
        return replace(promise, by="joint", kind="accept", step=step)
    if same and proposal.closed:
        return replace(promise, kind="accept", step=proposal.step)
    return promise


def _sends_things(said: Said) -> bool:
    """Whether "them" may be what was asked for: nobody else is named."""
    nobody = not said.has("bodies") and not said.names_somebody
    return nobody and not said.pack.word_set("commitments.things").isdisjoint(said.tokens)


def sends_unasked(own: Commitment, proposal: OpenProposal) -> bool:
    """ "Shall I put it in writing?" - "Then I'll lay it with the papers": some time, and it was the
    seller who was to do something."""
    untimed = own.step == "deliver" and own.when_text is None
    return untimed and proposal.by == "seller" and proposal.doer == "speaker"


def is_yes(said: Said, own: Commitment, proposal: OpenProposal) -> bool:
    """ "Could you send me the figures?" - "Yes, I'll do it": no order, but a yes to that."""
    just_before = said.sentence.turn_id - proposal.sentence.turn_id == 1
    meant = just_before and own.step == "order" and said.has("does_it")
    return meant and proposal.step not in ("order", "pay", "other")


def keeps_the_call(own: Commitment, proposal: OpenProposal) -> bool:
    """ "Shall I ring you next week?" - "Leave it, I'll ring you myself after the holidays": he
    takes the call out of the seller's hands, and names no day."""
    offered = proposal.by == "seller" and proposal.doer == "speaker" and proposal.step in JOINT
    return offered and own.step == "call_back" and own.grade != "A"


def _side(said: Said) -> By:
    return "seller" if said.sentence.side == "seller" else "customer"
