"""Writing files so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from flows.aside import writer, writes_on
from flows.places import is_remote

TEMPORARY = ".tmp"
"""Ending of a file that is being written. Nobody reads such files; a later write replaces them."""

LONGEST_NAME = 255
"""So many bytes has the longest name that file systems take."""

CHUNK = 1 << 20


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary name in the same folder, flush to the disk, rename.

    Object storage shows a file only once it is whole: there it is simply put.
    Raises OSError (disk full, read-only folder); then nothing half-written stays behind.
    """
    if is_remote(path):
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(_temporary(path.name))
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _temporary(name: str) -> str:
    """What a file is called while it is written. Where that would be longer than file systems
    take, a hash stands for its name."""
    ending = f".{writer()}{TEMPORARY}"
    fits = 1 + size_of(name) + size_of(ending) <= LONGEST_NAME
    return f".{name if fits else text_hash(name)}{ending}"


def size_of(name: str) -> int:
    """A file name's bytes, as file systems count them."""
    return len(name.encode("utf-8", "surrogateescape"))


def sweep(folder: Path, name: str = "*") -> None:
    """Take away what killed writers left half-written in ``folder`` and its direct subfolders, of
    files that are called ``name``. It may hold a person's words, and nobody would find it to erase
    it. Raises OSError."""
    if is_remote(folder) or not folder.is_dir():
        return
    for place in (folder, *(item for item in folder.iterdir() if item.is_dir())):
        for left in place.glob(f".{name}.*{TEMPORARY}"):
            if not writes_on(left.name.removesuffix(TEMPORARY).rpartition(".")[2]):
                left.unlink(missing_ok=True)


def content_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def text_hash(text: str) -> str:
    """A short hash of a text, for the name of a file about it."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def printable(name: str) -> str:
    """A file name that can be written anywhere: bytes that are no text become question marks,
    line breaks and other control characters become spaces."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else " " for character in text)


def quoted(text: str) -> str:
    """A text as one value of a log line: printable, in double quotes, quotes in it escaped."""
    return json.dumps(printable(text), ensure_ascii=False)


def _flush_folder(folder: Path) -> None:
    """A rename is only safe once the folder itself is on the disk (not asked of Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
