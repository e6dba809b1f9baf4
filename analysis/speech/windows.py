"""Speech packed into the windows a recognizer takes at once, and times in them back to the call.

A recognizer pays for a whole window (30 s for Whisper) however little is said in it. So pieces of
speech are laid end to end and long silences are left out: a side that speaks a third of the time
costs a third of the windows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from analysis.spans import Span
from analysis.speech.decode import RATE_HZ, Signal

_BLOCK = RATE_HZ // 50
"""Samples of 20 ms: so finely the quietest place is told."""
_CUT_WITHIN = 0.5
"""A piece too long for a window is cut in the later half of what fits, where it is quietest."""
_SHORTEST_S = 0.02
"""What is left of a piece is no sound to hear where it is shorter than this."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of a signal (start s, end s), in order, heard end to end."""

    pieces: tuple[Span, ...]

    @property
    def seconds(self) -> float:
        """How long all its pieces last together."""
        return sum(end - start for start, end in self.pieces)

    @property
    def start(self) -> float:
        """The second of the signal at which its first piece begins."""
        return self.pieces[0][0]

    def cut(self, signal: Signal) -> Signal:
        """The window's sound (mono, 16 kHz) out of the ``signal`` it was packed from."""
        parts = [signal[int(start * RATE_HZ) : int(end * RATE_HZ)] for start, end in self.pieces]
        return np.concatenate(parts)

    def place_of(self, start: float, end: float) -> tuple[int, float, float]:
        """Which piece ``start`` to ``end`` (seconds in the window) lies in, and its seconds in the
        signal: the piece that holds the middle, which the times are not to leave."""
        begins = [0.0, *accumulate(b - a for a, b in self.pieces)]
        piece = min(bisect_right(begins, (start + end) / 2) - 1, len(self.pieces) - 1)
        first, last = self.pieces[max(0, piece)]
        shift = first - begins[max(0, piece)]
        return (
            max(0, piece),
            min(max(start + shift, first), last),
            min(max(end + shift, first), last),
        )


def pack(signal: Signal, spans: Sequence[Span], longest_s: float, margin_s: float) -> list[Window]:
    """``spans`` of speech (seconds, in order) in ``signal`` as windows of at most ``longest_s``.

    Each piece gets ``margin_s`` (seconds) around it.
    """
    pieces: list[Span] = []
    for start, end in _with_margins(spans, margin_s, len(signal) / RATE_HZ):
        pieces.extend(_fitting(signal, start, end, longest_s))
    windows: list[Window] = []
    mine: list[Span] = []
    room = longest_s
    for start, end in pieces:
        if end - start > room and mine:
            windows.append(Window(tuple(mine)))
            mine, room = [], longest_s
        mine.append((start, end))
        room -= end - start
    return [*windows, Window(tuple(mine))] if mine else windows


def _with_margins(spans: Sequence[Span], margin_s: float, total_s: float) -> list[Span]:
    made: list[Span] = []
    for start, end in spans:
        a, b = max(start - margin_s, 0.0), min(end + margin_s, total_s)
        if made and a <= made[-1][1]:
            made[-1] = (made[-1][0], max(b, made[-1][1]))
        else:
            made.append((a, b))
    return [(a, b) for a, b in made if b - a > _SHORTEST_S]


def _fitting(signal: Signal, start: float, end: float, longest_s: float) -> list[Span]:
    """The span, cut at its quietest places where it does not fit."""
    parts: list[Span] = []
    while end - start > longest_s:
        cut = _quietest(signal, start + _CUT_WITHIN * longest_s, start + longest_s)
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]


def _quietest(signal: Signal, start: float, end: float) -> float:
    """The middle of the quietest 60 ms between two moments (seconds)."""
    piece = signal[int(start * RATE_HZ) : int(end * RATE_HZ)]
    blocks = piece[: len(piece) // _BLOCK * _BLOCK].reshape(-1, _BLOCK).astype(np.float64)
    power = np.convolve((blocks**2).mean(axis=1), np.ones(3), "valid")
    return start + (int(np.argmin(power)) + 1.5) * _BLOCK / RATE_HZ
