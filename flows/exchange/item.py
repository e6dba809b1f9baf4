"""One object of a transcript's JSON: its values are checked as they are read, and an error says
where it stands. What other programs write there is their own affair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from flows.exchange.transcript import one_line


@dataclass(frozen=True, slots=True)
class Item:
    """``content`` with the place where it stands, as "segment 3, word 2"; "" for the whole file.

    Whatever is read of it raises ValueError with that place where it is not what it should be.
    """

    content: Mapping[str, Any]
    where: str = ""

    def items(self, key: str, kind: str) -> Iterator[Item]:
        """The objects of a list, each called a ``kind`` and its number; none where it is null."""
        found = self.content.get(key)
        if found is not None and not isinstance(found, list):
            raise self._wrong(key, found, "no list")
        for number, one in enumerate(found or (), 1):
            where = f"{self.where}, {kind} {number}" if self.where else f"{kind} {number}"
            if not isinstance(one, Mapping):
                raise ValueError(f"{where} is {_shown(one)}, no object")
            yield Item(one, where)

    def text(self, key: str) -> str:
        """A text on one line; a number is one. Empty where there is none."""
        found = self.content.get(key)
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            found = str(found)
        if found is not None and not isinstance(found, str):
            raise self._wrong(key, found, "no text")
        text = one_line(found or "")
        if any(0xD800 <= ord(letter) < 0xE000 for letter in text):
            raise self._wrong(key, text, "half a letter")
        return text

    def language(self, key: str) -> str | None:
        """A language's code without its country (``nl`` of ``nl-NL``); None where there is none."""
        found = self.content.get(key)
        if found is not None and not isinstance(found, str):
            raise self._wrong(key, found, "no language")
        return self.text(key).replace("_", "-").partition("-")[0].lower() or None

    def number(self, key: str) -> float | None:
        """A number, written as one or as text; None where there is none."""
        found = self.content.get(key)
        if found is None:
            return None
        try:
            number = float(found) if isinstance(found, (int, float, str)) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or isinstance(found, bool) or not isfinite(number):
            raise self._wrong(key, found, "no number")
        return number

    def probability(self, key: str) -> float:
        """A number from 0 to 1; 1 where there is none."""
        found = self.number(key)
        return 1.0 if found is None else min(1.0, max(0.0, found))

    def time(self, key: str) -> float | None:
        """A time from the start of the recording on, in the file's own unit; None for none."""
        found = self.number(key)
        if found is not None and found < 0:
            raise self._wrong(key, found, "before the recording begins")
        return found

    def span(self, start: str, end: str) -> tuple[float, float]:
        """Two times, of which the second is not before the first."""
        from_, to = self.time(start), self.time(end)
        if from_ is None or to is None:
            raise ValueError(f"{self.where} has no {start if from_ is None else end}")
        if to < from_:
            raise self._wrong(end, to, f"before its {start}, {from_:g}")
        return from_, to

    def _wrong(self, key: str, value: object, what: str) -> ValueError:
        place = f"{key} of {self.where}" if self.where else key
        return ValueError(f"{place} is {_shown(value)}, {what}")


def _shown(value: object) -> str:
    """A value as it may stand in a sentence: short, whatever it is."""
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
