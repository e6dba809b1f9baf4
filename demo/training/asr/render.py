"""The corpus, spoken: one file of samples and one index per language, ready to be read in place."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo.training.asr import corpus
from demo.voices import VOICES, Voice, phonemes, speak

UTTERANCES = 28000
"""Spoken texts a language, the held-out tenth included."""

SEED = 20260309

FLITE_WEIGHT = 0.8
"""flite takes ten times as long as espeak-ng, so its voices speak a little less often."""

LONGEST_S = 7.5

RATE_RANGE = (0.86, 1.16)
PITCH_SHIFT = 6


@dataclass(frozen=True, slots=True)
class Utterance:
    """A spoken text. ``words`` are (word, start, end) in seconds; ``phonemes`` is IPA, the words
    apart; ``start`` and ``count`` place its samples in the language's file."""

    language: str
    voice: str
    kind: str
    text: str
    words: tuple[tuple[str, float, float], ...]
    phonemes: str
    held_out: bool
    start: int
    count: int


def render(language: str, folder: Path, *, only_held_out: bool = False) -> None:
    """Speak a language's corpus, or the tenth of it that is held out, into ``folder``:
    ``<language>.i16`` and ``<language>.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{SEED}-{language}")
    material = corpus.load(language)
    rows: list[list[object]] = []
    at = drawn = 0
    with (folder / f"{language}.i16").open("wb") as samples:
        while drawn < UTTERANCES:
            kind, text = corpus.draw(material, rng)
            voice, pace = _some_voice(language, rng), rng.uniform(*RATE_RANGE)
            if only_held_out and not corpus.held_out(text):
                drawn += 1
                continue
            try:
                spoken = speak(text, voice, rate=pace)
            except ValueError:  # flite reads some signs aloud: that text is left out
                continue
            if len(spoken.samples) > LONGEST_S * spoken.rate:
                continue
            (spoken.samples * 32767.0).astype("<i2").tofile(samples)
            words = [(word, round(a, 3), round(b, 3)) for word, a, b in spoken.words]
            sounds = phonemes(text, language)
            rows.append([voice.name, kind, text, words, sounds, at, len(spoken.samples)])
            at += len(spoken.samples)
            drawn += 1
    (folder / f"{language}.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def _some_voice(language: str, rng: random.Random) -> Voice:
    voices = [voice for voice in VOICES.values() if voice.language == language]
    weights = [FLITE_WEIGHT if voice.engine == "flite" else 1.0 for voice in voices]
    voice = rng.choices(voices, weights)[0]
    return replace(voice, pitch=voice.pitch + rng.randint(-PITCH_SHIFT, PITCH_SHIFT))


def read(language: str, folder: Path) -> list[Utterance]:
    """The index that ``render`` wrote."""
    rows = json.loads((folder / f"{language}.json").read_text("utf-8"))
    return [
        Utterance(
            language=language,
            voice=voice,
            kind=kind,
            text=text,
            words=tuple((word, start, end) for word, start, end in words),
            phonemes=sounds,
            held_out=corpus.held_out(text),
            start=at,
            count=count,
        )
        for voice, kind, text, words, sounds, at, count in rows
    ]


@cache
def _samples(path: Path) -> NDArray[np.int16]:
    return np.memmap(path, dtype="<i2", mode="r")


def samples(utterance: Utterance, folder: Path) -> NDArray[np.float32]:
    """Its samples at 16 kHz, in -1..1."""
    stored = _samples(folder / f"{utterance.language}.i16")
    part = stored[utterance.start : utterance.start + utterance.count]
    return np.asarray(part, np.float32) / np.float32(32767.0)
