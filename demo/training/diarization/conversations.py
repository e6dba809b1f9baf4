"""Made-up telephone conversations of bank voices, with exactly known speech segments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from demo.training.diarization import acoustics
from demo.training.diarization.bank import RATE_HZ, Bank, Signal, Utterance, family_of, load

CLOSED_GAP_S = 0.25
"""Silences shorter than this inside one speaker count as speech, in the truth as in the bank."""

SHARED_BAND_SHARE = 0.6
"""Share of conversations in which all voices come through the same band: there only the voice
itself tells who speaks."""


@dataclass(frozen=True, slots=True)
class Made:
    """A conversation: mono sound at 16 kHz, its speech as (start s, end s, index into names)."""

    sound: Signal
    speech: tuple[tuple[float, float, int], ...]
    names: tuple[str, ...]


def make(rng: Generator, bank: Bank, seconds: float, names: tuple[str, ...] | None = None) -> Made:
    """One conversation; without ``names``, of one to three (mostly two) different voices."""
    names = names or _cast(rng, bank)
    tracks, speech = _talk(rng, bank, names, seconds)
    return Made(_line(rng, tracks), _closed(speech), names)


def make_speechless(rng: Generator, seconds: float, anybody: str) -> Made:
    """Noise, half of the time with tones or music: nobody speaks."""
    count = int(seconds * RATE_HZ)
    sound = acoustics.telephone_band(acoustics.noise(rng, count), rng)
    sound = sound * 10 ** (rng.uniform(-60, -25) / 20)
    if rng.random() < 0.6:
        sound = sound + acoustics.tones(rng, count) * 10 ** (rng.uniform(-45, -8) / 20)
    return Made(sound.astype(np.float32), (), (anybody,))


def frame_labels(
    made: Made, start_s: float, frames: int, step: int = 270, size: int = 991
) -> NDArray[np.float32]:
    """(frames, speakers) 0/1: who speaks at the centre of each frame of the network."""
    centres = start_s + (np.arange(frames) * step + (size - 1) / 2) / RATE_HZ
    labels = np.zeros((frames, len(made.names)), np.float32)
    for start, end, who in made.speech:
        labels[(centres >= start) & (centres < end), who] = 1
    return labels


def _cast(rng: Generator, bank: Bank) -> tuple[str, ...]:
    count = int(rng.choice([1, 2, 2, 2, 2, 2, 2, 3]))
    while True:
        names = tuple(str(name) for name in rng.choice(list(bank), count, replace=False))
        if len({family_of(name) for name in names}) == count:
            return names


def _gap(rng: Generator) -> float:
    """Seconds between two turns; negative is overlap (one exchange in seven)."""
    kind = rng.random()
    if kind < 0.14:
        return -float(rng.uniform(0.1, 0.8))
    if kind < 0.65:
        return float(rng.uniform(0.15, 1.0))
    if kind < 0.93:
        return float(rng.uniform(1.0, 3.0))
    return float(rng.uniform(3.0, 5.0))


class _Stage:
    """Where voices are put on their tracks, and what they said is written down."""

    def __init__(self, speakers: int, seconds: float) -> None:
        self.seconds = seconds
        self.tracks = [np.zeros(int(seconds * RATE_HZ), np.float32) for _ in range(speakers)]
        self.speech: list[tuple[float, float, int]] = []
        self.last_end = [0.0] * speakers

    def put(self, who: int, utterance: Utterance, at: float) -> float:
        """Let ``who`` say ``utterance`` at second ``at``; gives back when it ends."""
        first = int(at * RATE_HZ)
        track = self.tracks[who]
        if first >= len(track):
            return at
        sound = utterance.samples[: len(track) - first].astype(np.float32) / 32768
        track[first : first + len(sound)] += sound
        for start, end in utterance.segments:
            stop = min(at + end, self.seconds)
            if stop - at - start > 0.03:
                self.speech.append((at + start, stop, who))
        return at + len(sound) / RATE_HZ


def _talk(
    rng: Generator, bank: Bank, names: tuple[str, ...], seconds: float
) -> tuple[list[Signal], list[tuple[float, float, int]]]:
    stage = _Stage(len(names), seconds)
    at, who = float(rng.uniform(0.0, 2.0)), int(rng.integers(len(names)))
    while at < seconds - 0.5:
        began = at
        at = _turn(rng, bank[names[who]], stage, who, at)
        if len(names) > 1 and at - began > 2.5 and rng.random() < 0.4:
            listener = _other(rng, who, len(names))
            _backchannel(rng, bank[names[listener]], stage, listener, (began, at))
        stage.last_end[who] = at
        following = _other(rng, who, len(names)) if rng.random() < 0.93 else who
        gap = _gap(rng)
        if following == who:
            gap = abs(gap) + 0.1
        at = max(at + gap, stage.last_end[following] + 0.1, 0.0)
        who = following
    return stage.tracks, stage.speech


def _other(rng: Generator, who: int, count: int) -> int:
    others = [index for index in range(count) if index != who] or [who]
    return int(others[int(rng.integers(len(others)))])


def _turn(rng: Generator, utterances: list[Utterance], stage: _Stage, who: int, at: float) -> float:
    short = [u for u in utterances if u.short]
    long = [u for u in utterances if not u.short]
    if rng.random() < 0.18:
        return stage.put(who, short[rng.integers(len(short))], at)
    count = int(rng.choice([1, 2, 3, 4], p=[0.5, 0.3, 0.15, 0.05]))
    for index in range(count):
        if at >= stage.seconds - 0.3:
            break
        utterance = long[rng.integers(len(long))]
        if rng.random() < 0.25:
            utterance = _cut(rng, utterance)
        at = stage.put(who, utterance, at)
        if index < count - 1:
            low, high = (0.25, 0.9) if rng.random() < 0.75 else (0.05, 0.25)
            at += float(rng.uniform(low, high))
    return at


def _cut(rng: Generator, utterance: Utterance) -> Utterance:
    """The utterance broken off somewhere, faded out over 20 ms."""
    count = int(len(utterance.samples) * rng.uniform(0.3, 0.8))
    samples = utterance.samples[:count].copy()
    fade = min(320, count)
    samples[-fade:] = (samples[-fade:] * np.linspace(1, 0, fade)).astype(np.int16)
    seconds = count / RATE_HZ
    kept = tuple((a, min(b, seconds)) for a, b in utterance.segments if a < seconds - 0.05)
    return Utterance(samples, kept, utterance.short)


def _backchannel(
    rng: Generator,
    utterances: list[Utterance],
    stage: _Stage,
    who: int,
    turn: tuple[float, float],
) -> None:
    """A short word of ``who`` somewhere inside another's ``turn`` (start s, end s)."""
    short = [u for u in utterances if u.short]
    utterance = short[rng.integers(len(short))]
    at = float(rng.uniform(turn[0] + 1.0, turn[1] - 1.0))
    ends = at + len(utterance.samples) / RATE_HZ
    if at > stage.last_end[who] + 0.3 and ends < stage.seconds:
        stage.put(who, utterance, at)


