"""The demo model as callprobe uses it: activity, chunks, batched decoding, guards, places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.spans import Span
from analysis.speech.activity import find_activity
from analysis.speech.device import device_of
from analysis.speech.guards import disbelieve
from analysis.speech.quiet import keep_quiet
from analysis.speech.transcribe import FasterWhisper
from analysis.speech.windows import pack
from analysis.speech.words_in_speech import place
from demo.training.asr.corpus import LANGUAGES
from flows.settings import load_settings

RATE = 16000


@dataclass(frozen=True, slots=True)
class Listened:
    """The likelier of the two languages (empty where nobody spoke), and (word, start, end) in
    seconds."""

    language: str
    words: tuple[tuple[str, float, float], ...]


class Listener:
    """A speech model in a folder, with the program's own settings."""

    def __init__(self, folder: Path) -> None:
        keep_quiet()
        self._settings = load_settings().analysis
        self._whisper = FasterWhisper(
            folder, device_of(self._settings.models), self._settings.speech
        )

    def listen(self, samples: NDArray[np.float32], *, activity: bool = True) -> Listened:
        """Write down ``samples`` (mono, 16 kHz). Without ``activity`` every second is decoded."""
        length = len(samples) / RATE
        spans: list[Span] = [(0.0, length)]
        if activity:
            spans = find_activity(samples, self._settings.activity)
        speech = self._settings.speech
        windows = pack(samples, spans, self._whisper.longest_s, speech.chunk_margin_s)
        if not windows:
            return Listened("", ())
        dictation = self._whisper.dictation(samples, windows)
        likely = dictation.languages()
        language = max(LANGUAGES, key=lambda name: likely.get(name, 0.0))
        raw = [
            word
            for chunk in dictation.write(language)
            if disbelieve(chunk, speech) is None
            for word in chunk.words
        ]
        placed = place(raw, spans, speech.word_outside_s)
        return Listened(language, tuple((word.text, word.start, word.end) for word in placed.words))
