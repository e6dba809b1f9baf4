"""The figures a comparison is made of: tallies, agreements and distributions of error.

A figure over nothing is None, never 0 or 1: no labelled questions is no perfect recall. Figures
of several calls are added up, so that every case counts the same, however long its call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Added:
    """A set of figures that can be added up, field by field."""

    def __add__(self, other: Self) -> Self:
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return type(self)(**{name: value + getattr(other, name) for name, value in mine.items()})


@dataclass(frozen=True, slots=True)
class Tally(Added):
    """How many were found and true, found but not true, true but not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The part of what was found that is true (0-1)."""
        found = self.right + self.extra
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The part of what is true that was found (0-1)."""
        true = self.right + self.missed
        return self.right / true if true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall (van Rijsbergen 1979), 0-1."""
        either = 2 * self.right + self.extra + self.missed
        return 2 * self.right / either if either else None


@dataclass(frozen=True, slots=True)
class Agreement(Added):
    """In how many of the cases where both spoke, both said the same."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """0-1."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Errors(Added):
    """Signed errors, found minus true, in the unit of what was measured."""

    values: tuple[float, ...] = ()

    @property
    def median(self) -> float | None:
        """The median of the absolute errors."""
        return median(map(abs, self.values)) if self.values else None

    @property
    def most(self) -> float | None:
        """The 95th percentile of the absolute errors: 95 in 100 are no larger."""
        return percentile([abs(value) for value in self.values], 0.95)


def agreement(pairs: Sequence[tuple[object, object]]) -> Agreement:
    """How often the two of a pair are equal."""
    return Agreement(sum(found == true for found, true in pairs), len(pairs))


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least ``share`` (0-1) of the values do not exceed."""
    if not values:
        return None
    ordered = sorted(values)
    place = -(-share * len(ordered) // 1)  # rounded up: never a smaller share than asked for
    return ordered[max(0, min(len(ordered), int(place)) - 1)]
