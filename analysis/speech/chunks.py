"""Speech spans joined to pieces a recognizer can take at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

Span = tuple[float, float]


def in_chunks(
    spans: Sequence[Span],
    longest_s: float,
    margin_s: float,
    total_s: float,
    others: Sequence[Span] = (),
) -> list[Span]:
    """Neighbouring ``spans`` together as long as they fit in ``longest_s`` (all seconds).

    Each chunk gets ``margin_s`` around it, but not into ``others``: speech of somebody else in the
    same signal, over which neighbours are not joined either. A longer span is cut evenly.
    """
    chunks: list[Span] = []
    for start, end in spans:
        a, b = _with_margin(start, end, margin_s, total_s, others)
        if chunks and b - chunks[-1][0] <= longest_s and not _between(chunks[-1][1], a, others):
            chunks[-1] = (chunks[-1][0], max(b, chunks[-1][1]))
            continue
        a = max(a, chunks[-1][1]) if chunks else a
        parts = max(1, ceil((b - a) / longest_s - 1e-9))
        width = (b - a) / parts
        chunks.extend((a + width * i, a + width * (i + 1)) for i in range(parts))
    return [(a, b) for a, b in chunks if b - a > 0.02]


def _with_margin(
    start: float, end: float, margin_s: float, total_s: float, others: Sequence[Span]
) -> Span:
    before = max((e for _, e in others if e <= start + 0.01), default=0.0)
    after = min((s for s, _ in others if s >= end - 0.01), default=total_s)
    a = max(start - margin_s, min(before, start), 0.0)
    b = min(end + margin_s, max(after, end), total_s)
    return a, b


def _between(end: float, start: float, others: Sequence[Span]) -> bool:
    return any(s < start and e > end for s, e in others)
