"""Is this recording a channel a side, or one sound in two copies? Told by measuring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.heard import Doubt
from analysis.speech.decode import RATE_HZ, Signal

Kind = Literal["stereo", "mono"]
_BLOCK = RATE_HZ // 10


@dataclass(frozen=True, slots=True)
class Channels:
    """What to work on: both channels, or one mono signal. ``doubts`` say what was found odd."""

    kind: Kind
    samples: Signal
    doubts: tuple[Doubt, ...]


def tell_channels(samples: Signal, *, same_from: float, silent_below_db: float) -> Channels:
    """Decide on ``samples`` (channels, samples); mono results have shape (1, samples)."""
    if samples.shape[0] == 1:
        return Channels("mono", samples, ())
    left, right = samples
    levels = [loudest_db(left), loudest_db(right)]
    if min(levels) < silent_below_db <= max(levels):
        quiet = ("left", "right")[int(np.argmin(levels))]
        detail = f"the {quiet} channel is silent ({min(levels):.0f} dB)"
        return Channels(
            "mono", samples[[int(np.argmax(levels))]], (Doubt("silent_channel", detail),)
        )
    alike = _correlation(left, right)
    if alike >= same_from:
        detail = f"both channels hold the same sound (correlation {alike:.3f})"
        doubt = Doubt("same_audio_on_both_channels", detail)
        return Channels("mono", samples.mean(axis=0, keepdims=True), (doubt,))
    return Channels("stereo", samples, ())


def loudest_db(signal: Signal) -> float:
    """Level of the loudest tenth of a second, dB below full scale."""
    usable = len(signal) // _BLOCK * _BLOCK
    blocks = signal[:usable].reshape(-1, _BLOCK) if usable else signal[None, :]
    power = float(np.max(np.mean(blocks.astype(np.float64) ** 2, axis=1)))
    return float(10 * np.log10(power + 1e-12))


def _correlation(left: Signal, right: Signal) -> float:
    one, other = left.astype(np.float64), right.astype(np.float64)
    one, other = one - one.mean(), other - other.mean()
    norm = np.sqrt(np.dot(one, one) * np.dot(other, other))
    return float(np.dot(one, other) / norm) if norm > 0 else 0.0
