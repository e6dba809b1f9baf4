"""A diarizer that is told who speaks: what is left is what callprobe makes of its answer.

The demo's own was trained on made voices and takes real ones for one another. A real one knows
voices, and is some tenths of a second off where the floor changes hands: so is this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.speech.decode import Signal
from analysis.speech.diarize import Diarized
from analysis.speech.frames import closed, spans_of
from demo.bench_pauses.compare import frames
from demo.bench_pauses.talk import Spans

OFF_S = 0.2
"""Edges are off by up to this; NIST's collar, which errors of diarization leave out, is 0.25 s."""
JOINED_S = 0.5
"""A diarizer does not tell silences of one speaker that are shorter."""


@dataclass(frozen=True, slots=True)
class Told:
    """Knows the speech of each side, and blurs it; ``voices_of`` turns sounds into voices."""

    speech: Mapping[str, Spans]
    seconds: float
    voices_of: Callable[[Sequence[Signal]], NDArray[np.float64]]

    def diarize(self, signal: Signal, fewest: int, most: int) -> Diarized:
        """The sides as labels, whatever the ``signal`` is."""
        chance = np.random.default_rng(len(signal))
        heard = {
            side: [
                (max(0.0, start + off[0]), max(start + off[0] + 0.01, end + off[1]))
                for start, end in closed(spans, JOINED_S)
                for off in (chance.uniform(-OFF_S, OFF_S, 2),)
            ]
            for side, spans in self.speech.items()
        }
        taken = np.zeros_like(frames([], self.seconds + 1))
        alone = {}
        for side, spans in heard.items():
            flags = frames(spans, self.seconds + 1) & ~taken
            alone[side] = spans_of(flags)
            taken |= flags
        return Diarized(heard, alone)

    def embed(self, pieces: Sequence[Signal]) -> NDArray[np.float64]:
        """The voice in each piece as a row."""
        return self.voices_of(pieces)
