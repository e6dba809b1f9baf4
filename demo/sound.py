"""Sound as a telephone line makes it: band, companding, noise, bleed, tones.

Signals are float32 arrays in -1..1; channels are columns. Every filter is zero-phase, so that
nothing moves in time.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfiltfilt

Signal = NDArray[np.float32]

BAND_HZ = (300.0, 3400.0)
"""What an analogue telephone line carries (ITU-T G.712)."""

MU = 255.0
"""Companding law of ITU-T G.711, the mu-law variant."""

FRAME_S = 0.010
HOP_S = 0.0025
AUDIBLE_DB = -40.0
"""A frame counts as sound down to this level below the loudest frame of its utterance."""

TONE_HZ = 425.0
"""European ring-back tone (ITU-T E.180): 1 s on, 4 s off."""


def resample(signal: Signal, rate_in: int, rate_out: int) -> Signal:
    """To another sampling rate (Hz), without delay."""
    if rate_in == rate_out or not len(signal):
        return signal
    common = math.gcd(rate_in, rate_out)
    return np.asarray(resample_poly(signal, rate_out // common, rate_in // common), np.float32)


def telephone_band(signal: Signal, rate: int) -> Signal:
    """Keep 300-3400 Hz. The slopes are those of a fourth-order filter run both ways."""
    high = min(BAND_HZ[1], 0.45 * rate)
    sos = butter(4, (BAND_HZ[0], high), btype="bandpass", fs=rate, output="sos")
    padded = np.pad(signal, rate // 4)
    return np.asarray(sosfiltfilt(sos, padded)[rate // 4 : rate // 4 + len(signal)], np.float32)


def mu_law(signal: Signal) -> Signal:
    """Through eight bits and back (G.711): the noise of a digital telephone line."""
    clipped = np.clip(signal, -1.0, 1.0)
    squeezed = np.sign(clipped) * np.log1p(MU * np.abs(clipped)) / np.log1p(MU)
    coded = np.round(squeezed * 127.0) / 127.0
    return np.asarray(np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(MU)) / MU, np.float32)


def level_db(signal: Signal) -> float:
    """Root mean square in dB below full scale; -inf for silence."""
    power = float(np.mean(np.square(signal, dtype=np.float64))) if len(signal) else 0.0
    return 10.0 * math.log10(power) if power else -math.inf


def to_level(signal: Signal, rate: int, wanted_db: float) -> Signal:
    """Scaled so that its audible part has this level (dB below full scale)."""
    spans = audible(signal, rate)
    loud = np.concatenate([signal[start:end] for start, end in spans]) if spans else signal
    now = level_db(loud)
    return signal if math.isinf(now) else signal * np.float32(10.0 ** ((wanted_db - now) / 20.0))


def audible(signal: Signal, rate: int) -> list[tuple[int, int]]:
    """Where there is sound: spans (first, after-last sample), by the energy of 10 ms frames."""
    frame, hop = round(FRAME_S * rate), round(HOP_S * rate)
    if len(signal) < frame:
        return []
    power = np.concatenate([[0.0], np.cumsum(np.square(signal, dtype=np.float64))])
    starts = np.arange(0, len(signal) - frame + 1, hop)
    energy = (power[starts + frame] - power[starts]) / frame
    loud = energy > energy.max() * 10.0 ** (AUDIBLE_DB / 10.0)
    return _spans(loud, starts, frame, hop)


def _spans(
    loud: NDArray[np.bool_], starts: NDArray[np.int64], frame: int, hop: int
) -> list[tuple[int, int]]:
    """Runs of loud frames. A frame stands for its middle: sound that only touches a frame's edge
    makes the whole frame loud, so the run is drawn in by half a frame on either side."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]])))
    margin = (frame - hop) // 2
    return [
        (int(starts[first]) + margin, int(starts[last - 1]) + frame - margin)
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]


def noise(shape: tuple[int, int], level: float, rng: np.random.Generator) -> Signal:
    """Line noise: white up to the band's edge, independent per channel, at ``level`` dB."""
    return np.asarray(rng.standard_normal(shape) * 10.0 ** (level / 20.0), np.float32)


def bleed(channels: Signal, attenuation_db: float) -> Signal:
    """Each channel is heard on the other, weaker by ``attenuation_db``."""
    return channels + np.float32(10.0 ** (-attenuation_db / 20.0)) * channels[:, ::-1]


def ring_back(seconds: float, rate: int) -> Signal:
    """What a caller hears until somebody answers: 425 Hz, 1 s on, 4 s off."""
    now = np.arange(round(seconds * rate)) / rate
    tone = 0.1 * np.sin(2.0 * np.pi * TONE_HZ * now)
    return np.asarray(np.where(now % 5.0 < 1.0, tone, 0.0), np.float32)


def hold_music(seconds: float, rate: int) -> Signal:
    """Waiting music: slow broken chords of soft tones, two notes a second."""
    now = np.arange(round(seconds * rate)) / rate
    semitones = np.array([0, 4, 7, 12, 9, 5, 7, 4])
    step = (now * 2.0).astype(np.int64)
    pitch = 440.0 * 2.0 ** (semitones[step % len(semitones)] / 12.0)
    fade = np.exp(-3.0 * (now * 2.0 - step))
    tone = np.sin(2.0 * np.pi * pitch * now) + 0.4 * np.sin(4.0 * np.pi * pitch * now)
    return np.asarray(0.08 * fade * tone, np.float32)
