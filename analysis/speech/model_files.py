"""A model's files and their hashes: written down when it is fetched, checked before it is loaded.

The list is ``SHA256SUMS`` in the model's folder, in the form of coreutils, so that anybody can
check it too: ``sha256sum -c SHA256SUMS``. A checkpoint of pyannote is a pickle, which may run
anything when it is loaded; so it is not loaded when it is not the one that was fetched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.speech.errors import ModelDamaged

SUMS = "SHA256SUMS"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Hashes:
    """``whole`` names the model in records: 16 hex digits over the names and bytes of all its
    files. ``files`` is each file's SHA-256 by its path inside the folder; ``size`` in bytes."""

    whole: str
    files: dict[str, str]
    size: int


def model_files(folder: Path) -> Iterator[Path]:
    """The files of a model, in order: not its list of hashes, nothing hidden."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inside = path.relative_to(folder)
        if inside.name != SUMS and not any(part.startswith(".") for part in inside.parts):
            yield path


@cache
def hashes(folder: Path) -> Hashes:
    """Every file read once. Raises OSError."""
    together = hashlib.sha256()
    files: dict[str, str] = {}
    size = 0
    for path in model_files(folder):
        name = path.relative_to(folder).as_posix()
        alone = hashlib.sha256()
        together.update(name.encode())
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                together.update(block)
                alone.update(block)
                size += len(block)
        files[name] = alone.hexdigest()
    return Hashes(together.hexdigest()[:16], files, size)


def write_sums(folder: Path) -> dict[str, str]:
    """Note the hashes of the files in ``folder``. Raises OSError."""
    hashes.cache_clear()
    files = hashes(folder).files
    made = folder / f".{SUMS}"
    with made.open("w", encoding="utf-8") as file:
        file.writelines(f"{digest}  {name}\n" for name, digest in files.items())
        file.flush()
        os.fsync(file.fileno())  # a list that is empty after a power cut tells nothing
    os.replace(made, folder / SUMS)
    return files


def noted(folder: Path) -> dict[str, str] | None:
    """The hashes noted of ``folder``, by file; None where nobody noted any. Raises OSError,
    ModelDamaged."""
    path = folder / SUMS
    if not path.is_file():
        return None
    files: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition(" ")
        if len(digest) != 64 or not name.strip():
            raise ModelDamaged(f"{path} is no list of hashes")
        files[name.strip().removeprefix("*")] = digest.lower()
    return files


def check(folder: Path, remedy: str) -> bool:
    """Whether the files are known to be those that were fetched: False where no hashes are noted.

    Raises ModelDamaged naming the file that is another one, is gone, or is not on the list, and
    saying ``remedy``: what brings the model back.
    """
    try:
        expected = noted(folder)
    except ModelDamaged as error:
        raise ModelDamaged(f"{error}; {remedy}") from error
    if expected is None:
        return False
    if not expected:
        raise ModelDamaged(f"{folder / SUMS} names none of the model's files; {remedy}")
    found = hashes(folder).files
    wrong = difference(expected, found)
    if wrong is not None:
        what = "is not the file that was fetched" if wrong in found else "is gone"
        raise ModelDamaged(f"{folder / wrong} {what}; {remedy}")
    extra = difference(found, expected)
    if extra is not None:  # the list was cut short, or somebody laid code beside the model
        raise ModelDamaged(
            f"{folder / extra} is not named in {SUMS}: if it is no part of the model, move it "
            f"out; if it is, {remedy}"
        )
    return True


def difference(expected: Mapping[str, str], found: Mapping[str, str]) -> str | None:
    """The first file of ``expected`` that is missing or has another hash."""
    return next((name for name in sorted(expected) if found.get(name) != expected[name]), None)
