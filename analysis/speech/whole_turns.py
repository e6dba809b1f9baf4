"""A second look at who speaks: each turn as a whole, held against the voices of the long ones.

A diarizer hears windows of some seconds and may give a short "ja" to whoever speaks around it. A
whole turn is one voice, and the long turns of both tell what the voices are. A turn goes to another
voice only where that is nearly as clear as its own voice is for the long ones, and none does where
the voices are too much alike to be told by this.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.diarize import Diarized, Diarizer, turned_over
from analysis.speech.frames import HOP_S
from analysis.speech.settings import SpeechSettings

_LENGTHS_S = 10.0 / 1.2 ** np.arange(30)
"""Turns are heard up to one of these: the first seconds of a long one tell its voice as well as all
of it, and what has the same length is sent through the network together."""

Vectors = NDArray[np.float64]


def look_again(
    told: Diarized,
    signal: Signal,
    diarizer: Diarizer,
    settings: SpeechSettings,
    close_gaps_s: float,
) -> Diarized:
    """``told`` of ``signal`` (mono, 16 kHz) with the turns moved whose voice is another's."""
    told_by_s = max(settings.voice_from_s, settings.whole_turn_from_s)
    labels = [
        label
        for label, spans in told.heard.items()
        if any(end - start >= told_by_s for start, end in spans)
    ]
    turns = [
        (start, end, own)
        for own, label in enumerate(labels)
        for start, end in told.heard[label]
        if end - start >= settings.whole_turn_from_s
    ]
    if len(labels) < 2:
        return told
    turns.sort(key=lambda turn: (_heard_s(turn[1] - turn[0]), turn))
    vectors = _unit(diarizer.embed([_sound(signal, start, end) for start, end, _ in turns]))
    if not np.isfinite(vectors).all():
        return told
    moved = [
        (start, end, labels[own], labels[other])
        for (start, end, own), other in zip(turns, _whose(turns, vectors, settings), strict=True)
        if other != own
    ]
    return Diarized(
        turned_over(told.heard, moved, close_gaps_s), turned_over(told.alone, moved, close_gaps_s)
    )


def _whose(
    turns: Sequence[tuple[float, float, int]], vectors: Vectors, settings: SpeechSettings
) -> list[int]:
    """The voice of each of ``turns`` (start s, end s, voice), by the rows of ``vectors``."""
    seconds = np.array([end - start for start, end, _ in turns])
    own = np.array([voice for *_, voice in turns])
    weights = np.where(seconds >= settings.voice_from_s, seconds, 0.0)
    mine = own == np.arange(own.max() + 1)[:, None]
    voices = _unit((mine * weights) @ vectors)
    alike = vectors @ voices.T
    of_own = np.take_along_axis(alike, own[:, None], axis=1)[:, 0]
    alike[mine.T] = -np.inf
    more = alike.max(axis=1) - of_own
    apart = -float(np.average(more, weights=weights))
    if apart < settings.voices_apart_from:
        return list(own)
    return list(np.where(more > settings.another_voice_from * apart, alike.argmax(axis=1), own))


def _sound(signal: Signal, start: float, end: float) -> Signal:
    first = round(start * RATE_HZ)
    return signal[first : first + round(_heard_s(end - start) * RATE_HZ)]


def _heard_s(seconds: float) -> float:
    """The longest of the lengths that a turn of so many seconds has."""
    return float(_LENGTHS_S[seconds + HOP_S >= _LENGTHS_S][0])


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))
