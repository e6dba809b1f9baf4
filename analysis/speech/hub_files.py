"""A file as the hub has it, and whether one on this machine is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class OnHub:
    """``size`` in bytes; ``is_at`` tells whether a file is the same, and raises OSError."""

    name: str
    size: int
    is_at: Callable[[Path], bool]


def on_hub(item: Any) -> OnHub:
    """A file of the hub's own listing."""
    return OnHub(item.path, item.size, _test(item))


def _test(item: Any) -> Callable[[Path], bool]:
    """Large files are told by their SHA-256, small ones by git's own hash."""
    if item.lfs is not None:
        expected = str(item.lfs.sha256)
        return lambda path: _sha256(path) == expected
    blob = str(item.blob_id)
    return lambda path: _git_hash(path) == blob


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git_hash(path: Path) -> str:
    content = path.read_bytes()
    return hashlib.sha1(  # noqa: S324 -- it is what git names a file by
        b"blob %d\0" % len(content) + content
    ).hexdigest()
