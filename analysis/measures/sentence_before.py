"""What the sentence before a question says of the step: wished for there, and asked for here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Sentence
from analysis.findings import Step
from analysis.language.dates import is_timed
from analysis.language.pack import Pack
from analysis.measures.asked_steps import doer_of, without_opening
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.steps import step_of

OF_A_DAY = ("commitments.fits", "commitments.moves")
"""One of these is heard where it is asked whether a day suits."""

TOLD = tuple(f"commitments.{name}" for name in "past reported routines negations".split())
"""Of what was, or is said by others, or done always, or not done."""

_WHETHER_AND_WHEN = (*OF_A_DAY, "commitments.asks_when")

_WHEN_ASKED: frozenset[Step] = frozenset(("meeting", "call_back", "trial"))
"""Steps that a question may mean which only asks whether and when."""

_ASKED_OF_HIM: frozenset[Step] = frozenset(("decision_maker", "deliver"))
"""Steps that "could you?" may mean, where they were just spoken of."""

_WISHED = tuple(
    f"commitments.{name}"
    for name in "willing keen promises proposals duty tentative wishes".split()
)
"""One of these is heard where a step is wished for: "I'd love to", "we can put one here"."""


def wished_before(
    sentence: Sentence, tokens: Sequence[str], before: Sentence, pack: Pack
) -> Step | None:
    """The step that the seller wished for in the sentence ``before``, where his question only asks
    whether and when ("I'd love to go through it at your office. Any chance this week?"), or asks
    the customer for it ("we'd need your sister there. Could you ask her?")."""
    if before.turn_id != sentence.turn_id or sentence.side != "seller":
        return None
    told = pack.texts(before.said)
    named = step_of(told, pack)
    if named is None or pack.first_of(_WISHED, told) is None:
        return None
    wishes = pack.find("commitments.wishes", told) is not None  # "I was thinking the 18th"
    if pack.first_of(TOLD, told) is not None and not wishes:
        return None
    dated = is_timed(tokens, pack)
    asks = pack.first_of(_WHETHER_AND_WHEN, tokens) is not None
    if named[0] in _WHEN_ASKED:
        return named[0] if dated or asks else None
    to_him = pack.find("commitments.requests", tokens) is not None
    to_him = to_him and doer_of(without_opening(tokens, pack), pack) == "listener"
    return named[0] if named[0] in _ASKED_OF_HIM and to_him and not (asks or dated) else None


def of_trial_asked_about(
    proposal: OpenProposal, before: Sentence | None, found: Sequence[OpenProposal]
) -> OpenProposal:
    """ "Would you run one for a few days? I can have it fitted on Friday": the day is that of the
    trial just asked about."""
    last = found[-1] if found else None
    if last is None or before is None or last.sentence.id != before.id or last.step != "trial":
        return proposal
    here = before.turn_id == proposal.sentence.turn_id and last.by == proposal.by
    return replace(proposal, step="trial") if here and proposal.step == "meeting" else proposal
