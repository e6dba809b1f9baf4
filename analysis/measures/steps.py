"""Which step a sentence speaks of: a meeting, an order, a quote."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Step
from analysis.language.pack import Pack

STEPS_BY_WEIGHT: tuple[Step, ...] = (
    "decision_maker",
    "trial",
    "quote",
    "deliver",
    "internal",
    "order",
    "pay",
    "meeting",
    "call_back",
    "information",
    "other",
)
"""Where a sentence names two, the one named first here is meant: "show it to my boss on Monday"
is an internal step, not a meeting."""

JOINT: frozenset[Step] = frozenset(("meeting", "call_back"))
"""Steps that both sides take once agreed."""


def step_of(tokens: Sequence[str], pack: Pack) -> tuple[Step, str] | None:
    """The step in ``tokens`` and the cue that told, or None when there is none."""
    for step in STEPS_BY_WEIGHT:
        match = pack.find(f"steps.{step}", tokens)
        if match is not None:
            return step, match.cue
    return None
