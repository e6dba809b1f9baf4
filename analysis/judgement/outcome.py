"""Order, advance, no, continuation or none (Rackham 1988): did the call move?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.conversation import Conversation, Side
from analysis.findings import Commitment, Outcome, Step
from analysis.settings import OutcomeSettings

_NO_ADVANCE: frozenset[Step] = frozenset(("quote", "information"))
PROGRESS: frozenset[Outcome] = frozenset(("order", "advance", "no"))
"""Outcomes that are progress: a clear no is better than a lingering maybe."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome, the row that decided it, and a pack sentence saying why there is no talk."""

    outcome: Outcome
    decided_by: Commitment | None
    none_because: str | None = None


def judge_outcome(
    conversation: Conversation, rows: Sequence[Commitment], settings: OutcomeSettings
) -> Judged:
    """The outcome of a call whose roles and words can be trusted."""
    if conversation.talk_s < settings.shortest_call_s and not rows:
        return Judged("none", None, "too_short")
    if (
        any(_words(conversation, side) < settings.fewest_words_a_side for side in _SIDES)
        and not rows
    ):
        return Judged("none", None, "one_speaker")
    no = _last(rows, lambda r: r.kind == "decline" and r.step == "order" and r.by == "customer")
    order = _last(rows, _is_order)
    if order is not None and (no is None or order.id > no.id):
        return Judged("order", order)
    advance = _best_advance(rows)
    if no is not None and not _turned_down_an_option(no, advance):
        return Judged("no", no)
    if advance is not None:
        return Judged("advance", advance)
    stall = _last(rows, lambda r: r.kind == "stall")
    return Judged("continuation", stall)


_SIDES: tuple[Side, Side] = ("seller", "customer")


def _words(conversation: Conversation, side: Side) -> int:
    return sum(len(turn.words) for turn in conversation.turns if turn.side == side)


def is_firm_step(row: Commitment) -> bool:
    """A customer's or joint step of grade A or B."""
    firm = row.kind in ("commit", "accept") and row.grade in ("A", "B")
    return firm and row.by in ("customer", "joint")


def _is_order(row: Commitment) -> bool:
    return is_firm_step(row) and row.step in ("order", "pay") and not row.conditional


def is_advance(row: Commitment) -> bool:
    """A firm step that moves the sale: not taking a quote or information."""
    return is_firm_step(row) and row.step not in _NO_ADVANCE


def _best_advance(rows: Sequence[Commitment]) -> Commitment | None:
    moving = [row for row in rows if is_advance(row)]
    return min(moving, key=lambda r: (r.grade or "C", r.conditional, r.id)) if moving else None


def _turned_down_an_option(no: Commitment, advance: Commitment | None) -> bool:
    """A no to one thing while another step was agreed after it is no no to the deal.

    A mere call after the no (a favour, a goodbye) does not undo it.
    """
    return advance is not None and advance.id > no.id and advance.step != "call_back"


def _last(rows: Sequence[Commitment], wanted: Callable[[Commitment], bool]) -> Commitment | None:
    return next((row for row in reversed(rows) if wanted(row)), None)