def _closed(speech: list[tuple[float, float, int]]) -> tuple[tuple[float, float, int], ...]:
    closed: list[tuple[float, float, int]] = []
    for who in {row[2] for row in speech}:
        mine: list[tuple[float, float, int]] = []
        for start, end, _ in sorted(row for row in speech if row[2] == who):
            if mine and start - mine[-1][1] < CLOSED_GAP_S:
                mine[-1] = (mine[-1][0], max(mine[-1][1], end), who)
            else:
                mine.append((start, end, who))
        closed.extend(mine)
    return tuple(sorted(closed))


def _line(rng: Generator, tracks: list[Signal]) -> Signal:
    """All tracks through rooms, telephone bands and a noisy 8 kHz line."""
    count = len(tracks[0])
    mix = np.zeros(count, np.float32)
    shared = int(rng.integers(1 << 30)) if rng.random() < SHARED_BAND_SHARE else None
    for track in tracks:
        sound = (track * 10 ** (rng.uniform(-6, 4) / 20)).astype(np.float32)
        if rng.random() < 0.6:
            sound = acoustics.in_a_room(sound, rng)
        band = rng if shared is None else np.random.default_rng(shared)
        mix += acoustics.telephone_band(sound, band)
    heard = mix[np.abs(mix) > 1e-4]
    level = float(np.std(heard)) if heard.size else 0.05
    hiss = acoustics.telephone_band(acoustics.noise(rng, count), rng)
    mix = mix + hiss * level * 10 ** (-rng.uniform(12, 42) / 20)
    mix = (mix * 10 ** (rng.uniform(-10, 6) / 20)).astype(np.float32)
    return np.clip(acoustics.at_8_khz(mix, companded=rng.random() < 0.6), -1, 1)


def load_banks(work: Path) -> tuple[Bank, Bank, Bank]:
    """(trained voices, the same voices' held-out utterances, voices never trained on)."""
    folder = work / "bank"
    return (
        load(folder, "train", "train"),
        load(folder, "train", "held out"),
        load(folder, "unseen", "all"),
    )
