"""What a WAV file says of its length, held against what there is of it.

FFmpeg takes the length of a WAV from the size of the file, so that one cut off while it was
copied looks whole to it. The header, written by whoever recorded the call, knows better; unless it
was written before the call was over and never again, so that more sound follows than it says.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_UNKNOWN_FROM = 0x7FFF_0000
"""Recorders that could not go back to the header leave a size near 2 or 4 GiB in it."""
_MOST_CHUNKS = 64
"""No recorder writes so many: behind them nothing is looked for."""


@dataclass(frozen=True, slots=True)
class Length:
    """``lacks``: the share of the sound promised that is not there (0-1); ``goes_on``: whether
    there is more sound than was promised."""

    lacks: float = 0.0
    goes_on: bool = False


def length(path: Path) -> Length:
    """Told by bytes, which no wrong rate in the header changes. Of a file that is no WAV, or whose
    header does not know its length, nothing. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
            return Length()
        whole = os.fstat(file.fileno()).st_size
        for name, size in _chunks(file, whole):
            if name == b"data":
                if not 0 < size < _UNKNOWN_FROM:
                    return Length()
                there = whole - file.tell()
                if there < size:
                    return Length(lacks=1 - there / size)
                file.seek(size + size % 2, os.SEEK_CUR)
                return Length(goes_on=not _ends_in_chunks(file, whole))
    return Length()


def _chunks(file: BinaryIO, whole: int) -> Iterator[tuple[bytes, int]]:
    """Name and size of each chunk, the file being at its content."""
    at = file.tell()
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        chunk = file.read(8)
        if len(chunk) < 8:
            return
        name, size = struct.unpack("<4sI", chunk)
        yield name, size
        at += 8 + size + size % 2


def _ends_in_chunks(file: BinaryIO, whole: int) -> bool:
    """Whether what is left of the file is chunks with a name each, or too little to be any."""
    for name, size in _chunks(file, whole):
        if not all(32 <= letter < 127 for letter in name) or size > whole - file.tell() + 1:
            return False
    return True
