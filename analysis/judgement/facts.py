"""Everything of a call that a flag may rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.conversation import Conversation
from analysis.findings import (
    Commitment,
    Counts,
    MapEntry,
    Outcome,
    Question,
    Silence,
    Talk,
    Tension,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The measures, with the talk and the seller's own ``report``, where there is one."""

    conversation: Conversation
    talk: Talk
    questions: Sequence[Question]
    silences: Sequence[Silence]
    counts: Counts
    commitments: Sequence[Commitment]
    entries: Sequence[MapEntry]
    dug_into: Sequence[MapEntry]
    tensions: Sequence[Tension]
    pleasantness: float | None
    outcome: Outcome
    report: str | None
