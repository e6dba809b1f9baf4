"""Names for files made aside, to be renamed into place: one for each writer, none left for long.

A writer that was killed leaves its file behind; the next one takes it away.
"""

from __future__ import annotations

import os
import threading
from functools import cache
from pathlib import Path

ENDING = ".aside"


def aside_of(path: Path) -> Path:
    """A name beside ``path`` that no other writer uses. Leftovers of dead writers are removed."""
    _sweep(path)
    return path.with_name(f".{path.name}.{writer()}.{threading.get_ident()}{ENDING}")


def writer() -> str:
    """Names this process in the names of its files: its number, and when it began. In a container
    every run has the same number, and the one that was killed is another one all the same."""
    return _named(os.getpid())


def writes_on(named: str) -> bool:
    """Whether the process of that name may still write; True for a name that is none."""
    number, _, began = named.partition("-")
    if not number.isdecimal():
        return True
    return alive(int(number)) and began in ("", _began(int(number)))


@cache
def _named(process: int) -> str:
    return f"{process}-{began}" if (began := _began(process)) else str(process)


def _began(process: int) -> str:
    """When a process began, as Linux counts; empty where nobody can say."""
    try:
        about = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return about.rpartition(")")[2].split()[19]


def _sweep(path: Path) -> None:
    prefix = f".{path.name}."
    for left in path.parent.iterdir() if path.parent.is_dir() else ():
        ours = left.name.startswith(prefix) and ENDING in left.name
        if ours and not writes_on(left.name.removeprefix(prefix).partition(".")[0]):
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
