"""What happens to sound on its way: telephone, line noise, another voice; and sound without speech.

Used only to train: the demo calls themselves are made by ``demo.sound``, so that what is measured
there has not been seen here.
"""

from __future__ import annotations

import random
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

Signal = NDArray[np.float32]

RATE = 16000
LINES = tuple(
    butter(3, band, "bandpass", fs=8000, output="sos")
    for band in ((300, 3400), (250, 3600), (200, 3700), (350, 3200))
)


def telephone(signal: Signal, rng: random.Random) -> Signal:
    """8 kHz, a telephone's band, and mu-law companding three times in four."""
    narrow = sosfilt(rng.choice(LINES), resample_poly(signal, 1, 2))
    if rng.random() < 0.75:
        clipped = np.clip(narrow, -1.0, 1.0)
        squeezed = np.sign(clipped) * np.log1p(255.0 * np.abs(clipped)) / np.log(256.0)
        coded = np.round(squeezed * 127.0) / 127.0
        narrow = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256.0)) / 255.0
    wide = resample_poly(narrow, 2, 1)[: len(signal)]
    return np.asarray(np.pad(wide, (0, len(signal) - len(wide))), np.float32)


@cache
def _noises() -> NDArray[np.float32]:
    """A minute each of white, pink and brown noise, of unit power."""
    count = 60 * RATE
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(count))
    fall = np.maximum(np.arange(len(spectrum)), 20)
    shaped = np.stack([np.fft.irfft(spectrum / fall**slope, count) for slope in (0.0, 0.5, 1.0)])
    return np.asarray(shaped / shaped.std(axis=1, keepdims=True), np.float32)


def noise(count: int, draws: np.random.Generator) -> Signal:
    """White, pink or brown noise of unit power, up to a minute."""
    colours = _noises()
    start = int(draws.integers(colours.shape[1] - count))
    return colours[draws.integers(len(colours)), start : start + count]


def add_noise(signal: Signal, ratio_db: float, draws: np.random.Generator) -> Signal:
    """With noise ``ratio_db`` below the signal's own power."""
    power = float(np.sqrt(np.mean(np.square(signal)) + 1e-9))
    return signal + noise(len(signal), draws) * np.float32(power * 10.0 ** (-ratio_db / 20.0))


def without_speech(count: int, rng: random.Random, draws: np.random.Generator) -> Signal:
    """What a line carries while nobody speaks: silence, noise, tones, ringing, music, clicks."""
    level = np.float32(10.0 ** (rng.uniform(-55, -8) / 20.0))
    kind = rng.choice(["silence", "noise", "noise", "tone", "ring", "music", "music", "clicks"])
    now = np.arange(count) / RATE
    if kind == "silence":
        sound = np.zeros(count)
    elif kind == "noise":
        swell = 1.0 + rng.uniform(0, 1) * np.sin(2 * np.pi * rng.uniform(0.1, 4) * now)
        sound = noise(count, draws) * swell * 0.2
    elif kind == "tone":
        sound = _chord(now, [rng.uniform(40, 3000) for _ in range(rng.choice([1, 1, 2]))], rng)
    elif kind == "ring":
        period, on = rng.choice([(5.0, 1.0), (4.0, 1.0), (6.0, 2.0), (1.0, 0.5), (0.5, 0.25)])
        gate = (now + rng.uniform(0, period)) % period < on
        sound = gate * _chord(now, [rng.uniform(380, 480), rng.uniform(380, 480)], rng)
    elif kind == "music":
        sound = _music(now, rng)
    else:
        sound = np.zeros(count)
        for at in rng.sample(range(count), rng.randint(1, 6)):
            sound[at : at + 400] = draws.standard_normal(len(sound[at : at + 400])) * 0.5
    return np.asarray(sound * level, np.float32)


def _chord(now: NDArray[np.float64], pitches: list[float], rng: random.Random) -> Signal:
    """Sines with a few overtones."""
    tone = np.zeros(len(now))
    overtones = rng.choice([1, 1, 2, 4, 8])
    for pitch in pitches:
        for k in range(1, overtones + 1):
            if pitch * k < 7500:
                tone += np.sin(2 * np.pi * pitch * k * now + rng.uniform(0, 6)) / k
    return np.asarray(tone / max(len(pitches), 1), np.float32)


def _music(now: NDArray[np.float64], rng: random.Random) -> Signal:
    """Notes one after the other, struck or held, over a bass now and then."""
    pace = rng.uniform(1, 6)
    base = rng.uniform(110, 600)
    step = ((now + rng.uniform(0, 1)) * pace).astype(int)
    fade = np.exp(-rng.choice([0.0, 1.0, 3.0, 6.0]) * ((now * pace) % 1.0))
    scale = [rng.choice([0, 2, 4, 5, 7, 9, 12]) for _ in range(16)]
    sound = np.zeros(len(now), np.float32)
    for note in np.unique(step):
        here = step == note
        pitch = base * 2 ** (scale[int(note) % 16] / 12)
        third = pitch * rng.choice([1.26, 1.5, 2.0])
        sound[here] = _chord(now[here], [pitch, third], rng) * fade[here]
    return sound
