"""Stretches of seconds: joined, cut out of one another, and measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[float, float]
"""Start and end, seconds."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """The seconds that are in any of ``spans``: in order, and apart from each other."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        elif end > start:
            whole.append((start, end))
    return whole


def without(span: Span, out: Iterable[Span]) -> list[Span]:
    """The parts of ``span`` that are in none of ``out``."""
    at, until = span
    near = [(start, end) for start, end in out if start < until and end > at]
    left: list[Span] = []
    for start, end in joined(near) if near else ():
        if start > at:
            left.append((at, start))
        at = max(at, end)
    return [*left, (at, until)] if at < until else left


def overlap_s(span: Span, spans: Sequence[Span]) -> float:
    """Seconds of ``span`` that are in any of ``spans``."""
    start, end = span
    near = [(a, b) for a, b in spans if a < end and b > start]
    return sum(max(0.0, min(end, b) - max(start, a)) for a, b in joined(near)) if near else 0.0
