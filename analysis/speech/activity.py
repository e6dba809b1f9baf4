"""When does a speaker make speech sound? One detector, shared by everything after it.

silero-vad tells speech from noise, tones and music, but its windows of 32 ms blur the edges;
the channel's own energy tells where sound starts and stops to 10 ms, but not what it is. Together:
sound that stands out of the line's noise, where silero hears speech, or close to it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.settings import ActivitySettings

HOP_S = 0.01
_HOP = int(RATE_HZ * HOP_S)
_WINDOW = 512
_FLOOR_DB = -75.0

Spans = list[tuple[float, float]]
Flags = NDArray[np.bool_]


def find_activity(
    signal: Signal, settings: ActivitySettings, *, other: Signal | None = None
) -> Spans:
    """Speech spans (start s, end s) in ``signal`` (mono, 16 kHz), in order, not touching.

    ``other`` is the other channel of the same call: what is much louder there is its leak.
    """
    level = _level_db(signal)
    if not len(level):
        return []
    sure, faint = _speech_flags(signal, len(level), settings)
    if not sure.any() and not faint.any():
        return []
    loud = level > _threshold_db(level, sure | faint, settings)
    if other is not None:
        loud &= ~_leaks(level, _level_db(other), settings)
    speech = loud & _grown(sure, settings.reach_s)
    speech |= _bursts(loud, faint)
    spans = _closed(_spans(speech), settings.close_gaps_s)
    return [(start, end) for start, end in spans if end - start >= settings.shortest_s]


@cache
def _detector() -> Any:
    from silero_vad import load_silero_vad

    return load_silero_vad()


def _speech_flags(signal: Signal, frames: int, settings: ActivitySettings) -> tuple[Flags, Flags]:
    """10 ms frames silero is sure of, and those it half hears."""
    import torch

    model = _detector()
    model.reset_states()
    with torch.inference_mode():
        wave = torch.from_numpy(np.ascontiguousarray(_at_level(signal)))[None]
        probability = model.audio_forward(wave, sr=RATE_HZ)[0].numpy()
    at = (np.arange(frames) * _HOP + _HOP // 2) // _WINDOW
    by_frame = probability[np.minimum(at, len(probability) - 1)]
    return by_frame >= settings.speech_from, by_frame >= settings.faint_speech_from


def _at_level(signal: Signal) -> Signal:
    """The signal with its loud parts at a usual level: silero hears quiet callers badly."""
    loud = float(np.percentile(np.abs(signal[:: max(1, len(signal) // 200_000)]), 99))
    if loud <= 1e-4:
        return signal
    raised: Signal = np.clip(signal * np.float32(min(0.3 / loud, 20.0)), -1.0, 1.0)
    return raised


def _level_db(signal: Signal) -> NDArray[np.float64]:
    """Level of every 10 ms, over 20 ms windows, dB below full scale."""
    frames = len(signal) // _HOP
    power = (signal[: frames * _HOP].reshape(frames, _HOP).astype(np.float64) ** 2).mean(axis=1)
    if frames > 1:
        power = np.maximum(power, 0.5 * (power + np.concatenate([power[1:], power[-1:]])))
    return np.asarray(10 * np.log10(power + 1e-12))


def _threshold_db(level: NDArray[np.float64], speech: Flags, settings: ActivitySettings) -> float:
    """Between the line's noise (its quiet tenth) and speech (its loud parts)."""
    heard = np.maximum(level, _FLOOR_DB)
    noise = float(np.percentile(heard, 10))
    loud = float(np.percentile(heard[speech], 90)) if speech.any() else float(heard.max())
    threshold = max(noise + settings.above_noise_db, loud - settings.below_speech_db)
    return min(threshold, loud - 6.0)


def _leaks(
    level: NDArray[np.float64], other: NDArray[np.float64], settings: ActivitySettings
) -> Flags:
    """Frames where the other channel is so much louder that this one only leaks it."""
    count = min(len(level), len(other))
    width = 5
    smooth = np.ones(width) / width
    mine = np.convolve(np.maximum(level[:count], _FLOOR_DB), smooth, "same")
    theirs = np.convolve(np.maximum(other[:count], _FLOOR_DB), smooth, "same")
    leaks = np.zeros(len(level), bool)
    leaks[:count] = theirs - mine > settings.bleed_db
    return leaks


def _grown(flags: Flags, seconds: float) -> Flags:
    reach = round(seconds / HOP_S)
    return np.convolve(flags, np.ones(2 * reach + 1), "same") > 0.5


def _bursts(loud: Flags, faint: Flags) -> Flags:
    """Whole bursts of sound of which silero half hears a part: a short "ja"."""
    kept = np.zeros_like(loud)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2):
        if faint[start:end].mean() >= 0.5:
            kept[start:end] = True
    return kept


def _spans(flags: Flags) -> Spans:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(float(a) * HOP_S, float(b) * HOP_S) for a, b in edges.reshape(-1, 2)]


def _closed(spans: Spans, gap_s: float) -> Spans:
    closed: Spans = []
    for start, end in spans:
        if closed and start - closed[-1][1] < gap_s:
            closed[-1] = (closed[-1][0], end)
        else:
            closed.append((start, end))
    return closed
