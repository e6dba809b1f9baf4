"""Is this recording a channel a side, or one sound in two copies? Told by measuring.

Two sounds are compared at every delay up to a setting: a copy that runs 200 ms behind, is softer
or upside down is a copy all the same. What leaks from one channel into the other is found in the
same way, with its level and its delay. A leak that comes before its cause proves that the two
channels do not run on one clock: they are then laid side by side again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.heard import Doubt, Layout
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.leaks import Leak, Side, find_leaks
from analysis.speech.settings import SpeechSettings

SIDES: tuple[Side, Side] = ("left", "right")
_BLOCK = RATE_HZ // 10
"""Samples of the tenth of a second by whose level a channel is loud or silent."""
_BLOCKS = 600
_STRETCH = _BLOCKS * _BLOCK
"""A minute is looked at at once: hours in double precision are gigabytes."""
_NEVER_BEFORE_S = 0.010
"""Delays are measured to a millisecond or two; sound that comes this much too early is early."""
_MIRRORED_DB = 15.0
"""A leak this much softer than the one the other way may be that one's own mirror image, found
where both sides speak at once."""


@dataclass(frozen=True, slots=True)
class Channels:
    """What to work on: both channels, or one mono signal. ``leaks`` says what of each channel is
    heard on the other; ``doubts`` what was found odd."""

    layout: Layout
    samples: Signal
    doubts: tuple[Doubt, ...]
    leaks: dict[Side, Leak]


def tell_channels(samples: Signal, settings: SpeechSettings) -> Channels:
    """Decide on ``samples`` (channels, samples); mono results have shape (1, samples)."""
    if samples.shape[0] == 1:
        return Channels("mono", samples, (), {})
    levels = [_loudest_db(channel) for channel in samples]
    if min(levels) < settings.silent_channel_below_db <= max(levels):
        side = SIDES[int(np.argmin(levels))]
        return _one_side(samples, side, f"the {side} channel is silent ({min(levels):.0f} dB)")
    leaks = find_leaks(samples, settings.channels_lag_most_s)
    alike, lag = _likeness(samples, leaks)
    if abs(alike) >= settings.same_channels_from:
        return _copies(samples, f"hold the same sound (correlation {abs(alike):.3f}", alike, lag)
    apart = [leak.below_db for leak in leaks.values()]
    if len(apart) == len(SIDES) and max(apart) < settings.channels_apart_from_db:
        said = f"hold both sides, only {max(apart):.0f} dB apart (correlation {abs(alike):.3f}"
        return _copies(samples, said, alike, lag)
    aligned, late = _on_one_clock(samples, leaks)
    doubts = [*_offset_doubt(late), *_leak_doubts(leaks, settings.bleed_doubted_above_db)]
    if late:
        leaks = find_leaks(aligned, settings.channels_lag_most_s)
    return Channels("stereo", aligned, tuple(doubts), leaks)


def left_alone(channels: Channels, silent: Side) -> Channels:
    """Two channels of which one turned out to hold no speech: all there is is on the other."""
    return _one_side(channels.samples, silent, f"there is no speech on the {silent} channel")


def leak_of(channels: Channels, side: Side) -> tuple[Signal, float | None]:
    """What of the other channel is heard on ``side``: the other channel at the delay at which it
    leaks in, and how far below its own level (dB; None where no leak was found)."""
    other = SIDES[1 - SIDES.index(side)]
    signal = channels.samples[SIDES.index(other)]
    leak = channels.leaks.get(other)
    return (signal, None) if leak is None else (_moved(signal, leak.lag), leak.below_db)


def _loudest_db(signal: Signal) -> float:
    """Level of the loudest tenth of a second, dB below full scale."""
    usable = len(signal) // _BLOCK * _BLOCK
    blocks = signal[:usable].reshape(-1, _BLOCK) if usable else signal[None, :]
    power = max((float(np.max(part)) for part in _powers(blocks)), default=0.0)
    return float(10 * np.log10(power + 1e-12))


def _powers(blocks: Signal) -> Iterator[NDArray[np.float64]]:
    """Mean squares of the blocks, in stretches."""
    for first in range(0, len(blocks), _BLOCKS):
        yield np.mean(blocks[first : first + _BLOCKS].astype(np.float64) ** 2, axis=1)


def _one_side(samples: Signal, silent: Side, detail: str) -> Channels:
    kept = 1 - SIDES.index(silent)
    return Channels("mono", samples[[kept]], (Doubt("silent_channel", detail),), {})


def _copies(samples: Signal, said: str, alike: float, lag: int) -> Channels:
    """The louder of two copies: a sum of copies that run apart or upside down wipes sound out."""
    levels = [_loudest_db(channel) for channel in samples]
    louder = int(np.argmax(levels))
    more = [f"the {SIDES[louder]} one {abs(levels[0] - levels[1]):.0f} dB louder"]
    more = more if abs(levels[0] - levels[1]) >= 1 else []
    if lag:
        later = SIDES[int(lag > 0)]
        more.append(f"the {later} one {abs(lag) / RATE_HZ * 1000:.0f} ms later")
    if alike < 0:
        more.append("one upside down")
    detail = f"both channels {said}{''.join(f', {part}' for part in more)})"
    doubt = Doubt("same_audio_on_both_channels", detail)
    return Channels("mono", samples[[louder]], (doubt,), {})


def _likeness(samples: Signal, leaks: dict[Side, Leak]) -> tuple[float, int]:
    """The correlation (-1 to 1) of left and right at the delay where they are most alike, and
    that delay of the right channel (samples)."""
    lags = {0} | {leak.lag if side == "left" else -leak.lag for side, leak in leaks.items()}
    at = {lag: _correlation(samples[0], samples[1], lag) for lag in sorted(lags)}
    best = max(at, key=lambda lag: (abs(at[lag]), -abs(lag)))
    return at[best], best


def _correlation(left: Signal, right: Signal, lag: int) -> float:
    """Of ``left`` with ``right`` heard ``lag`` samples earlier."""
    if lag > 0:
        left, right = left[: len(left) - lag], right[lag:]
    elif lag < 0:
        left, right = left[-lag:], right[: len(right) + lag]
    sums = np.zeros(5)
    for first in range(0, len(left), _STRETCH):
        one = left[first : first + _STRETCH].astype(np.float64)
        other = right[first : first + _STRETCH].astype(np.float64)
        sums += (one.sum(), other.sum(), one @ one, other @ other, one @ other)
    one_sum, other_sum, ones, others, both = sums / max(1, len(left))
    norm = (ones - one_sum**2) * (others - other_sum**2)
    return float((both - one_sum * other_sum) / np.sqrt(norm)) if norm > 0 else 0.0


def _on_one_clock(samples: Signal, leaks: dict[Side, Leak]) -> tuple[Signal, int]:
    """Both channels at the same times, and by how many samples right was late (negative: left)."""
    left, right = leaks.get("left"), leaks.get("right")
    lags = [leak.lag for leak in (left, right) if leak is not None]
    if not lags or min(lags) >= -_NEVER_BEFORE_S * RATE_HZ:
        return samples, 0
    if left and right and abs(left.below_db - right.below_db) > _MIRRORED_DB:
        return samples, 0
    # Whatever way the sound takes takes as long in both directions.
    of_left = left.lag if left else -(right.lag if right else 0)
    of_right = right.lag if right else -of_left
    late = round((of_left - of_right) / 2)
    moved = samples.copy()
    later = int(late > 0)
    moved[later] = _moved(samples[later], -abs(late))
    return moved, late


def _moved(signal: Signal, later: int) -> Signal:
    """The signal ``later`` samples later (negative: earlier), its length kept."""
    if later == 0:
        return signal
    moved = np.zeros_like(signal)
    if later > 0:
        moved[later:] = signal[:-later]
    else:
        moved[:later] = signal[-later:]
    return moved


def _offset_doubt(late: int) -> list[Doubt]:
    if not late:
        return []
    detail = (
        f"the {SIDES[int(late > 0)]} channel ran {abs(late) / RATE_HZ * 1000:.0f} ms behind the "
        "other: what leaks from one into the other came before it was said; its times were moved"
    )
    return [Doubt("channel_offset", detail)]


def _leak_doubts(leaks: dict[Side, Leak], above_db: float) -> list[Doubt]:
    said = [
        f"what is said on the {side} channel is heard on the other, {leak.below_db:.0f} dB softer"
        for side, leak in leaks.items()
        if leak.below_db < above_db
    ]
    return [Doubt("bleed", "; ".join(said))] if said else []
