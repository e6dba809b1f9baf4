"""Speech that the line's noise covers: found by bands, where the level as a whole does not tell.

At 20 dB of speech over noise half of speech is softer than the noise beside it allows to see, but
at any moment most of its sound is in a few narrow bands, where it does stand out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.frames import HOP_S, Flags, grown, spans_of
from analysis.speech.settings import ActivitySettings

_HOP = int(RATE_HZ * HOP_S)
_FRAME = 2 * _HOP
_BINS = slice(6, 66)
"""300 to 3300 Hz, what a telephone carries ..."""
_BAND = 6
"""... in bands of 300 Hz."""
_STRETCH = 5_000
_SMOOTH = 3
_SHORTEST_S = 0.04
"""What stands out for less than this is the noise itself."""
_EARLY_S, _LATE_S = 0.03, 0.06
"""Silero's windows hold speech before it begins and after it has ended, by about this."""


def stands_out(signal: Signal, sure: Flags, faint: Flags, settings: ActivitySettings) -> Flags:
    """10 ms frames with speech of ``signal`` (mono, 16 kHz) in noise: where silero is ``sure``, and
    close to it where a band stands out of what is there while silero hears nothing at all."""
    power = np.concatenate(list(_bands(signal, len(sure))))
    nobody = ~faint if (~faint).any() else np.ones_like(faint)
    noise = np.median(power[nobody], axis=0) + 1e-12
    smooth = np.ones(_SMOOTH) / _SMOOTH
    loudest = np.zeros(len(power))
    for band, floor in zip(power.T, noise, strict=True):
        np.maximum(loudest, np.convolve(band, smooth, "same") / floor, out=loudest)
    clear = np.zeros_like(sure)
    for start, end in spans_of(loudest > 10 ** (settings.band_above_noise_db / 10)):
        if end - start >= _SHORTEST_S:
            clear[round(start / HOP_S) : round(end / HOP_S)] = True
    found = clear & grown(sure, settings.reach_in_noise_s)
    for start, end in spans_of(sure):
        found[round((start + _EARLY_S) / HOP_S) : max(0, round((end - _LATE_S) / HOP_S))] = True
    return found


def _bands(signal: Signal, frames: int) -> Iterator[NDArray[np.float64]]:
    """Power of each band in 20 ms around each frame, in stretches."""
    window = np.hanning(_FRAME).astype(np.float32)
    for first in range(0, frames, _STRETCH):
        count = min(_STRETCH, frames - first)
        begin = first * _HOP - _HOP // 2
        piece = signal[max(0, begin) : begin + (count + 1) * _HOP]
        before = max(0, -begin)
        piece = np.pad(piece, (before, (count + 1) * _HOP - before - len(piece)))
        framed = np.lib.stride_tricks.sliding_window_view(piece, _FRAME)[::_HOP][:count]
        power = np.abs(np.fft.rfft(framed * window, axis=1)[:, _BINS]) ** 2
        yield power.reshape(count, -1, _BAND).mean(axis=2)
