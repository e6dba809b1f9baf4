"""How long a file says it is, if it does.

Some formats have no place to say it. FFmpeg then guesses from the size of the file and the bit rate
of its first second, and a call that begins with the silence of a line is "hours" long.
"""

from __future__ import annotations

from typing import Any

_GUESSED = frozenset({"aac", "amr", "amrnb", "amrwb", "gsm", "mp3"})


def announced(container: Any) -> float | None:
    """Seconds from the start to the last end of any stream of an open ``container``; None where
    it does not say."""
    microseconds = container.duration
    known = microseconds and container.format.name not in _GUESSED
    return float(microseconds) / 1e6 if known else None
