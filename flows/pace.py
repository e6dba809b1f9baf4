"""How long the rest will take, from how long the like of it took.

A recording's work goes with its length, and within one format (the file's ending) length goes with
bytes. What was learned is kept in the ledger, so that the first recording of a run has a time too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from flows.inbox import Recording

REMEMBERED = 0.9
"""What a format took counts this much less with every further recording of it."""

Told = tuple[float, float]
"""Seconds spent, and on how many bytes."""


@dataclass(slots=True)
class Pace:
    """Seconds a byte, for each format. ``waiting`` are the recordings still to be heard."""

    told: dict[str, Told] = field(default_factory=dict)
    waiting: set[Recording] = field(default_factory=set)

    @classmethod
    def of(cls, work: Iterable[Recording], known: Mapping[str, object]) -> Pace:
        """For the recordings to be heard, from what is ``known``; odd entries are left out."""
        pace = cls()
        for ending, pair in known.items():
            match pair:
                case [int() | float() as seconds, int() | float() as size] if size > 0:
                    pace.told[ending] = (float(seconds), float(size))
        pace.waiting.update(work)
        return pace

    def learn(self, recording: Recording, seconds: float) -> None:
        """A recording was heard in so many seconds."""
        ending = _ending_of(recording)
        before, size = self.told.get(ending, (0.0, 0.0))
        self.told[ending] = (REMEMBERED * before + seconds, REMEMBERED * size + recording.size)

    def expected(self, recordings: Iterable[Recording]) -> float | None:
        """Seconds for these, each as its format took, else as all did; None: nothing known."""
        seconds = sum(seconds for seconds, _ in self.told.values())
        size = sum(size for _, size in self.told.values())
        if not size:
            return None
        sizes: dict[str, float] = {}
        for recording in recordings:
            ending = _ending_of(recording)
            sizes[ending] = sizes.get(ending, 0.0) + recording.size
        rates = {ending: self.told.get(ending, (seconds, size)) for ending in sizes}
        return sum(rates[ending][0] / rates[ending][1] * sizes[ending] for ending in sizes)


def _ending_of(recording: Recording) -> str:
    """The recording's format, as far as its name tells."""
    return PurePath(recording.name).suffix.lower()
