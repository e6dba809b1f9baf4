"""pyannote.audio: who speaks when in one signal, edges sharpened by voice activity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.spans import Span
from analysis.speech import torchaudio_bypass
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.embed_once import SPEAKERS_IN_A_WINDOW, embed_once
from analysis.speech.errors import ModelMissing
from analysis.speech.frames import HOP_S, closed, spans_of
from analysis.speech.loading import loading
from analysis.speech.quiet import keep_quiet
from analysis.speech.settings import ModelsSettings
from analysis.speech.torch_threads import torch_threads

_SHORTEST_S = 0.1
"""What a speaker is left with of a span is no speech where it is shorter than this."""


@dataclass(frozen=True, slots=True)
class Diarized:
    """Speech of each speaker label: ``heard`` with overlap, ``alone`` one speaker at a time."""

    heard: dict[str, list[Span]]
    alone: dict[str, list[Span]]


class Diarizer(Protocol):
    """Tells speakers apart in a signal (mono, 16 kHz)."""

    def diarize(self, signal: Signal, fewest: int, most: int) -> Diarized:
        """Speech spans (seconds) of ``fewest`` to ``most`` speakers, by speaker label, labels in
        order of first speech."""
        ...

    def embed(self, pieces: Sequence[Signal]) -> NDArray[np.float64]:
        """The voice in each piece (mono, 16 kHz) as a row."""
        ...


class Pyannote:
    """A pyannote.audio pipeline in a folder, loaded once. Raises ModelMissing, ModelUnfit."""

    def __init__(self, folder: Path, models: ModelsSettings) -> None:
        keep_quiet()  # pyannote asks the environment anew each time it reports
        torchaudio_bypass.install()
        import torch
        from pyannote.audio import Pipeline

        with loading(folder):
            pipeline: Any = Pipeline.from_pretrained(str(folder))
            if pipeline is None:
                raise ModelMissing(f"{folder} holds no pyannote pipeline; fetch the model again")
            if models.device == "cuda" or (models.device == "auto" and torch.cuda.is_available()):
                pipeline.to(torch.device("cuda"))
            embed_once(pipeline)
        self._pipeline = pipeline
        self._threads = models.threads
        self._one_at_a_time = Lock()  # chance begins at the same number for every recording

    def diarize(self, signal: Signal, fewest: int, most: int) -> Diarized:
        """Speech spans (seconds) of ``fewest`` to ``most`` speakers in ``signal`` (mono, 16 kHz).

        One recording at a time, from the same seed: the same sound gives the same spans.
        """
        import torch

        wave = torch.from_numpy(np.ascontiguousarray(signal))[None]
        sound = {"waveform": wave, "sample_rate": RATE_HZ}
        with self._one_at_a_time, torch_threads(self._threads):
            torch.manual_seed(0)
            told = self._pipeline(sound, min_speakers=fewest, max_speakers=most)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()  # the recognizer has an allocator of its own
        return Diarized(
            _spans(told.speaker_diarization), _spans(told.exclusive_speaker_diarization)
        )

    def embed(self, pieces: Sequence[Signal]) -> NDArray[np.float64]:
        """By the pipeline's embedding model; neighbours of the same length together."""
        import torch

        model = self._pipeline._embedding
        at_once = max(1, self._pipeline.embedding_batch_size // SPEAKERS_IN_A_WINDOW)
        rows: list[NDArray[np.float64]] = []
        with torch_threads(self._threads):
            for _, alike in groupby(pieces, key=len):
                some = list(alike)
                for first in range(0, len(some), at_once):
                    wave = torch.from_numpy(np.stack(some[first : first + at_once]))[:, None]
                    rows.append(np.asarray(model(wave), np.float64))
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return np.concatenate(rows)


def _spans(annotation: Any) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for segment, _, label in annotation.itertracks(yield_label=True):
        spans.setdefault(str(label), []).append((float(segment.start), float(segment.end)))
    first = sorted(spans, key=lambda label: (spans[label][0][0], label))
    return {f"SPEAKER_{number:02d}": sorted(spans[label]) for number, label in enumerate(first)}


def refine(diarized: Diarized, activity: Sequence[Span], close_gaps_s: float) -> Diarized:
    """Diarization says who, voice activity says when.

    Active frames nobody was given go to whoever was given the frame nearest; frames without
    activity are nobody's.
    """
    if not diarized.heard or not activity:
        return Diarized({}, {})
    labels = list(diarized.heard)
    frames = round(max(end for _, end in activity) / HOP_S) + 1
    active = _flags([activity], frames)[0]
    alone = _flags([diarized.alone.get(label, []) for label in labels], frames)
    heard = _flags([diarized.heard[label] for label in labels], frames)
    owner = _nearest_owner(alone)
    heard &= active
    mine = np.stack([active & (owner == index) for index in range(len(labels))])
    heard |= mine & ~heard.any(axis=0)
    return Diarized(_by_label(labels, heard, close_gaps_s), _by_label(labels, mine, close_gaps_s))


def handed_over(
    heard: Mapping[str, Sequence[Span]],
    moved: Sequence[tuple[float, float, str, str]],
    close_gaps_s: float,
) -> dict[str, list[Span]]:
    """``heard`` with each stretch of ``moved`` (start s, end s, from, to) given to another."""
    if not moved:
        return {label: list(spans) for label, spans in heard.items()}
    labels = list(heard)
    frames = round(max(end for spans in heard.values() for _, end in spans) / HOP_S) + 1
    flags = _flags([heard[label] for label in labels], frames)
    for start, end, old, new in moved:
        stretch = slice(round(start / HOP_S), round(end / HOP_S))
        flags[labels.index(new), stretch] |= flags[:, stretch].any(axis=0)
        flags[labels.index(old), stretch] = False
    return _by_label(labels, flags, close_gaps_s)


def turned_over(
    spans: Mapping[str, Sequence[Span]],
    turns: Sequence[tuple[float, float, str, str]],
    close_gaps_s: float,
) -> dict[str, list[Span]]:
    """``spans`` with what a speaker has in each of ``turns`` (start s, end s, from, to) given to
    another; what else is said there stays whose it is."""
    if not turns:
        return {label: list(mine) for label, mine in spans.items()}
    labels = list(spans)
    frames = round(max(end for mine in spans.values() for _, end in mine) / HOP_S) + 1
    before = _flags([spans[label] for label in labels], frames)
    after = before.copy()
    stretches = [
        (slice(round(start / HOP_S), round(end / HOP_S)), labels.index(old), labels.index(new))
        for start, end, old, new in turns
    ]
    for stretch, old, _ in stretches:
        after[old, stretch] = False
    for stretch, old, new in stretches:
        after[new, stretch] |= before[old, stretch]
    return _by_label(labels, after, close_gaps_s)


Flags = NDArray[np.bool_]


def _flags(rows: Sequence[Sequence[Span]], frames: int) -> Flags:
    flags = np.zeros((len(rows), frames), bool)
    for row, spans in zip(flags, rows, strict=True):
        for start, end in spans:
            row[round(start / HOP_S) : round(end / HOP_S)] = True
    return flags


def _nearest_owner(alone: Flags) -> NDArray[np.int64]:
    """For each frame the row that owns the nearest owned frame."""
    owned = np.flatnonzero(alone.any(axis=0))
    if not len(owned):
        return np.zeros(alone.shape[1], np.int64)
    frames = np.arange(alone.shape[1])
    right = np.clip(np.searchsorted(owned, frames), 0, len(owned) - 1)
    left = np.maximum(right - 1, 0)
    nearer_left = np.abs(frames - owned[left]) < np.abs(owned[right] - frames)
    nearest = np.where(nearer_left, owned[left], owned[right])
    return np.asarray(alone.argmax(axis=0)[nearest], dtype=np.int64)


def _by_label(labels: Sequence[str], flags: Flags, gap_s: float) -> dict[str, list[Span]]:
    made: dict[str, list[Span]] = {}
    for label, row in zip(labels, flags, strict=True):
        spans = closed(spans_of(row), gap_s)
        made[label] = [(a, b) for a, b in spans if b - a >= _SHORTEST_S]
    return {label: spans for label, spans in made.items() if spans}
