"""Everything of a call that a flag may rest on."""

from __future__ import annotations

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
    questions: tuple[Question, ...]
    silences: tuple[Silence, ...]
    counts: Counts
    commitments: tuple[Commitment, ...]
    entries: tuple[MapEntry, ...]
    dug_into: tuple[MapEntry, ...]
    tensions: tuple[Tension, ...]
    pleasantness: float | None
    outcome: Outcome
    report: str | None
