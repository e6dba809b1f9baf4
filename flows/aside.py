"""Names for files made aside, to be renamed into place: one for each writer, none left for long.

A writer that was killed leaves its file behind; the next one takes it away.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

ENDING = ".aside"


def aside_of(path: Path) -> Path:
    """A name beside ``path`` that no other writer uses. Leftovers of dead writers are removed."""
    _sweep(path)
    return path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{ENDING}")


def _sweep(path: Path) -> None:
    prefix = f".{path.name}."
    for left in path.parent.iterdir() if path.parent.is_dir() else ():
        if left.name.startswith(prefix) and ENDING in left.name:
            writer = left.name.removeprefix(prefix).partition(".")[0]
            if writer.isdecimal() and not alive(int(writer)):
                left.unlink(missing_ok=True)


def alive(process: int) -> bool:
    """Whether a process of this machine still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and alive
        return True
    return True
