"""A no behind what was agreed: to one more, and it stands; or to its own day, and it is off.

"Four of them, today." - "Would you also take a service contract?" - "No, I don't need that."; or
"Tuesday is fine." - "And shall we meet on Thursday?" - "Thursday doesn't work." But: "I can't make
Tuesday after all."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analysis.findings import Commitment
from analysis.language.dates import ANY_DAY, find_when
from analysis.measures.deal_refused import to_the_deal
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT

_SHORT = 7
"""Tokens in which "I can't make Tuesday" says no more than that."""


def of_one_more(
    refused: Commitment, said: Said, proposal: OpenProposal | None, rows: Sequence[Commitment]
) -> Commitment:
    """``refused``, or where it only turns down something beside what ``rows`` hold, a no to that:
    of no step that was agreed."""
    customers = [row for row in rows if row.by != "seller"]
    agreed = next((row for row in reversed(customers) if row.step == refused.step), None)
    if agreed is None or not agreed.binds or proposal is None:
        return refused
    if proposal.sentence.turn_id <= agreed.evidence.turn_id:
        return refused
    if said.has("calls_off") or to_the_deal(said) or _names_day_of(said, agreed):
        return refused
    besides = said.pack.find("commitments.besides", said.pack.texts(proposal.words)) is not None
    other = besides or (refused.step in JOINT and _is_for_another_day(said, proposal, agreed))
    return replace(refused, step="other") if other else refused


def takes_day_back(said: Said, agreed: Commitment) -> str | None:
    """What says that the day that was ``agreed`` is off: "I can't make Tuesday after all"."""
    if agreed.step not in JOINT or not said.denies or not _names_day_of(said, agreed):
        return None
    if said.has("reported", "undecided", "not_before"):
        return None
    short = said.in_his_own_name and len(said.tokens) <= _SHORT
    return said.cue("after_all") or (said.cue("declines") if short else None)


def _names_day_of(said: Said, agreed: Commitment) -> bool:
    own, day = day_named(said.words, said), day_of(agreed, said)
    return own is not None and own == day


def _is_for_another_day(said: Said, proposal: OpenProposal, agreed: Commitment) -> bool:
    """Whether what is turned down was for a day that is named, and not the one agreed."""
    asked = day_named(said.words, said) or day_named(proposal.words, said)
    day = day_of(agreed, said)
    return asked is not None and day is not None and asked != day


def day_of(agreed: Commitment, said: Said) -> date | None:
    """The day that was agreed, for comparing; None where none was named exactly."""
    return None if agreed.when_text is None else day_named(tuple(agreed.when_text.split()), said)


def day_named(words: Sequence[str], said: Said) -> date | None:
    """The day in ``words``, told against the day of the call of ``said``, or any where it is not
    known."""
    when = find_when(words, said.pack, said.today or ANY_DAY)
    return when.date if when is not None and when.is_exact else None
