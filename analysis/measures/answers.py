"""What the other side's proposal gets for an answer: a yes, a no, or a stall."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import By, Commitment, Step
from analysis.language.dates import When, find_when
from analysis.measures.commitment_rows import row
from analysis.measures.proposals import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

_NOTHING_BINDING: frozenset[Step] = frozenset(("quote", "information", "other"))
"""Taking a quote or information is no step; of "other" it is not known who would do what."""


def refusal(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """The customer's no: to the deal in so many words, or to what was proposed."""
    told = said.has("reported") or (said.has("past") and proposal is None)
    deal = said.cue("deal_declines")
    if deal is not None and not told:
        return row(said, "customer", "decline", "order", deal)
    if proposal is not None:
        cue = said.cue("declines") or said.cue("option_declines")
        return None if cue is None else row(said, "customer", "decline", proposal.step, cue)
    cue = said.cue("declines")
    named = step_of(said.tokens, said.pack)
    if cue is None or named is None or told or named[0] in JOINT:
        return None
    return row(said, "customer", "decline", named[0], cue)


def stall(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """The customer's "I'll think about it". "Bel mij vanmiddag om half vier" is none."""
    cue = said.cue("stalls")
    when = said.when
    exact = when is not None and when.exactness == "exact"
    if cue is None or (exact and said.has("asks")):
        return None
    named = step_of(said.tokens, said.pack)
    step: Step = "other" if proposal is None else proposal.step
    if named is not None and named[0] in ("quote", "internal"):
        step = named[0]
    return row(said, "customer", "stall", step, cue)


def acceptance(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """A yes to ``proposal``, by either side. Nothing where it isn't known what was proposed."""
    if proposal is None or proposal.step in _NOTHING_BINDING or said.has("reported"):
        return None
    yes = said.cue("acceptances")
    when = said.when
    dated = when is not None and _is_answer(said, when)
    asked_back = said.has("asks") and when is not None
    if (yes is None and not dated and not asked_back) or said.has("negations"):
        return None
    if proposal.leave and not dated and not yes:
        return None
    timed = when is not None and when.exactness != "vague"
    if not proposal.closed and not asked_back and not timed:
        return None
    if not timed:
        when = find_when(proposal.words, said.pack, said.today)
    by: By = "joint" if proposal.step in JOINT else _side(said)
    cue = yes if yes is not None else (when.text if when else "")
    grade = said.grade(when)
    return row(said, by, "accept", proposal.step, cue, grade=grade, when=when, proposal=proposal)


def _is_answer(said: Said, when: When) -> bool:
    """Whether a day or an hour is all that is said, and words that say nothing: "Tuesday, then".
    Any other word beside it may be a "not" that was misheard."""
    date = set(said.pack.texts(when.text.split()))
    light = said.pack.word_set("silences.endings") | said.pack.word_set("conversation.leading")
    return when.exactness == "exact" and date.union(light).issuperset(said.tokens)


def as_accepted(promise: Commitment, proposal: OpenProposal | None) -> Commitment:
    """A customer's promise that answers a closed request is its acceptance."""
    if proposal is None:
        return promise
    same = proposal.step == promise.step or promise.step in ("information", "other")
    if promise.step in JOINT or (same and proposal.step in JOINT):
        step = proposal.step if proposal.step in JOINT else promise.step
        return replace(promise, by="joint", kind="accept", step=step)
    if same and proposal.closed:
        return replace(promise, kind="accept", step=proposal.step)
    return promise


def _side(said: Said) -> By:
    return "seller" if said.sentence.side == "seller" else "customer"
