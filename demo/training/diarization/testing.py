"""What a pipeline is tested on: made-up calls, the demo's own calls, and sound without speech."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from demo.audio_file import read_audio
from demo.sound import hold_music, resample, ring_back
from demo.training.diarization import acoustics
from demo.training.diarization.bank import RATE_HZ, Bank, Signal, family_of
from demo.training.diarization.conversations import make

SHORTEST_S, LONGEST_S = 75.0, 90.0
SPEECHLESS_S = 30.0


@dataclass(frozen=True, slots=True)
class TestCall:
    """Mono sound at 16 kHz and who speaks when: (start s, end s, speaker)."""

    name: str
    sound: Signal
    speech: tuple[tuple[float, float, str], ...]

    __test__ = False

    @property
    def seconds(self) -> float:
        return len(self.sound) / RATE_HZ

    def truth(self) -> Any:
        """The speech as a pyannote Annotation."""
        from pyannote.core import Annotation, Segment

        annotation = Annotation(uri=self.name)
        for track, (start, end, speaker) in enumerate(self.speech):
            annotation[Segment(start, end), track] = speaker
        return annotation


def made_calls(bank: Bank, count: int, seed: int) -> list[TestCall]:
    """Calls of 75 to 90 s between two different voices of ``bank``."""
    rng = np.random.default_rng(seed)
    calls: list[TestCall] = []
    while len(calls) < count:
        first, second = (str(name) for name in rng.choice(list(bank), 2, replace=False))
        if family_of(first) == family_of(second):
            continue
        made = make(rng, bank, float(rng.uniform(SHORTEST_S, LONGEST_S)), (first, second))
        speech = tuple((start, end, made.names[who]) for start, end, who in made.speech)
        name = f"{len(calls) + 1:02}: {first} + {second}"  # the same two may meet again
        calls.append(TestCall(name, made.sound, speech))
    return calls


def demo_calls(folder: Path) -> list[TestCall]:
    """The rendered demo calls, both sides mixed to one channel."""
    calls = []
    for name, truth in json.loads((folder / "truth.json").read_text()).items():
        samples, rate = read_audio(folder / truth["file"])
        mono = resample(samples.sum(axis=1).astype(np.float32), rate, RATE_HZ)
        speech = sorted(
            (start, end, side)
            for side, segments in truth["segments"].items()
            for start, end in segments
        )
        calls.append(TestCall(name, mono, tuple(speech)))
    return calls


def speechless(seed: int = 5) -> dict[str, Signal]:
    """Half a minute each of what lines carry when nobody speaks, by what it is."""
    rng = np.random.default_rng(seed)
    count = int(SPEECHLESS_S * RATE_HZ)
    now = np.arange(count) / RATE_HZ
    us_ring = (np.sin(2 * np.pi * 440 * now) + np.sin(2 * np.pi * 480 * now)) * (now % 6 < 2)
    busy = np.sin(2 * np.pi * 425 * now) * (now % 1.0 < 0.5)
    dial = np.sin(2 * np.pi * 425 * now)
    made = {
        "digital silence": np.zeros(count),
        "white noise, -50 dB": rng.normal(0, 10 ** (-50 / 20), count),
        "white noise, -30 dB": rng.normal(0, 10 ** (-30 / 20), count),
        "line noise, -45 dB": acoustics.noise(rng, count) * 10 ** (-45 / 20),
        "line noise, -35 dB": acoustics.noise(rng, count) * 10 ** (-35 / 20),
        "dial tone": 0.1 * dial,
        "busy tone": 0.1 * busy,
        "ring-back, European": ring_back(SPEECHLESS_S, RATE_HZ),
        "ring-back, American": 0.1 * us_ring,
        "hold music": hold_music(SPEECHLESS_S, RATE_HZ),
        "hold music in noise": hold_music(SPEECHLESS_S, RATE_HZ) + rng.normal(0, 0.003, count),
        "hold music, other tune": 0.2 * acoustics.melody(rng, count),
    }
    return {
        name: acoustics.at_8_khz(np.asarray(sound, np.float32), companded=True)
        for name, sound in made.items()
    }
