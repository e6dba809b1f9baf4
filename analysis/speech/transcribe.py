"""faster-whisper, given the speech that activity found and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from analysis.speech.chunks import Span
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.settings import ModelsSettings, SpeechSettings

_LANGUAGE_CHUNKS = 8


@dataclass(frozen=True, slots=True)
class RawWord:
    """One word as the recognizer gave it. Seconds; probability 0-1."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class RawChunk:
    """One chunk of speech as recognized."""

    start: float
    end: float
    words: tuple[RawWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class Transcriber(Protocol):
    """Writes down the speech in chunks of a signal."""

    longest_s: float

    def language_of(self, signal: Signal, chunks: Sequence[Span]) -> dict[str, float]:
        """Probability (0-1) of each language, over the chunks."""
        ...

    def transcribe(
        self, signal: Signal, chunks: Sequence[Span], language: str
    ) -> tuple[RawChunk, ...]:
        """The words in ``chunks`` (seconds) of ``signal`` (mono, 16 kHz)."""
        ...


class FasterWhisper:
    """A Whisper-format model in a folder, loaded once; greedy-first beam search, no sampling."""

    def __init__(self, folder: Path, models: ModelsSettings, speech: SpeechSettings) -> None:
        from faster_whisper import BatchedInferencePipeline, WhisperModel

        device, compute = where(models)
        self._speech = speech
        self._model = WhisperModel(
            str(folder),
            device=device,
            compute_type=compute,
            cpu_threads=models.threads,
            local_files_only=True,
        )
        self._batched = BatchedInferencePipeline(self._model)
        self.longest_s = float(self._model.feature_extractor.chunk_length)

    def language_of(self, signal: Signal, chunks: Sequence[Span]) -> dict[str, float]:
        """Mean language probabilities over up to eight of the longest chunks."""
        chosen = sorted(chunks, key=lambda c: c[0] - c[1])[:_LANGUAGE_CHUNKS]
        sums: dict[str, float] = {}
        for start, end in chosen:
            piece = signal[int(start * RATE_HZ) : int(end * RATE_HZ)]
            _, _, all_probabilities = self._model.detect_language(audio=piece)
            for language, probability in all_probabilities:
                sums[language] = sums.get(language, 0.0) + probability / len(chosen)
        return sums

    def transcribe(
        self, signal: Signal, chunks: Sequence[Span], language: str
    ) -> tuple[RawChunk, ...]:
        """Every chunk decoded once, in batches; the same input gives the same words."""
        if not chunks:
            return ()
        segments, _ = self._batched.transcribe(
            np.ascontiguousarray(signal),
            language=language,
            clip_timestamps=[{"start": start, "end": end} for start, end in chunks],
            vad_filter=False,
            word_timestamps=True,
            batch_size=self._speech.batch_size,
            beam_size=self._speech.beam_size,
            temperature=[0.0],
            condition_on_previous_text=False,
            hotwords=" ".join(self._speech.hotwords) or None,
        )
        return tuple(_raw(segment) for segment in segments)


def _raw(segment: Any) -> RawChunk:
    words: list[RawWord] = []
    for word in segment.words or ():
        text, probability = word.word.strip(), float(word.probability)
        if not text:
            continue
        if text.startswith("-") and words:  # "mm-hm" comes as two words
            last = words.pop()
            text, probability = last.text + text, min(last.probability, probability)
            words.append(RawWord(text, last.start, float(word.end), probability))
        else:
            words.append(RawWord(text, float(word.start), float(word.end), probability))
    return RawChunk(float(segment.start), float(segment.end), tuple(words))


def where(models: ModelsSettings) -> tuple[str, str]:
    """Device and compute type, "auto" decided by whether CTranslate2 sees a GPU."""
    device = models.device
    if device == "auto":
        import ctranslate2

        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    compute = models.compute_type
    if compute == "auto":
        compute = "float16" if device == "cuda" else "int8"
    return device, compute
