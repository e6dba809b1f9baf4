"""What the other side's proposal gets for an answer: a yes, a no, or a stall."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import By, Commitment, Step
from analysis.language.cues import Match
from analysis.language.dates import When, find_when
from analysis.measures.commitment_rows import row
from analysis.measures.proposals import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

_CUSTOMERS: frozenset[Step] = frozenset(("trial", "order", "pay", "internal"))
"""Steps that are the customer's, whoever proposes or installs it."""

_STALLED_BY_NAME: frozenset[Step] = frozenset(("quote", "information", "internal"))
"""Steps that a stall names itself, whatever was proposed: "just send me a quote"."""

_AT_HOME: frozenset[Step] = frozenset(("internal", "decision_maker"))
"""Steps for which the customer meets his own people, not the seller."""

_NOTHING_BINDING: frozenset[Step] = frozenset(("quote", "information", "other"))
"""Taking a quote or information is no step; of "other" it is not known who would do what."""


_NO_FOR_NOW = ("stalls", "undecided", "acceptances", "no_negations", "reported", "duty")
"""Lists of [commitments] of which one beside a "no" says that it is not the answer."""


def refusal(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """The customer's no: to the deal in so many words, or to what was proposed."""
    told = said.has("reported") or (said.has("past") and proposal is None)
    deal = said.pack.find("commitments.deal_declines", said.tokens)
    if deal is not None and not said.has("reported", "not_before") and not _stays(said, deal):
        return row(said, "customer", "decline", "order", deal.cue, proposal=proposal)
    if proposal is not None:
        if said.has("not_before"):
            return None
        cue = said.cue("declines") or said.cue("option_declines")
        suits = said.has("acceptances") and said.has("fits")  # "that's fine, I'm in the office"
        if cue is None and proposal.step in JOINT and not suits:
            cue = said.cue("unavailable")
        if cue is None and (_says_no_to_order(said, proposal) or _begins_with_no(said, proposal)):
            cue = said.cue("negations")
        if cue is None:
            return None
        return row(said, "customer", "decline", proposal.step, cue, proposal=proposal)
    cue = said.cue("declines")
    named = step_of(said.tokens, said.pack)
    if cue is None or named is None or told or named[0] in JOINT or said.has("not_before"):
        return None
    return row(said, "customer", "decline", named[0], cue)


def _stays(said: Said, refused: Match) -> bool:
    """ "We've decided to stay with you": what would be a no, with anybody else."""
    listener = said.pack.word_set("commitments.you")
    with_whom = said.tokens[refused.first : refused.last + 2]
    return not said.denies and not listener.isdisjoint(with_whom)


def _says_no_to_order(said: Said, proposal: OpenProposal) -> bool:
    """ "Will you join?" - "I've thought about it and I'm not joining." """
    evades = said.pack.find("silences.evasions", said.tokens) is not None
    undecided = said.has("undecided", "stalls", "reported", "vague_conditions")
    plain = proposal.step == "order" and proposal.closed and said.in_his_own_name
    return plain and said.denies and said.when is None and not evades and not undecided


def _begins_with_no(said: Said, proposal: OpenProposal) -> bool:
    """ "Could your director join us?" - "No, I don't want him bothered." Not where another moment
    is offered, where it is a no only for now, and where "no" is a yes: "would you mind?"."""
    asked = said.sentence.turn_id - proposal.sentence.turn_id == 1
    if not asked or not proposal.closed or proposal.leave or proposal.step == "other":
        return False
    if said.tokens[0] not in said.pack.word_set("conversation.no"):
        return False
    if said.has(*_NO_FOR_NOW) or said.when is not None:
        return False
    named = step_of(said.tokens, said.pack)
    other = named is not None and named[0] != proposal.step  # "No, that's for head office"
    minds = said.pack.find("commitments.minds", said.pack.texts(proposal.words)) is not None
    return not other and not minds


def stall(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """The customer's "I'll think about it". "Bel mij vanmiddag om half vier" is none.

    So is what hangs on something nobody can test ("als het goed voelt"), what is refused only
    until then ("ik teken niets voordat ..."), and talking it over with nobody, or never.
    """
    when = said.when if said.has("asks") else None
    exact = when is not None and when.exactness == "exact"
    if exact or said.has("reported"):
        return None
    named = step_of(said.tokens, said.pack)
    step: Step = "other" if proposal is None else proposal.step
    cue = None if said.has("keen") else said.cue("stalls")
    if cue is None:
        open_ended = said.cue("vague_conditions") or said.cue("not_before")
        if open_ended is not None and (
            proposal is not None or said.has("promises", "undertakes", "willing", "keen")
        ):
            cue = open_ended
            step = step if named is None or proposal is not None else named[0]
    elif named is not None and named[0] in _STALLED_BY_NAME:
        step = named[0]
    if cue is None and named is not None and named[0] == "internal" and _would_talk(said):
        cue, step = named[1], "internal"
    return None if cue is None else row(said, "customer", "stall", step, cue)


def taking(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """ "Shall I put it on paper?" - "Do." Taking a quote stands where a step could have been."""
    offered = proposal is not None and proposal.closed and proposal.step == "quote"
    if not offered or said.denies or said.has("reported"):
        return None
    yes = said.cue("acceptances")
    return None if yes is None else row(said, "customer", "stall", "quote", yes, proposal=proposal)


def _would_talk(said: Said) -> bool:
    """ "We'll have to run it by the partners": an internal step with no moment, or nobody."""
    return (
        said.in_his_own_name
        and said.has("promises", "undertakes", "willing", "duty")
        and not said.has("past")
    )


def acceptance(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """A yes to ``proposal``, by either side. Nothing where it isn't known what was proposed."""
    if proposal is None or proposal.step in _NOTHING_BINDING:
        return None
    yes = said.cue("acceptances")
    when = said.when
    dated = when is not None and (_is_answer(said, when) or _takes_up(said, when, proposal))
    asked_back = said.has("asks") and when is not None
    told = said.has("reported") and proposal.step != "decision_maker"  # "sure, he wants to see it"
    agrees = yes is not None or dated or asked_back
    if not agrees or told or said.denies or said.has("doubters"):
        return None
    if proposal.leave and not dated and not yes and not asked_back:
        return None
    timed = when is not None and when.exactness != "vague"
    if not proposal.closed and not asked_back and not timed:
        return None
    if not timed or (when is not None and when.date is None):
        asked = find_when(proposal.words, said.pack, said.today)
        when = asked if not timed or (asked is not None and asked.date is not None) else when
    if said.sentence.side == "seller" and when is None:
        return None  # "very good" to a visit some time
    by = _who(said, proposal)
    cue = yes if yes is not None else (when.text if when else "")
    suits = dated and when is not None  # "I could do Wednesday" is a yes to Wednesday
    grade = "A" if suits else said.grade(when)
    return row(said, by, "accept", proposal.step, cue, grade=grade, when=when, proposal=proposal)


def _at(promise: Commitment, when: When | None, said: Said) -> Commitment:
    """``promise`` at the moment that was asked for."""
    if when is None:
        return promise
    grade = said.grade(when)
    return replace(promise, when_text=when.text, when_date=when.date, grade=grade)


def _is_answer(said: Said, when: When) -> bool:
    """Whether a day or an hour is all that is said, and words that say nothing ("Tuesday, then")
    or that it suits. Any other word beside it may be a "not" that was misheard."""
    if when.exactness != "exact":
        return False
    date = set(said.pack.texts(when.text.split()))
    light = said.pack.word_set("silences.endings") | said.pack.word_set("conversation.leading")
    if date.union(light).issuperset(said.tokens):
        return True
    may_follow = said.pack.word_set("commitments.after_fits") | date
    numbers = said.pack.word_set("questions.numbers")
    if may_follow.union(numbers).issuperset(_first_clause(said)):
        return True
    fits = said.pack.find("commitments.fits", said.tokens)
    beside = said.tokens[fits.last + 1 :] if fits is not None else ()
    return fits is not None and (not beside or beside[0] in may_follow)


def _first_clause(said: Said) -> tuple[str, ...]:
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
    return named is not None and named.date == when.date


def _who(said: Said, proposal: OpenProposal) -> By:
    """Meetings and calls are joint; trying, buying, paying and deciding are the customer's; any
    other step is for the one who would do it: "shall I?" the one who asks, "will you?" the other.
    """
    if proposal.step in JOINT:
        return "joint"
    if proposal.step in _CUSTOMERS:
        return "customer"
    if proposal.doer == "speaker":
        return "seller" if proposal.by == "seller" else "customer"
    return _side(said)


def as_accepted(promise: Commitment, proposal: OpenProposal | None, said: Said) -> Commitment:
    """A customer's promise that answers a closed request is its acceptance."""
    if proposal is None:
        return promise
    same = proposal.step == promise.step or promise.step in ("information", "other")
    if same and promise.when_text is None and not said.has("tentative"):
        promise = _at(promise, find_when(proposal.words, said.pack, said.today), said)
    if proposal.step == "other" and proposal.closed and proposal.doer == "listener":
        return replace(promise, kind="accept")
    if promise.step == "meeting" and proposal.closed and proposal.step in _AT_HOME:
        return replace(promise, kind="accept", step=proposal.step)  # "I see him on Monday anyway"
    if promise.step in JOINT or (same and proposal.step in JOINT):
        step = proposal.step if proposal.step in JOINT else promise.step
        return replace(promise, by="joint", kind="accept", step=step)
    if same and proposal.closed:
        return replace(promise, kind="accept", step=proposal.step)
    return promise


def _side(said: Said) -> By:
    return "seller" if said.sentence.side == "seller" else "customer"
