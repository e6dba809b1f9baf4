"""What the file is called that a call is written to for other tools."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from flows.alike import comparable
from flows.files import LONGEST_NAME, size_of
from flows.named import Named

LETTERS = 8
"""So many letters of an id tell one call from another of the same name."""


def file_name(call: Named, calls: Iterable[Named], ending: str) -> str:
    """The recording's name without its ending, as players look for subtitles; with it where another
    of the ``calls`` may be written under the first (``c1.flac`` beside ``c1.wav``), and with the
    beginning of the id where that is another's too. Neither order nor what was written before
    counts: a call has the same name each time. Some file systems take ``C1`` and ``c1`` for one.
    What would be longer than any takes is cut, and has the beginning of the id."""
    others = {
        comparable(name)
        for other in calls
        if other.id != call.id
        for name in (PurePath(other.recording).stem, PurePath(other.recording).name)
    }
    whole = PurePath(call.recording)
    begins = (call.id or "")[:LETTERS]
    free = [name for name in (whole.stem, whole.name) if comparable(name) not in others]
    names = (f"{name}.{ending}" for name in (*free, f"{whole.name}-{begins}"))
    shortened = f"{_cut(whole.stem, LONGEST_NAME - LETTERS - len(ending) - 2)}-{begins}.{ending}"
    return next((name for name in names if size_of(name) <= LONGEST_NAME), shortened)


def _cut(name: str, size: int) -> str:
    """The beginning of a name, of so many bytes at most."""
    return name.encode("utf-8", "surrogateescape")[:size].decode("utf-8", "ignore")
