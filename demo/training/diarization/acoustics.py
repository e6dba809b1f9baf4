"""What telephones and rooms do to speech, and what calls hold besides speech."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from scipy.signal import fftconvolve, resample_poly

from demo.training.diarization.bank import RATE_HZ, Signal


def _band(rng: Generator, points: int) -> Signal:
    """A random telephone band: what it lets through at each frequency of a ``points`` FFT."""
    frequency = np.fft.rfftfreq(points, 1 / RATE_HZ)
    low, high = rng.uniform(120, 350), rng.uniform(3100, 3800)
    cut = 1 / (1 + (low / np.maximum(frequency, 1)) ** rng.uniform(3, 8))
    cut = cut / np.sqrt(1 + (frequency / high) ** 20)
    knots = np.array([0, 300, 700, 1500, 2500, 3500, 8000])
    colour = np.interp(frequency, knots, rng.normal(0, 2.0, len(knots)))
    return np.asarray(cut * 10 ** (colour / 20), dtype=np.float32)


def telephone_band(sound: Signal, rng: Generator) -> Signal:
    """``sound`` through a random telephone band."""
    points = 1 << int(np.ceil(np.log2(len(sound) + 1)))
    filtered = np.fft.irfft(np.fft.rfft(sound, points) * _band(rng, points), points)
    return np.asarray(filtered[: len(sound)], dtype=np.float32)


def in_a_room(sound: Signal, rng: Generator) -> Signal:
    """``sound`` with the echo of a small room (30-200 ms)."""
    seconds = rng.uniform(0.03, 0.2)
    count = int(seconds * RATE_HZ)
    echo = rng.normal(0, 1, count) * np.exp(-6.9 * np.arange(count) / RATE_HZ / seconds)
    echo[: int(0.002 * RATE_HZ)] = 0
    echo *= rng.uniform(0.05, 0.4) / np.sqrt((echo**2).sum())
    echo[0] = 1
    return np.asarray(fftconvolve(sound, echo)[: len(sound)], dtype=np.float32)


def noise(rng: Generator, count: int) -> Signal:
    """Coloured noise of unit variance with slowly moving level, a fifth of it with mains hum."""
    frequency = np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)
    spectrum = (np.maximum(frequency, 60) / 1000) ** (-rng.uniform(0, 1.2)) * np.exp(
        1j * rng.uniform(0, 2 * np.pi, len(frequency))
    )
    if rng.random() < 0.3:
        ripple = np.interp(frequency, np.linspace(0, 8000, 9), rng.normal(0, 5, 9))
        spectrum *= 10 ** (ripple / 20)
    block = np.fft.irfft(spectrum)
    sound = np.tile(block, count // len(block) + 1)[:count]
    knots = max(2, count // RATE_HZ // 4 + 2)
    level = np.interp(
        np.arange(count), np.linspace(0, count, knots), 10 ** (rng.normal(0, 1.5, knots) / 20)
    )
    sound = sound * level
    if rng.random() < 0.2:
        hum = np.sin(2 * np.pi * 50 * rng.choice([1, 2, 3]) * np.arange(count) / RATE_HZ)
        sound = sound / np.std(sound) + 0.5 * hum
    return np.asarray(sound / np.std(sound), dtype=np.float32)


def tones(rng: Generator, count: int) -> Signal:
    """Ring-back, beeps or a plain melody with overtones: what lines play when nobody talks."""
    time = np.arange(count) / RATE_HZ
    kind = rng.random()
    if kind < 0.3:
        on = time % rng.uniform(3, 6) < rng.uniform(0.8, 2.2)
        return np.asarray(on * np.sin(2 * np.pi * rng.choice([425, 440, 480]) * time), np.float32)
    if kind < 0.6:
        period = rng.uniform(0.5, 5)
        on = time % period < period * rng.uniform(0.1, 0.6)
        return np.asarray(on * np.sin(2 * np.pi * rng.uniform(300, 1500) * time), np.float32)
    return melody(rng, count)


def melody(rng: Generator, count: int) -> Signal:
    """A made-up tune of chords with overtones that die away, largest sample 1."""
    time = np.arange(count) / RATE_HZ
    sound = np.zeros(count)
    at = 0
    while at < count:
        length = int(rng.uniform(0.15, 0.8) * RATE_HZ)
        span = time[: min(length, count - at)]
        root = 220 * 2 ** (rng.integers(0, 24) / 12)
        for chord in (1.0, 1.26, 1.5):
            for overtone in range(1, 5):
                wave = np.sin(2 * np.pi * root * chord * overtone * span) / overtone**1.5
                sound[at : at + len(span)] += wave * np.exp(-span * rng.uniform(0.5, 4))
        at += length
    return np.asarray(sound / (np.abs(sound).max() + 1e-9), dtype=np.float32)


def mu_law(sound: Signal) -> Signal:
    """``sound`` through 8-bit mu-law (G.711) and back."""
    mu = 255.0
    squeezed = np.sign(sound) * np.log1p(mu * np.minimum(np.abs(sound), 1)) / np.log1p(mu)
    coarse = np.round(squeezed * 127.5) / 127.5
    return np.asarray(np.sign(coarse) * ((1 + mu) ** np.abs(coarse) - 1) / mu, dtype=np.float32)


def at_8_khz(sound: Signal, *, companded: bool) -> Signal:
    """``sound`` (16 kHz) after a trip through an 8 kHz line."""
    narrow = resample_poly(sound, 1, 2)
    if companded:
        narrow = mu_law(np.clip(narrow, -1, 1).astype(np.float32))
    return np.asarray(resample_poly(narrow, 2, 1)[: len(sound)], dtype=np.float32)
