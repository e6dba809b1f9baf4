"""The voices of the demo calls: espeak-ng and flite, called in-process, with exact word times.

Both are Debian packages (``espeak-ng``, ``flite``). They are needed only to render calls or to
train the demo models again; the program itself never speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import gcd
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from demo import espeak, flite

Signal = NDArray[np.float32]

RATE_HZ = 16000

PEAK = 0.7
"""Every utterance is scaled to this largest sample, so that no voice is louder than another."""

STILL = 0.004
"""Samples smaller than this (of 1) are silence in the engines' output."""

SHORTEST_WORD_S = 0.02

SAID_AS = {
    "nl": {"hm": "hum", "mm": "mum", "mhm": "umhum", "mm-hm": "umhum", "pff": "puf"},
    "en": {"hm": "hum", "mm": "mum", "mhm": "umhum", "mm-hm": "umhum", "pff": "puff"},
}
"""Sounds that an engine would spell out letter by letter, and what it is told instead."""


class VoicesMissing(RuntimeError):
    """espeak-ng or flite cannot be loaded on this machine."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker. ``speaker`` is the engine's own name of the voice; ``speed`` is in words a
    minute for espeak-ng and a ratio (1 = normal) for flite; ``pitch`` and ``intonation`` are
    espeak-ng's 0-100 scales and mean nothing to flite."""

    name: str
    engine: Literal["espeak", "flite"]
    language: Literal["nl", "en"]
    speaker: str
    speed: float
    pitch: int = 50
    intonation: int = 50


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance: mono samples in -1..1 from the first sound to the last, and for each word of
    ``text.split()`` its start and end in seconds from the first sample."""

    samples: Signal
    rate: int
    words: tuple[tuple[str, float, float], ...]


def _voices() -> dict[str, Voice]:
    every = (
        Voice("nl-m3", "espeak", "nl", "nl+m3", 160),
        Voice("nl-m7", "espeak", "nl", "nl+m7", 168, pitch=62),
        Voice("nl-m8", "espeak", "nl", "nl+m8", 155, pitch=30),
        Voice("nl-f2", "espeak", "nl", "nl+f2", 162),
        Voice("nl-f4", "espeak", "nl", "nl+f4", 155, pitch=35),
        Voice("nl-f5", "espeak", "nl", "nl+f5", 168, pitch=65),
        Voice("en-m3", "espeak", "en", "en-us+m3", 160),
        Voice("en-m7", "espeak", "en", "en-gb-x-rp+m7", 165, pitch=62),
        Voice("en-f2", "espeak", "en", "en-us+f2", 162),
        Voice("en-f5", "espeak", "en", "en-gb-x-rp+f5", 165, pitch=65),
        Voice("en-slt", "flite", "en", "slt", 1.0),
        Voice("en-rms", "flite", "en", "rms", 1.0),
        Voice("en-awb", "flite", "en", "awb", 1.0),
    )
    return {voice.name: voice for voice in every}


VOICES = _voices()
"""Every voice the demo's speech model knows, by name."""


@cache
def _espeak() -> espeak.Espeak:
    try:
        return espeak.Espeak()
    except OSError as error:
        raise VoicesMissing(
            f"espeak-ng is not installed ({error}); on Debian: apt-get install espeak-ng"
        ) from error


@cache
def _flite() -> flite.Flite:
    try:
        return flite.Flite()
    except OSError as error:
        raise VoicesMissing(
            f"flite is not installed ({error}); on Debian: apt-get install flite"
        ) from error


def speak(text: str, voice: Voice | str, *, rate: float = 1.0) -> Spoken:
    """Speak ``text``; ``rate`` above 1 is faster than the voice's own speed.

    Both engines put a little chance into the sound: the same calls in the same order from the
    start of a process give the same samples, one call on its own need not. Raises
    ``VoicesMissing`` where the Debian packages are not there, ``KeyError`` for an unknown
    name, ``ValueError`` for a text without words.
    """
    who = VOICES[voice] if isinstance(voice, str) else voice
    words = text.split()
    if not words:
        raise ValueError("there is nothing to say: the text has no words")
    said = " ".join(_as_said(word, who.language) for word in words)
    if who.engine == "espeak":
        samples, rate_hz, starts = _espeak().synthesize(
            said,
            speaker=who.speaker,
            words_per_minute=who.speed * rate,
            pitch=who.pitch,
            intonation=who.intonation,
        )
    else:
        samples, rate_hz, starts = _flite().synthesize(
            said, speaker=who.speaker, stretch=who.speed / rate
        )
    return _trimmed(words, samples, rate_hz, starts)


def phonemes(text: str, language: str) -> str:
    """What is said, as IPA letters with the words apart; the models learn sounds from it."""
    said = " ".join(_as_said(word, language) for word in text.split())
    return _espeak().phonemes(said, "nl" if language == "nl" else "en-us")


def _as_said(word: str, language: str) -> str:
    bare = word.strip(".,?!")
    said = SAID_AS[language].get(bare.lower())
    return word.replace(bare, said) if said else word


def _trimmed(words: list[str], samples: Signal, rate_hz: int, starts: list[float]) -> Spoken:
    """Cut off the silence at both ends, and the pause after a comma off the word before it."""
    edges = [*starts, len(samples) / rate_hz]
    spans = [
        _audible(samples, rate_hz, start, max(end, start + SHORTEST_WORD_S))
        for start, end in pairwise(edges)
    ]
    first, last = spans[0][0], spans[-1][1]
    speech = samples[round(first * rate_hz) : round(last * rate_hz)]
    step = gcd(RATE_HZ, rate_hz)
    resampled = resample_poly(speech, RATE_HZ // step, rate_hz // step)
    scaled = resampled * (PEAK / max(float(np.abs(resampled).max()), 1e-9))
    timed = [(word, a - first, b - first) for word, (a, b) in zip(words, spans, strict=True)]
    return Spoken(np.asarray(scaled, np.float32), RATE_HZ, tuple(timed))


def _audible(samples: Signal, rate_hz: int, start: float, end: float) -> tuple[float, float]:
    """From the first to the last sound between two times; the times themselves if all is still."""
    at = round(start * rate_hz)
    loud = np.flatnonzero(np.abs(samples[at : round(end * rate_hz)]) > STILL)
    if not len(loud):
        return start, end
    return (at + int(loud[0])) / rate_hz, (at + int(loud[-1]) + 1) / rate_hz
