"""Voices known beforehand: a seller's voice as an embedding, compared with who speaks in a call.

An embedding that tells a person is biometric data. Nothing here runs unless the settings ask for
it (``roles.voiceprints``), only sellers who agreed are enrolled, and of nobody else a print is
ever kept: a call's own embeddings are compared and thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.heard import KnownVoice
from analysis.spans import Span
from analysis.speech.decode import RATE_HZ, Signal

Vector = NDArray[np.float64]
_SHORTEST_S, _PIECE_S = 1.0, 4.0
"""A piece tells a voice from so many seconds on; a longer one is cut."""
_MOST_PIECES = 15
"""A minute of a voice tells it as well as an hour."""


class Embedder(Protocol):
    """Turns pieces of one voice into embeddings."""

    def embed(self, pieces: Sequence[Signal]) -> Vector:
        """One row for each piece (mono, 16 kHz)."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """A seller's voice: a vector of length 1, made by the model whose hash is ``model``."""

    name: str
    vector: tuple[float, ...]
    model: str


def pieces_of(signal: Signal, spans: Sequence[Span]) -> list[Signal]:
    """Up to a minute of the speech in ``spans`` (seconds), in pieces of 1 to 4 seconds, the longest
    spans first; empty where no span is as long as a second."""
    longest = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
    return [signal[a:b] for span in longest for a, b in _cut(span)][:_MOST_PIECES]


def _cut(span: Span) -> Iterator[tuple[int, int]]:
    start, end = span
    while end - start >= _SHORTEST_S:
        until = min(end, start + _PIECE_S)
        yield int(start * RATE_HZ), int(until * RATE_HZ)
        start = until


def vector_of(embedder: Embedder, pieces: Sequence[Signal]) -> Vector | None:
    """The voice in ``pieces`` as one vector of length 1; None where there is nothing to go by."""
    if not pieces:
        return None
    rows = embedder.embed(pieces)
    rows = rows[np.isfinite(rows).all(axis=1)]
    if not len(rows):
        return None
    mean = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float64)


def likeness(one: Vector, other: Sequence[float]) -> float:
    """Cosine of the angle between two voices (-1 to 1); 1 is the same."""
    return float(np.dot(one, np.asarray(other)))


def recognized(
    speakers: dict[str, Vector], voices: Sequence[Voice], model: str
) -> tuple[KnownVoice, ...]:
    """For every speaker of a call the enrolled voice most like his, whatever the likeness: what
    is enough is decided where roles are given. Voices that another model printed don't count."""
    mine = sorted((voice for voice in voices if voice.model == model), key=lambda v: v.name)
    known: list[KnownVoice] = []
    for speaker, vector in speakers.items():
        if mine:
            best = max(mine, key=lambda voice: likeness(vector, voice.vector))
            known.append(KnownVoice(speaker, best.name, likeness(vector, best.vector)))
    return tuple(known)
