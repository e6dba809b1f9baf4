"""What the detector is given to hear: the line's noise turned down, high sounds raised.

A telephone line leaves out the lowest sounds and softens the highest, and silero, which learned
from wider sound, is then slow to be sure of speech. Raising high sounds raises noise more than
speech, so that is turned down first: Wiener's gain, of the signal-to-noise ratio that Ephraim and
Malah's decision-directed rule gives (1984, equation 51).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import Signal

_FRAME = 512
"""Samples: 32 ms."""
_HOP = _FRAME // 2
_WINDOW = np.sqrt(np.hanning(_FRAME + 1)[:-1]).astype(np.float32)
"""Twice this window, half-way apart, is one: what is not changed comes out as it went in."""
_RAISED = 0.7
"""Share of each sample that is taken from the next one: the lower a sound, the more it loses."""
_QUIETEST = 0.1
_OF_MEAN = -np.log(1 - _QUIETEST)
"""The quietest tenth of noise is this part of its mean power: that is distributed exponentially."""
_LOOKED_AT = 20_000
"""Frames that tell the noise, from all over the recording: more tell it no better."""
_TOGETHER = 4_000
"""Frames held as spectra at once: a minute."""
_BEFORE = 0.96
"""What the frame before weighs beside this one (alpha in the rule)."""
_SOFTEST = 10 ** (-10 / 20)
"""Noise is turned down by 10 dB: with more silero hears the holes."""

Power = NDArray[np.float32]


def noise_of(signal: Signal) -> Power:
    """Mean power of the line's noise in each bin of a frame of ``signal`` (mono, 16 kHz)."""
    frames = _framed(signal)
    some = frames[:: max(1, len(frames) // _LOOKED_AT)]
    if not len(some):
        return np.zeros(_FRAME // 2 + 1, np.float32)
    power = np.abs(np.fft.rfft(some * _WINDOW, axis=1)).astype(np.float32) ** 2
    return np.asarray(np.quantile(power, _QUIETEST, axis=0) / _OF_MEAN, np.float32)


def cleaned(signal: Signal, noise: Power) -> Signal:
    """``signal`` (mono, 16 kHz) with ``noise`` turned down and high sounds raised, as long."""
    return raised(_quieted(signal, noise))


def raised(signal: Signal) -> Signal:
    """``signal`` with high sounds raised."""
    made = signal.copy()
    made[1:] -= np.float32(_RAISED) * signal[:-1]
    return made


def _quieted(signal: Signal, noise: Power) -> Signal:
    frames = _framed(np.pad(signal, (_HOP, _FRAME)))
    made = np.zeros((len(frames) + 1) * _HOP, np.float32)
    kept = np.zeros(len(noise), np.float32)
    for first in range(0, len(frames), _TOGETHER):
        spectra = np.fft.rfft(frames[first : first + _TOGETHER] * _WINDOW, axis=1)
        over_noise = (np.abs(spectra) ** 2).astype(np.float32) / (noise + np.float32(1e-12))
        gains, kept = _gains(over_noise, kept)
        some = np.fft.irfft(spectra * gains, axis=1).astype(np.float32) * _WINDOW
        here = made[first * _HOP :][: (len(some) + 1) * _HOP]
        here[:-_HOP] += some[:, :_HOP].reshape(-1)
        here[_HOP:] += some[:, _HOP:].reshape(-1)
    return made[_HOP : _HOP + len(signal)]


def _gains(
    over_noise: NDArray[np.float32], kept: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of every bin of every frame (rows), from its power over that of the noise; and of the last
    frame, what was ``kept`` of that."""
    now = np.float32(1 - _BEFORE) * np.maximum(over_noise - 1, 0)
    made = np.empty_like(over_noise)
    for row, frame, gain in zip(now, over_noise, made, strict=True):
        ratio = row + np.float32(_BEFORE) * kept
        np.divide(ratio, 1 + ratio, out=gain)
        kept = gain * gain * frame
    return np.maximum(made, np.float32(_SOFTEST), out=made), kept


def _framed(signal: Signal) -> Signal:
    """Frames of ``signal``, half-way apart (a view)."""
    if len(signal) < _FRAME:
        return np.zeros((0, _FRAME), np.float32)
    return np.lib.stride_tricks.sliding_window_view(signal, _FRAME)[::_HOP]
