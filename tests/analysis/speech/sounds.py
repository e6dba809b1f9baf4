"""Sounds no file is needed for, the demo calls, and the program's own settings."""

from __future__ import annotations

import json
import wave
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.settings import AnalysisSettings
from analysis.speech.decode import RATE_HZ, Signal, decode
from flows.settings import load_settings

CALLS = Path(__file__).parents[3] / "demo" / "calls"
SETTINGS: AnalysisSettings = load_settings(environment={}).analysis


def silence(seconds: float) -> Signal:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def tone(seconds: float, hz: float = 425.0, loud: float = 0.2) -> Signal:
    """425 Hz is the tone of European telephone exchanges."""
    return (loud * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(
        np.float32
    )


def ring_back(seconds: float) -> Signal:
    """One second on, four seconds off."""
    on = (np.arange(round(seconds * RATE_HZ)) // RATE_HZ) % 5 == 0
    return (tone(seconds) * on).astype(np.float32)


def noise(seconds: float, loud: float = 0.05, seed: int = 1) -> Signal:
    made = np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))
    return (loud * made).astype(np.float32)


def hold_music(seconds: float) -> Signal:
    """A broken chord over and over, each note plucked."""
    made = np.zeros(round(seconds * RATE_HZ))
    note = np.arange(RATE_HZ // 4) / RATE_HZ
    for number in range(len(made) // len(note)):
        hz = (261.6, 329.6, 392.0, 523.3)[number % 4]
        plucked = sum(np.sin(2 * np.pi * hz * k * note) / k for k in (1, 2, 3))
        made[number * len(note) :][: len(note)] = 0.2 * np.exp(-6 * note) * plucked
    return made.astype(np.float32)


def write_wav(path: Path, samples: np.ndarray, rate: int = RATE_HZ, width: int = 2) -> Path:
    """``samples`` (channels, samples) in -1..1 as plain PCM of ``width`` bytes."""
    rows = np.atleast_2d(samples).T
    if width == 1:
        data = np.round(rows * 127 + 128).astype(np.uint8).tobytes()
    else:
        data = np.round(rows * 32767).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(rows.shape[1])
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data)
    return path


@cache
def truth() -> dict[str, Any]:
    made: dict[str, Any] = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    return made


@cache
def call(name: str) -> Signal:
    """A demo call's samples (channels, samples)."""
    return decode(CALLS / truth()[name]["file"], shortest_s=0.5, longest_s=3600).samples
