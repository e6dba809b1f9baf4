"""How long a WAV file says it is.

FFmpeg takes the length of a WAV from the size of the file, so that one cut off while it was
copied looks whole to it. The header, written by whoever recorded the call, knows better.
"""

from __future__ import annotations

import struct
from pathlib import Path

_UNKNOWN_FROM = 0x7FFF_0000
"""Recorders that could not go back to the header leave a size near 2 or 4 GiB in it."""
_MOST_CHUNKS = 64


def announced_seconds(path: Path) -> float | None:
    """Seconds of sound the header of a WAV promises; None for other files, or where unknown."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
            return None
        bytes_per_s = 0
        for _ in range(_MOST_CHUNKS):
            chunk = file.read(8)
            if len(chunk) < 8:
                return None
            name, size = struct.unpack("<4sI", chunk)
            if name == b"data":
                known = bytes_per_s > 0 and 0 < size < _UNKNOWN_FROM
                return size / bytes_per_s if known else None
            if name == b"fmt ":
                body = file.read(size)
                bytes_per_s = struct.unpack("<I", body[8:12])[0] if len(body) >= 12 else 0
                file.seek(size % 2, 1)
            else:
                file.seek(size + size % 2, 1)
    return None
