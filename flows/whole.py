"""Whether a file is whole, and whether it is still the one that was seen before."""

from __future__ import annotations

import stat
import time
from pathlib import Path


def is_growing(path: Path | None, whole_after_s: float) -> bool:
    """Whether the file changed so lately that it may not be whole.

    The time of change (ctime) counts too: a copy that keeps the time of writing cannot set it. A
    time of writing that is still to come (a recorder's clock is wrong) says nothing.
    """
    try:
        about = path.stat() if path else None
    except OSError:
        return False
    if about is None:
        return False
    if not stat.S_ISREG(about.st_mode):
        return False
    now = time.time()
    written = about.st_mtime if about.st_mtime <= now else about.st_ctime
    return whole_after_s > 0 and now - max(written, about.st_ctime) < whole_after_s


def state_of(*paths: Path | None) -> str:
    """Size and time of writing of each file."""
    parts = []
    for item in paths:
        try:
            about = item.stat() if item else None
        except OSError:
            about = None
        parts.append(f"{about.st_size}@{about.st_mtime_ns}" if about else "-")
    return " ".join(parts)
