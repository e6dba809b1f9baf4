"""Speech that the line's noise covers: found by bands, where the level as a whole does not tell.

At 20 dB of speech over noise half of speech is softer than the noise beside it allows to see, but
at any moment most of its sound is in a few narrow bands, where it does stand out. What leaks in
from the other channel is told from speech in the same bands.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.frames import HOP_S, Flags, Spans, grown, spans_of
from analysis.speech.settings import ActivitySettings

_HOP = int(RATE_HZ * HOP_S)
_FRAME = 2 * _HOP
"""Samples that are looked at around each hop: 20 ms."""
_BINS = slice(6, 66)
"""300 to 3300 Hz, what a telephone carries ..."""
_BAND = 6
"""... in bands of 300 Hz."""
_IN_A_BAND_DB = 13.0
"""A band of soft speech is about this much softer than all of it."""
_STRETCH = 5_000
"""Frames held as spectra at once: 50 seconds."""
_SMOOTH = 3
_LONG = 7
"""Frames looked at together: few tell when, more tell softer sounds."""
_SHORTEST_S = 0.04
"""What stands out for less than this is the noise itself."""
_EARLY_S, _LATE_S = 0.03, 0.06
"""Silero's windows hold speech before it begins and after it has ended, by about this."""

Bands = NDArray[np.float64]


def stands_out(
    signal: Signal,
    faint: Flags,
    settings: ActivitySettings,
    softest_db: float,
    other: Signal | None = None,
    leak_db: float = 0.0,
) -> tuple[Flags, float]:
    """10 ms frames of ``signal`` (mono, 16 kHz) in which a band stands out of what is there while
    silero does not even half hear (``faint``) anything, and out of what may leak in from ``other``,
    so much softer (dB); and the level of the noise in a band (dB below full scale). What no noise
    covers in a band, where the line hums in another one or is loud by an offset, stands out from
    ``softest_db`` on: a breath is no speech."""
    power = np.concatenate(list(_bands(signal, len(faint))))
    nobody = ~faint if (~faint).any() else np.ones_like(faint)
    softest = 10 ** ((softest_db - _IN_A_BAND_DB - settings.band_above_noise_db) / 10)
    noise = np.maximum(np.median(power[nobody], axis=0), softest)
    expected = np.broadcast_to(noise, power.shape)
    if other is not None:
        leak = np.concatenate(list(_bands(other, len(faint)))) * 10 ** (-leak_db / 10)
        expected = expected + _longest(leak)
    found = np.zeros_like(faint)
    for frames, above_db in (
        (_SMOOTH, settings.band_above_noise_db),
        (_LONG, settings.long_above_noise_db),
    ):
        clear = _lasting(_most(power, expected, frames) > 10 ** (above_db / 10))
        found |= _drawn_in(clear, (frames - _SMOOTH) // 2)
    return found, float(10 * np.log10(np.median(noise)))


def heard_through(sure: Flags, theirs: Flags, weak_below_s: float) -> Flags:
    """What silero is ``sure`` of, without the part of its windows before and after speech, and
    without what is ``theirs``: a leak that it hears too, with less than ``weak_below_s`` (seconds)
    beside that."""
    found = np.zeros_like(sure)
    for start, end in spans_of(sure):
        run = slice(round((start + _EARLY_S) / HOP_S), max(0, round((end - _LATE_S) / HOP_S)))
        own = ~theirs[run]
        if own.all():
            found[run] = True
            continue
        for first, last in spans_of(own):
            if last - first >= weak_below_s:
                part = slice(run.start + round(first / HOP_S), run.start + round(last / HOP_S))
                found[part] = True
    return found


def run_on(spans: Spans, below_db: float, seconds: float, settings: ActivitySettings) -> Spans:
    """``spans`` with what the noise covers of them: speech rises out of it and falls back into it,
    and is there below it, down to ``below_db`` below the noise of a band. A silence stays one, and
    all ends with the recording (``seconds``)."""
    below_db = max(0.0, below_db)
    early, late = below_db / settings.rises_db_per_s, below_db / settings.falls_db_per_s
    silence = settings.close_gaps_s
    made: Spans = []
    ends = [start - silence for start, _ in spans[1:]] + [seconds]
    for (start, end), latest in zip(spans, ends, strict=False):
        earliest = made[-1][1] + silence if made else 0.0
        first = max(start - early, min(start, earliest))
        made.append((first, min(end + late, max(end, latest))))
    return made


def _most(power: Bands, expected: Bands, frames: int) -> NDArray[np.float64]:
    """Of each frame, the band that stands out most: by what ratio, over so many ``frames``."""
    smooth = np.ones(frames) / frames
    most = np.zeros(len(power))
    for band, usual in zip(power.T, expected.T, strict=True):
        told = np.convolve(band, smooth, "same") / np.convolve(usual, smooth, "same")
        np.maximum(most, told, out=most)
    return most


def _lasting(flags: Flags) -> Flags:
    kept = np.zeros_like(flags)
    for start, end in spans_of(flags):
        if end - start >= _SHORTEST_S:
            kept[round(start / HOP_S) : round(end / HOP_S)] = True
    return kept


def _drawn_in(flags: Flags, frames: int) -> Flags:
    """``flags`` without the first and last frames of each run: there a long look sees what is
    beside it."""
    return ~grown(~flags, frames * HOP_S)


def _longest(leak: Bands) -> Bands:
    """The most that leaks in around each frame: a leak comes back from a room."""
    made = leak.copy()
    for later in (1, 2):
        made[later:] = np.maximum(made[later:], leak[:-later])
        made[:-later] = np.maximum(made[:-later], leak[later:])
    return made


def _bands(signal: Signal, frames: int) -> Iterator[Bands]:
    """Mean square of each band's sound in 20 ms around each frame, in stretches."""
    window = np.hanning(_FRAME).astype(np.float32)
    scale = _FRAME * float(window @ window) / 2
    for first in range(0, frames, _STRETCH):
        count = min(_STRETCH, frames - first)
        begin = first * _HOP - _HOP // 2
        piece = signal[max(0, begin) : begin + (count + 1) * _HOP]
        before = max(0, -begin)
        piece = np.pad(piece, (before, (count + 1) * _HOP - before - len(piece)))
        framed = np.lib.stride_tricks.sliding_window_view(piece, _FRAME)[::_HOP][:count]
        power = np.abs(np.fft.rfft(framed * window, axis=1)[:, _BINS]) ** 2
        yield power.reshape(count, -1, _BAND).sum(axis=2) / scale
