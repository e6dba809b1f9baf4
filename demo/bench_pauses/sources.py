"""Recordings with known truth: talks of real voices through a telephone line, the demo calls."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from demo import sound
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.bench_pauses.talk import (
    SHORTEST_PAUSE_S,
    SPEECH_DB,
    Prompt,
    Side,
    Silence,
    Spans,
    Talk,
    converse,
    prompt,
)
from demo.sound import Signal

LINE_HZ = 8000
VOICE_HZ = 16000
TURNS = 36
SPEAKERS: tuple[tuple[str, str], ...] = (("male", "female"), ("female", "male"))


@dataclass(frozen=True, slots=True)
class Line:
    """What is done to a talk. Noise: speech-to-noise ratio; bleed: how much softer a channel is on
    the other one (dB); ``overlap``: share of the speech that the other side speaks over (0-1)."""

    name: str
    noise_db: float | None = None
    bleed_db: float | None = None
    overlap: float = 0.0


CLEAN = Line("clean")
LINES = (
    CLEAN,
    Line("noise 20 dB", noise_db=20.0),
    Line("noise 10 dB", noise_db=10.0),
    Line("bleed 20 dB", bleed_db=20.0),
    Line("overlap 5 %", overlap=0.05),
    Line("noise 20 dB, bleed 20 dB, overlap 5 %", 20.0, 20.0, 0.05),
)


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file and what is true about it: the speech of each side, and pauses inside one."""

    path: Path
    seconds: float
    speech: dict[str, Spans]
    pauses: tuple[Silence, ...]
    seller_left: bool = True


def dutch_voices(folder: Path) -> dict[str, list[Prompt]]:
    """Every second prompt of both real voices, cut to its sound: callprobe's numbers were chosen on
    the others."""
    voices: dict[str, list[Prompt]] = {}
    for name in SPEAKERS[0]:
        voices[name] = []
        for path in sorted((folder / name).glob("*.flac"))[1::2]:
            samples, rate = read_audio(path)
            voices[name].append(prompt(sound.resample(samples[:, 0], rate, VOICE_HZ), VOICE_HZ))
    return voices


def real_talks(
    voices: dict[str, list[Prompt]], line: Line, layout: str, work: Path
) -> Iterator[Recording]:
    """The talk of both voices, the man as the seller and then the woman, over a telephone line."""
    for number, (seller, customer) in enumerate(SPEAKERS):
        sides: dict[Side, Sequence[Prompt]] = {
            "seller": voices[seller],
            "customer": voices[customer],
        }
        talk = converse(sides, TURNS, line.overlap, VOICE_HZ, seed=number)
        path = work / "talk.flac"
        write_audio(path, by_telephone(talk, line, layout), LINE_HZ, FORMATS["flac"])
        pauses = tuple(s for s in talk.silences if s.after == s.before)
        yield Recording(path, talk.seconds, talk.speech, pauses)


def by_telephone(talk: Talk, line: Line, layout: str) -> Signal:
    """The talk's samples (rows in time) at 8 kHz, mu-law, with what the line adds."""
    narrow = [
        sound.telephone_band(sound.resample(track, talk.rate, LINE_HZ), LINE_HZ)
        for track in talk.tracks.T
    ]
    channels = np.stack(narrow, axis=1)
    if layout == "mono":
        channels = channels.sum(axis=1, keepdims=True)
    elif line.bleed_db is not None:
        channels = sound.bleed(channels, line.bleed_db)
    if line.noise_db is not None:
        chance = np.random.default_rng(len(channels))
        channels = channels + sound.noise(channels.shape, SPEECH_DB - line.noise_db, chance)
    return sound.mu_law(channels)


def demo_calls(calls: Path, layout: str, work: Path) -> Iterator[Recording]:
    """The rendered calls in a folder with a ``truth.json``; those of two channels also on one."""
    described = json.loads((calls / "truth.json").read_text(encoding="utf-8"))
    for call in described.values():
        if layout == "stereo" and call["layout"] == "mono":
            continue
        path = calls / call["file"]
        if call["layout"] != layout:
            samples, rate = read_audio(path)
            path = work / "call.flac"
            write_audio(path, samples.sum(axis=1, keepdims=True), rate, FORMATS["flac"])
        speech: dict[str, Spans] = {
            side: [(a, b) for a, b in spans] for side, spans in call["segments"].items()
        }
        left = call["seller_channel"] == "left"
        yield Recording(path, call["seconds"], speech, _scripted_pauses(call), left)


def _scripted_pauses(call: dict[str, list[dict[str, float]]]) -> tuple[Silence, ...]:
    """Silences between two utterances of one side."""
    said = sorted(call["utterances"], key=lambda one: one["start"])
    return tuple(
        Silence(_side(one["side"]), _side(one["side"]), one["end"], after["start"])
        for one, after in pairwise(said)
        if one["side"] == after["side"] and after["start"] - one["end"] >= SHORTEST_PAUSE_S
    )


def _side(name: object) -> Side:
    return "seller" if name == "seller" else "customer"
