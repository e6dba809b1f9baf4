"""What of one channel is heard on the other: how softly, and how much later.

While one side is the louder, the other channel is correlated with it at every delay. Speech of
two people is unlike at all of them; a leak stands out at its own. The correlations of many
seconds are summed, so that a leak far below the voice of the other side still stands out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import RATE_HZ, Signal

Side = Literal["left", "right"]
_SECOND = RATE_HZ
_MOST_SECONDS = 240
"""A leak does not change in a call: this many of the loudest seconds tell it."""
_FEWEST_SECONDS = 5
"""Of the seconds in which a side is louder, the half in which the other one is softest tells its
leak, but no fewer than these."""
_STANDS_OUT = 8.0
"""A leak's peak is this many times the usual size of the correlation at other delays."""
_FAINTEST_DB = 35.0
"""What leaks in more softly than this is neither heard nor written down."""
_QUIET = 1e-8
"""Mean square of a second in which nothing is heard (80 dB below full scale)."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A side heard on the other channel ``below_db`` softer and ``lag`` samples later (negative:
    before it is said, which no leak can be unless the channels run apart)."""

    below_db: float
    lag: int


def find_leaks(samples: Signal, lag_most_s: float) -> dict[Side, Leak]:
    """The leaks in ``samples`` (2, samples), by the side that is heard on the other channel."""
    reach = round(lag_most_s * RATE_HZ)
    seconds = samples.shape[1] // _SECOND
    if seconds < 1:
        return {}
    powers = np.stack([_powers(channel, seconds) for channel in samples])
    found: dict[Side, Leak] = {}
    sides: tuple[Side, Side] = ("left", "right")
    for index, side in enumerate(sides):
        mine, other = powers[index], powers[1 - index]
        louder = np.flatnonzero((mine > other) & (mine > _QUIET))
        # Where the other side speaks too, its own leak the other way round would be found.
        alone = louder[np.argsort(other[louder] / mine[louder], kind="stable")]
        alone = alone[: max(_FEWEST_SECONDS, len(alone) // 2)]
        chosen = alone[np.argsort(-mine[alone], kind="stable")[:_MOST_SECONDS]]
        leak = _leak(samples[index], samples[1 - index], np.sort(chosen), reach)
        if leak is not None:
            found[side] = leak
    return found


def _powers(channel: Signal, seconds: int) -> NDArray[np.float64]:
    """Mean square of each second."""
    blocks = channel[: seconds * _SECOND].reshape(seconds, _SECOND)
    return np.array([float(np.dot(block, block)) / _SECOND for block in blocks])


def _leak(source: Signal, other: Signal, seconds: NDArray[np.int64], reach: int) -> Leak | None:
    size = 1 << int(np.ceil(np.log2(_SECOND + 2 * reach)))
    together = np.zeros(size // 2 + 1, np.complex128)
    energy = 0.0
    for second in seconds:
        first = int(second) * _SECOND
        said = _sharpened(source, first, first + _SECOND)
        heard = _sharpened(other, first - reach, first + _SECOND + reach)
        together += np.conj(np.fft.rfft(said, size)) * np.fft.rfft(heard, size)
        energy += float(said @ said)
    if energy <= 0:
        return None
    correlation = np.fft.irfft(together, size)[: 2 * reach + 1]
    place = int(np.argmax(np.abs(correlation)))
    usual = float(np.sqrt(np.mean(correlation**2)))
    if usual <= 0 or abs(correlation[place]) < _STANDS_OUT * usual:
        return None
    below = -20 * np.log10(abs(correlation[place]) / energy)
    return Leak(float(below), place - reach) if below <= _FAINTEST_DB else None


def _sharpened(signal: Signal, first: int, last: int) -> NDArray[np.float64]:
    """``signal`` from ``first`` to ``last`` (zeros beyond its ends), high sounds raised: hum is
    left out, and a voice is less like itself a little later."""
    piece = signal[max(0, first) : max(0, last)].astype(np.float64)
    padded = np.pad(piece, (max(0, -first), last - first - max(0, -first) - len(piece)))
    return np.diff(padded, prepend=padded[:1])
