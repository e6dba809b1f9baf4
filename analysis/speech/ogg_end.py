"""Whether an Ogg file (Opus, Vorbis) has its end.

FFmpeg takes the last page it finds for the end, so that a file cut off while it was copied looks
whole to it. The last page of a whole one says that it is the last (RFC 3533, section 6).
"""

from __future__ import annotations

from pathlib import Path

_PAGE = b"OggS"
_HEADER = 27
"""Bytes of a page before the sizes of its segments (RFC 3533)."""
_LAST = 0x04
"""The flag of a page that ends a stream."""
_TAIL = 3 * 65_536
"""More than the largest page has (65,307 bytes)."""


def breaks_off(path: Path) -> bool:
    """True for an Ogg file whose last page is cut or is not marked as the last. Raises OSError."""
    with path.open("rb") as file:
        if file.read(4) != _PAGE:
            return False
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    at = tail.rfind(_PAGE)
    if at < 0 or len(tail) < at + _HEADER:
        return True
    segments = tail[at + 26]
    table = tail[at + _HEADER : at + _HEADER + segments]
    whole = len(tail) >= at + _HEADER + segments + sum(table)
    return not (whole and tail[at + 5] & _LAST)
