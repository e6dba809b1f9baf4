"""faster-whisper, given the speech that activity found and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from analysis.speech.decode import Signal
from analysis.speech.device import Device, batch_size
from analysis.speech.loading import loading
from analysis.speech.settings import SpeechSettings
from analysis.speech.windows import Window


@dataclass(frozen=True, slots=True)
class RawWord:
    """One word as the recognizer gave it. Seconds; probability 0-1."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class RawChunk:
    """A piece of speech as recognized, and three figures of the window it was recognized in:
    how well its text can be compressed (letters over compressed letters), how likely nobody speaks
    in it (0-1), and the mean logarithm of its tokens' probabilities."""

    start: float
    end: float
    words: tuple[RawWord, ...]
    compression: float = 1.0
    no_speech: float = 0.0
    log_probability: float = 0.0

    @property
    def text(self) -> str:
        """Its words, as they were written down."""
        return " ".join(word.text for word in self.words)


class Dictation(Protocol):
    """One voice's speech, about to be written down. Nothing of it is encoded twice."""

    def languages(self) -> dict[str, float]:
        """Probability (0-1) of each language; empty where nobody speaks."""
        ...

    def write(self, language: str) -> tuple[RawChunk, ...]:
        """The words, piece by piece, in order."""
        ...


class Transcriber(Protocol):
    """Writes down the speech in windows of a signal."""

    longest_s: float

    def dictation(self, signal: Signal, windows: Sequence[Window]) -> Dictation:
        """``windows`` of ``signal`` (mono, 16 kHz), ready to be written down."""
        ...


class FasterWhisper:
    """A Whisper-format model in a folder, loaded once; beam search, no sampling.

    Raises ModelUnfit.
    """

    def __init__(self, folder: Path, device: Device, speech: SpeechSettings) -> None:
        from analysis.speech.whisper import Whisper

        self._speech = speech
        with loading(folder):
            self._model = Whisper(
                str(folder),
                device=device.name,
                compute_type=device.compute_type,
                cpu_threads=device.threads,
                num_workers=device.at_once,
                local_files_only=True,
            )
        self._batch_size = batch_size(device, speech.batch_size, folder, speech.beam_size)
        self.longest_s = float(self._model.feature_extractor.chunk_length)

    def dictation(self, signal: Signal, windows: Sequence[Window]) -> Dictation:
        """``windows`` (seconds) of ``signal`` (mono, 16 kHz), to be written down. Nothing is
        decoded before that, or before its languages are asked for."""
        return _Dictation(self._model, self._speech, self._batch_size, signal, tuple(windows))


@dataclass(slots=True)
class _Dictation:
    """Longest windows first: a batch is decoded as long as its longest text, and the language is
    told best by much speech. The first batch's encoding serves both."""

    model: Any
    speech: SpeechSettings
    batch_size: int
    signal: Signal
    windows: tuple[Window, ...]
    first: Any = None
    batches: list[tuple[Window, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        order = sorted(self.windows, key=lambda window: (-window.seconds, window.start))
        size = self.batch_size
        self.batches = [tuple(order[at : at + size]) for at in range(0, len(order), size)]

    def languages(self) -> dict[str, float]:
        if not self.batches:
            return {}
        self.first = self._encoded(self.batches[0])
        seconds = np.array([window.seconds for window in self.batches[0]])
        shares = seconds / seconds.sum()
        sums: dict[str, float] = {}
        told = self.model.model.detect_language(self.first)
        for share, probabilities in zip(shares, told, strict=True):
            for token, probability in probabilities:
                language = token[2:-2]
                sums[language] = sums.get(language, 0.0) + float(share) * probability
        return sums

    def write(self, language: str) -> tuple[RawChunk, ...]:
        if not self.batches:
            return ()
        from faster_whisper import BatchedInferencePipeline
        from faster_whisper.tokenizer import Tokenizer

        pipeline = BatchedInferencePipeline(self.model)
        tokenizer = Tokenizer(
            self.model.hf_tokenizer,
            self.model.model.is_multilingual,
            task="transcribe",
            language=language,
        )
        options = self._options(pipeline, language)
        chunks: list[RawChunk] = []
        for number, batch in enumerate(self.batches):
            kept = self.first if number == 0 else None
            encoded = self._encoded(batch) if kept is None else kept
            self.first = None
            about = [{"offset": 0.0, "duration": window.seconds} for window in batch]
            pipeline.last_speech_timestamp = 0.0
            for window, segments in zip(
                batch, pipeline.forward(encoded, tokenizer, about, options), strict=True
            ):
                chunks.extend(_chunks(window, segments))
        return tuple(sorted(chunks, key=lambda chunk: chunk.start))

    def _encoded(self, batch: tuple[Window, ...]) -> Any:
        return self.model.encoded([window.cut(self.signal) for window in batch])

    def _options(self, pipeline: Any, language: str) -> Any:
        """faster-whisper's own options, as it makes them of its arguments."""
        _, about = pipeline.transcribe(
            np.zeros(1600, np.float32),
            language=language,
            clip_timestamps=[{"start": 0.0, "end": 0.1}],
            vad_filter=False,
            word_timestamps=True,
            beam_size=self.speech.beam_size,
            temperature=[0.0],
            condition_on_previous_text=False,
            hotwords=" ".join(self.speech.hotwords) or None,
        )
        return about.transcription_options


def _chunks(window: Window, segments: Sequence[dict[str, Any]]) -> list[RawChunk]:
    """The window's words by the piece of speech they lie in."""
    by_piece: dict[int, list[RawWord]] = {}
    for segment in segments:
        for word in _words(segment.get("words") or ()):
            piece, start, end = window.place_of(word.start, word.end)
            made = RawWord(word.text, start, end, word.probability)
            by_piece.setdefault(piece, []).append(made)
    compression = max((float(s["compression_ratio"]) for s in segments), default=1.0)
    no_speech = max((float(s["no_speech_prob"]) for s in segments), default=0.0)
    log_probability = min((float(s["avg_logprob"]) for s in segments), default=0.0)
    return [
        RawChunk(*window.pieces[piece], tuple(words), compression, no_speech, log_probability)
        for piece, words in sorted(by_piece.items())
    ]


def _words(given: Sequence[dict[str, Any]]) -> list[RawWord]:
    words: list[RawWord] = []
    for word in given:
        text, probability = str(word["word"]).strip(), float(word["probability"])
        if not text:
            continue
        start, end = float(word["start"]), float(word["end"])
        if text.startswith("-") and words:  # "mm-hm" comes as two words
            last = words.pop()
            text, start = last.text + text, last.start
            probability = min(last.probability, probability)
        words.append(RawWord(text, start, end, probability))
    return words
