"""Words of a one-channel recording to their speakers: by time, then the edges by sentence.

The recognizer hears both sides at once; diarization says who speaks when. A word belongs to whoever
speaks during most of it. Where the floor changes hands both are a syllable or two off, so that a
word or two land on the wrong side: such a short run, close to the edge, goes with the sentence it
is part of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from analysis.spans import Span
from analysis.speech.settings import SpeechSettings
from analysis.speech.transcribe import RawWord

_ENDS = (".", "?", "!", "…")


def whose(
    words: Sequence[RawWord], alone: Mapping[str, Sequence[Span]], settings: SpeechSettings
) -> tuple[list[str], list[str]]:
    """The speaker's label of each of ``words`` (in order), by time alone and with edges repaired.

    ``alone`` are spans (seconds) of one speaker at a time, by label; there is at least one.
    """
    turns = sorted((start, end, label) for label, spans in alone.items() for start, end in spans)
    starts, ends = [turn[0] for turn in turns], [turn[1] for turn in turns]
    by_time = [_speaker(word, turns, starts, ends) for word in words]
    labels = by_time.copy()
    edges = [
        (ends[at - 1] + starts[at]) / 2
        for at in range(1, len(turns))
        if turns[at][2] != turns[at - 1][2]
    ]
    for first, last in _sentences(words, settings.sentence_pause_s):
        _repair(words, labels, first, last, edges, settings)
    return by_time, labels


def _speaker(
    word: RawWord, turns: Sequence[tuple[float, float, str]], starts: list[float], ends: list[float]
) -> str:
    first, last = bisect_right(ends, word.start), bisect_left(starts, word.end)
    near = turns[max(0, min(first, last) - 1) : max(first, last) + 1]
    shares: dict[str, float] = {}
    for start, end, label in near:
        shared = min(word.end, end) - max(word.start, start)
        shares[label] = shares.get(label, 0.0) + max(0.0, shared)
    best = max(shares, key=lambda label: shares[label])
    if shares[best] > 0:
        return best
    middle = (word.start + word.end) / 2
    return min(near, key=lambda turn: max(turn[0] - middle, middle - turn[1]))[2]


def _sentences(words: Sequence[RawWord], pause_s: float) -> list[tuple[int, int]]:
    """Runs of words (first, after-last) up to a sentence's mark or a pause."""
    cuts = [0]
    for at in range(1, len(words)):
        before = words[at - 1]
        if before.text.endswith(_ENDS) or words[at].start - before.end >= pause_s:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(words)], strict=True)) if words else []


def _repair(
    words: Sequence[RawWord],
    labels: list[str],
    first: int,
    last: int,
    edges: Sequence[float],
    settings: SpeechSettings,
) -> None:
    """Give a sentence's short runs close to an edge to the speaker of the words beside them: first
    those inside it that one speaker's words surround, then its first and last ones."""

    def short(start: int, end: int) -> bool:
        return end - start <= settings.edge_words and all(
            any(
                word.start - settings.edge_s <= edge <= word.end + settings.edge_s for edge in edges
            )
            for word in words[start:end]
        )

    for start, end in _runs(labels, first, last)[1:-1]:
        if labels[start - 1] == labels[end] and short(start, end):
            labels[start:end] = [labels[end]] * (end - start)
    runs = _runs(labels, first, last)
    if len(runs) < 2:
        return
    for (start, end), (beside, after) in ((runs[0], runs[1]), (runs[-1], runs[-2])):
        if end - start < after - beside and short(start, end):
            labels[start:end] = [labels[beside]] * (end - start)


def _runs(labels: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """Neighbours with the same label (first, after-last)."""
    cuts = [at for at in range(first + 1, last) if labels[at] != labels[at - 1]]
    return list(zip([first, *cuts], [*cuts, last], strict=True))
