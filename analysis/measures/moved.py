"""What was agreed or promised and then put on another day: the last day counts.

"Tuesday at ten is fine." - "Oh no, wait, I can't do Tuesday. Wednesday at ten?" - "Wednesday at
ten, noted." Only where somebody said that the first day is off, or that it moves: two days that are
both named stay two appointments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from analysis.conversation import Sentence
from analysis.findings import Commitment
from analysis.measures.one_more import day_named, day_of
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, ON_PAPER


def moved_from(
    new: Commitment,
    rows: Sequence[Commitment],
    sentences: Iterable[Sentence],
    read: Callable[[Sentence], Said],
) -> Commitment | None:
    """The row of ``rows`` in whose place ``new`` comes, or None. ``sentences`` are the call's, and
    ``read`` reads one of them."""
    if not new.binds or new.grade != "A":
        return None
    old = next((row for row in reversed(rows) if _is_same_step(row, new)), None)
    if old is None:
        return None
    start, end = old.evidence.end, new.evidence.end
    since = [one for one in sentences if start <= one.start and one.end <= end]
    if not since:
        return None
    first = read(since[0])
    before, now = day_of(old, first), day_of(new, first)
    if before is None or now is None or before == now:
        return None
    return old if any(_is_off(read(one), before) for one in since) else None


def _is_same_step(old: Commitment, new: Commitment) -> bool:
    family = next((steps for steps in (JOINT, ON_PAPER) if new.step in steps), {new.step})
    return old.binds and old.by == new.by and old.step in family


def _is_off(said: Said, day: date) -> bool:
    """Whether it says that this day is off, or that what was agreed moves."""
    if said.has("moves"):
        return True
    return (said.denies or said.has("unavailable")) and day_named(said.words, said) == day
