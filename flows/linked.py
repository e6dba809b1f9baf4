"""Subfolders of the inbox that are links. A link may lead round in a circle, or out of the inbox,
where nothing is deleted: none is followed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from flows.places import is_remote


def linked_in(folder: Path, paths: Iterable[Path], recordings: Collection[str]) -> tuple[str, ...]:
    """The names of those among ``paths``; what is called like one of the ``recordings`` is refused
    as such."""
    if is_remote(folder):
        return ()
    names = ((path, path.relative_to(folder).as_posix()) for path in paths)
    return tuple(name for path, name in names if name not in recordings and _is_linked(path))


def _is_linked(path: Path) -> bool:
    try:
        return path.is_symlink() and path.is_dir()
    except OSError:  # the folder around what it points to is shut
        return False
