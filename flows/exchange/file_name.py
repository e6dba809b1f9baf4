"""What the file is called that a call is written to for other tools."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from flows.alike import comparable
from flows.named import Named

LETTERS = 8
"""So many letters of an id tell one call from another of the same name."""


def file_name(call: Named, calls: Iterable[Named], ending: str) -> str:
    """The recording's name without its ending, as players look for subtitles; with it where another
    of the ``calls`` may be written under the first (``c1.flac`` beside ``c1.wav``), and with the
    beginning of the id where that is another's too. Neither order nor what was written before
    counts: a call has the same name each time. Some file systems take ``C1`` and ``c1`` for one."""
    others = {
        comparable(name)
        for other in calls
        if other.id != call.id
        for name in (PurePath(other.recording).stem, PurePath(other.recording).name)
    }
    whole = PurePath(call.recording)
    free = (name for name in (whole.stem, whole.name) if comparable(name) not in others)
    with_id = f"{whole.name}-{(call.id or '')[:LETTERS]}"
    return f"{next(free, with_id)}.{ending}"
