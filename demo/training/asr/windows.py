"""Training windows: a few seconds of line with what is said in it, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo.training.asr import augment, render
from demo.training.asr.augment import RATE
from demo.training.asr.render import Utterance

Signal = NDArray[np.float32]
Timed = tuple[str, float, float]

CUT_SHARE = 0.25
"""Share of utterances of which only some words in a row are kept: activity detection and long
turns make such chunks, and they begin and end anywhere in a sentence."""

NO_SPEECH_SHARE = 0.06
TELEPHONE_SHARE = (0.65, 0.65, 0.75)
"""Share of windows that went through a telephone: at first, and in each polish."""

HARD_VOICES = ("en-awb", "en-rms", "en-slt")
"""Built from recordings of people, thus less even than the others: heard worst by a model that
hears all voices equally often. In each polish they come once more for every other voice ..."""

ENGLISH_SHARE = (0.5, 0.62, 0.72)
"""... and so does English at all, which has more of them."""

AUDIO_PER_BATCH_S = 62.0
"""Seconds of window in a batch: the batch is wider where the windows are shorter."""

PADDED_BATCH = 5
"""Windows in a batch that is padded to 30 s, as faster-whisper pads."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the windows of one step are like: at most ``seconds`` long with up to ``utterances``;
    ``hard`` brings noise, other voices and windows without speech; ``padded`` to 30 s;
    ``polish`` (0, 1, 2) has more of what is heard worst, and fewer words in no order."""

    seconds: float
    utterances: int
    hard: bool
    padded: bool
    polish: int

    @property
    def count(self) -> int:
        """Number of windows."""
        return PADDED_BATCH if self.padded else int(AUDIO_PER_BATCH_S / self.seconds)


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance in a window; seconds from the window's start."""

    words: tuple[Timed, ...]
    phonemes: str


@dataclass(frozen=True, slots=True)
class Window:
    """``signal`` at 16 kHz, and what is said in it, in order. Empty: nobody speaks."""

    language: str
    signal: Signal
    said: tuple[Said, ...]


class Studio:
    """Makes windows out of the rendered corpus. The same seed gives the same windows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pools = {
            language: [_pool(render.read(language, folder), polish) for polish in range(3)]
            for language in ("nl", "en")
        }

    def window(self, plan: Plan, seed: str) -> Window:
        """One window of that plan."""
        rng = random.Random(seed)
        draws = np.random.default_rng(rng.getrandbits(32))
        language = "en" if rng.random() < ENGLISH_SHARE[plan.polish] else "nl"
        if plan.hard and rng.random() < NO_SPEECH_SHARE:
            count = int(rng.uniform(0.5, plan.seconds) * RATE)
            signal = augment.without_speech(count, rng, draws)
            return Window(language, _sent(signal, rng, draws, plan), ())
        signal, said = self._conversation(language, plan, rng)
        if plan.hard and rng.random() < 0.1:
            signal = signal + self._murmur(len(signal), rng)
        return Window(language, _sent(signal, rng, draws, plan), said)

    def _conversation(
        self, language: str, plan: Plan, rng: random.Random
    ) -> tuple[Signal, tuple[Said, ...]]:
        pool = self._pools[language][plan.polish]
        most, seconds = plan.utterances, plan.seconds
        lead = rng.choice([0.0, rng.uniform(0, 0.3), rng.uniform(0, 0.9)])
        pieces = [np.zeros(int(lead * RATE), np.float32)]
        at = len(pieces[0]) / RATE
        said: list[Said] = []
        for attempt in range(most + 4):
            if len(said) == most:
                break
            utterance = rng.choice(pool if attempt < most + 2 or said else pool[: len(pool) // 8])
            sound, words, sounds = self._part(utterance, rng)
            if at + len(sound) / RATE > seconds:
                continue
            gap = rng.choice([rng.uniform(0.02, 0.2), rng.uniform(0.1, 0.7), rng.uniform(0.2, 2)])
            silence = np.zeros(int(gap * RATE), np.float32)
            pieces += [sound * np.float32(10 ** (rng.uniform(-8, 0) / 20)), silence]
            timed = tuple((word, start + at, end + at) for word, start, end in words)
            said.append(Said(timed, sounds))
            at += (len(sound) + len(silence)) / RATE
        # The last silence stays, is cut short, or goes, as activity detection would have it.
        end = said[-1].words[-1][2] + rng.choice([0.0, 0.1, 0.4, 1.5]) if said else at
        signal = np.concatenate(pieces)[: int(min(end, seconds) * RATE) + 160]
        return np.pad(signal, (0, max(0, 4800 - len(signal)))), tuple(said)

    def _part(self, utterance: Utterance, rng: random.Random) -> tuple[Signal, list[Timed], str]:
        """The utterance, or some words in a row of it; a little faster or slower now and then."""
        sound = render.samples(utterance, self._folder)
        words, sounds = list(utterance.words), utterance.phonemes
        per_word = sounds.split(" ")
        if len(words) >= 4 and len(words) == len(per_word) and rng.random() < CUT_SHARE:
            first = 0 if rng.random() < 0.4 else rng.randrange(0, len(words) - 1)
            last = rng.randrange(first + 1, len(words) + 1)
            start, end = words[first][1], words[last - 1][2]
            sound = sound[int(start * RATE) : int(end * RATE)]
            words = [(w, a - start, b - start) for w, a, b in words[first:last]]
            sounds = " ".join(per_word[first:last])
        if rng.random() < 0.35:
            pace = rng.uniform(0.92, 1.09)
            count = int(len(sound) / pace)
            places = np.arange(count) * pace
            sound = np.interp(places, np.arange(len(sound)), sound).astype(np.float32)
            words = [(w, a / pace, b / pace) for w, a, b in words]
        return sound, words, sounds

    def _murmur(self, count: int, rng: random.Random) -> Signal:
        """The other side of the call, faint: it must not be written down."""
        other = render.samples(rng.choice(self._pools[rng.choice(["nl", "en"])][0]), self._folder)
        faint = other[:count] * np.float32(10 ** (rng.uniform(-46, -30) / 20))
        return np.pad(faint, (0, count - len(faint)))


def _pool(utterances: list[Utterance], polish: int) -> list[Utterance]:
    """What is trained on, shortest first. In each polish the hard voices come once more, and every
    second utterance that is left of words in no order goes."""
    known = [u for u in utterances if not u.held_out]
    salads = [u for u in known if u.kind == "salad"]
    for _ in range(polish):
        salads = salads[1::2]
    kept = [u for u in known if u.kind != "salad"] + salads
    hard = [u for u in kept if u.voice in HARD_VOICES]
    return sorted(kept + hard * polish, key=lambda u: u.count)


def _sent(signal: Signal, rng: random.Random, draws: np.random.Generator, plan: Plan) -> Signal:
    """Over the line: clean, or telephone, with more or less noise, at any level. The noise of a
    room goes through the telephone, the noise of the line comes after it."""
    lowest = 14 if plan.hard else 22
    if rng.random() < 0.6:
        signal = augment.add_noise(signal, rng.uniform(lowest, 50), draws)
    signal = np.asarray(signal * 10 ** (rng.uniform(-18, 3) / 20), np.float32)
    if rng.random() < TELEPHONE_SHARE[plan.polish]:
        signal = augment.telephone(signal, rng)
    if rng.random() < 0.5:
        signal = augment.add_noise(signal, rng.uniform(lowest + 6, 80), draws)
    return np.ascontiguousarray(signal, np.float32)
