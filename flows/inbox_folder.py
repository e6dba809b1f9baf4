"""What lies in the inbox's folder: everything in it, and of that what may be recordings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.places import is_remote


def listed(folder: Path, data: Path | None) -> list[Path]:
    """Files and folders in a fixed order; hidden ones and callprobe's own are left out."""
    own = _within(folder, data) if data is not None else None
    return [
        path
        for path in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not (own and path.is_relative_to(own))
    ]


def _within(folder: Path, data: Path) -> Path | None:
    """Callprobe's own folder as the inbox has it, if it lies there: it holds sound to be played."""
    if is_remote(folder) or is_remote(data):
        return None
    inbox, own = folder.resolve(), data.resolve()
    own = own / "review" if own == inbox else own
    return folder / own.relative_to(inbox) if own.is_relative_to(inbox) else None


def candidates(paths: Sequence[Path], extensions: Sequence[str]) -> Iterator[Path]:
    """Files (and folders) named like recordings, and folders in which nobody can look."""
    endings = set(extensions)
    for path in paths:
        if path.suffix.lower() in endings or (not is_remote(path) and _is_shut_folder(path)):
            yield path


def is_shut(folder: Path) -> bool:
    """Whether this user may not look into ``folder``."""
    return not os.access(folder, os.R_OK | os.X_OK)


def _is_shut_folder(path: Path) -> bool:
    try:
        return path.is_dir() and is_shut(path)
    except OSError:  # the folder around it is shut, and is said to be
        return False
