"""How much of an MP3 is there: most encoders note in its first frame how many bytes they wrote."""

from __future__ import annotations

import os
import struct
from functools import reduce
from pathlib import Path

_BYTES_AT = {b"Xing": 8, b"Info": 8, b"VBRI": 10}
"""The first words of such a note, and where behind them the bytes stand ..."""
_HAS_BYTES = 0x2
_HAS_FRAMES = 0x1
_FRAMES = 4
"""... where the count of frames comes before them, and flags say whether either is there."""
_FIRST_FRAME = 4096
"""Bytes of sound that surely hold the first frame, with the note in it."""
_TAG = 10
"""Bytes of the head of an ID3 tag, of which a file may have several before its sound."""


def lacks(path: Path) -> float:
    """The share (0-1) of the bytes noted that are not there; 0 where nothing is noted, or for
    another file. Raises OSError."""
    with path.open("rb") as file:
        begin = 0
        while (head := file.read(_TAG))[:3] == b"ID3" and len(head) == _TAG:
            begin += _TAG + reduce(lambda size, byte: size << 7 | byte & 0x7F, head[6:], 0)
            file.seek(begin)
        start = head + file.read(_FIRST_FRAME)
        there = os.fstat(file.fileno()).st_size - begin
    noted = _noted(start) if start[:1] == b"\xff" else 0
    return max(0.0, 1 - there / noted) if noted else 0.0


def _noted(start: bytes) -> int:
    name = next((name for name in _BYTES_AT if name in start), None)
    if name is None:
        return 0
    at = start.index(name)
    place = at + _BYTES_AT[name]
    if name != b"VBRI":
        flags = int.from_bytes(start[at + 4 : at + 8], "big")
        if not flags & _HAS_BYTES:
            return 0
        place += _FRAMES if flags & _HAS_FRAMES else 0
    return int(struct.unpack(">I", start[place : place + 4])[0]) if len(start) >= place + 4 else 0
