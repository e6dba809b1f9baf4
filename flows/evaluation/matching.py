"""Which finding stands for which labelled row: one to one, by time and by words.

Findings and labels cut a call differently: a label stands on a whole line, a finding on the
clause that fired, and a recognizer's edges are never quite the true ones. So a pair is possible
where the shorter of the two lies well inside the other's time, or where both say nearly the same
and are not far apart. Of all possible pairs the best is taken first, then the best of what is
left; ties are settled by time, so the same input gives the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.tokens import plain

SHARED_TIME = 0.3
"""From this part of the shorter one's seconds on, time alone makes a pair (ratio 0-1)."""

SAME_WORDS = 0.6
"""From this similarity on, words alone make a pair (ratio 0-1)."""

FAR_S = 4.0
"""... unless the two are further apart than this (seconds)."""

SAME_KIND = 0.5
"""What a same kind adds to the likeness of two that may be a pair anyway."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said, by whom, in which words. ``kind`` tells findings on the same
    words apart ("I'll order it, and send you the plans"). Seconds."""

    side: str | None
    start: float
    end: float
    text: str
    kind: str = ""


def match(found: Sequence[Place], true: Sequence[Place]) -> dict[int, int]:
    """The index of the true row for the index of each found one that has a partner.

    A place without a side fits either side.
    """
    pairs = [
        (-likeness, abs(mine.start - theirs.start), here, there)
        for here, mine in enumerate(found)
        for there, theirs in enumerate(true)
        if (likeness := _likeness(mine, theirs)) > 0.0
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, here, there in sorted(pairs):
        if here not in partner and there not in taken:
            partner[here] = there
            taken.add(there)
    return partner


def similarity(one: str, other: str) -> float:
    """The words both have, out of all the words either has (Jaccard 1901), 0-1."""
    mine, theirs = _words(one), _words(other)
    either = mine | theirs
    return len(mine & theirs) / len(either) if either else 0.0


def _likeness(one: Place, other: Place) -> float:
    """0 where the two cannot be the same; otherwise more for more shared time and words."""
    if one.side is not None and other.side is not None and one.side != other.side:
        return 0.0
    together = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    share = max(0.0, together) / shorter if shorter > 0.0 else float(together >= 0.0)
    alike = similarity(one.text, other.text)
    if share < SHARED_TIME and (alike < SAME_WORDS or together < -FAR_S):
        return 0.0
    return share + alike + (SAME_KIND if one.kind and one.kind == other.kind else 0.0)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in map(plain, text.split()) if word)
