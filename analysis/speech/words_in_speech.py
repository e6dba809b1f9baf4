"""Words into speech: times come from the sound, words from the recognizer.

Whisper's word times are wrong precisely around silence, so each word is laid into the speech it
overlaps most, and cut at that speech's edges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.spans import Span
from analysis.speech.transcribe import RawWord

_SHORTEST_S = 0.02
"""No word is shorter than this."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Words inside speech; of those that were further outside it than allowed, where they start
    now (seconds)."""

    words: tuple[RawWord, ...]
    moved: tuple[float, ...]


def place(words: Sequence[RawWord], speech: Sequence[Span], outside_s: float) -> Placed:
    """``words`` (in order) inside ``speech`` (in order), a far one moved; none without speech."""
    if not speech:
        return Placed((), ())
    starts, ends = [start for start, _ in speech], [end for _, end in speech]
    placed: list[RawWord] = []
    far: list[bool] = []
    for word in words:
        first, last = bisect_right(ends, word.start), bisect_left(starts, word.end)
        # What the word overlaps, and the nearest span on either side of it.
        span = _best(word, speech[max(0, min(first, last) - 1) : max(first, last) + 1])
        start = min(max(word.start, span[0]), span[1] - _SHORTEST_S)
        end = max(min(word.end, span[1]), start + _SHORTEST_S)
        far.append(word.end - span[1] > outside_s or span[0] - word.start > outside_s)
        placed.append(RawWord(word.text, start, end, word.probability))
    made = tuple(_in_order(placed))
    return Placed(made, tuple(word.start for word, moved in zip(made, far, strict=True) if moved))


def _best(word: RawWord, speech: Sequence[Span]) -> Span:
    def fit(span: Span) -> tuple[float, float]:
        overlap = min(word.end, span[1]) - max(word.start, span[0])
        away = max(span[0] - word.end, word.start - span[1], 0.0)
        return (overlap if overlap > 0 else -away, -abs(span[0] - word.start))

    return max(speech, key=fit)


def _in_order(words: Sequence[RawWord]) -> list[RawWord]:
    """A word never starts before the one said before it."""
    made: list[RawWord] = []
    for word in words:
        start = max(word.start, made[-1].start + 0.001) if made else word.start
        end = max(word.end, start + _SHORTEST_S)
        if made and made[-1].end > start:
            last = made[-1]
            made[-1] = RawWord(last.text, last.start, max(last.start, start), last.probability)
        made.append(RawWord(word.text, start, end, word.probability))
    return made
