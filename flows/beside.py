"""Which sidecars lie beside a recording, and what they tell together.

Every one counts, whatever the case of its ending: one of them may say that there is no consent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analysis.record import Facts
from flows.alike import composed
from flows.sidecar import FIELDS, SidecarError, read_facts

ENDINGS = (".json", ".yaml", ".yml")

Near = Mapping[Path, Sequence[Path]]
"""Sidecars of many recordings, as ``by_recording`` gives them."""

TRANSCRIPTS = ("segments", "Transcript")
"""Where the words are in the JSON of WhisperX and of Amazon Transcribe Call Analytics."""

_WORDS = re.compile(rb'"(?:%s)"\s*:\s*\[' % "|".join(TRANSCRIPTS).encode())

_READ = 1 << 20
"""Bytes read to tell a transcript from a sidecar: more than any sidecar has."""

_OF_A_PERSON = frozenset(FIELDS) - {"language"}
"""Fields that no transcript has: where one of them is, somebody tells something."""


def by_recording(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Files that end like sidecars, by what stands before that ending (``alike``)."""
    found: dict[Path, list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in ENDINGS:
            found.setdefault(alike(path.with_suffix("")), []).append(path)
    return found


def alike(path: Path) -> Path:
    """The path with the one form of its name that is written the same everywhere: what a Mac copied
    here has another form of ``é`` than what was made here, and nobody sees the difference."""
    return path.with_name(composed(path.name))


def beside(recording: Path, near: Near | None = None) -> list[Path]:
    """Files named like a sidecar of a recording (``a.json`` or ``a.wav.json``, the ending in any
    case), whatever is in them. ``near`` spares listing the folder again for every recording."""
    if near is None:
        near = by_recording(listed(recording.parent))
    names = dict.fromkeys(map(alike, (recording.with_suffix(""), recording)))
    found = [path for name in names for path in near.get(name, ())]
    return sorted(
        (path for path in found if path != recording and _is_file(path)),
        key=lambda path: (ENDINGS.index(path.suffix.lower()), len(path.name), path.name),
    )


def listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where that cannot be told."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    """Whether it may be a sidecar: a file, or a link to one that is not there."""
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:  # the folder around what it points to is shut
        return False


def _sidecars_of(recording: Path, near: Near | None = None) -> list[Path]:
    """The sidecars beside a recording. WhisperX writes its transcript under the same name: such a
    file tells nothing."""
    return [path for path in beside(recording, near) if not is_transcript(path)]


def sidecar_of(recording: Path) -> Path | None:
    """The first sidecar beside a recording, if there is one."""
    return next(iter(_sidecars_of(recording)), None)


def told_beside(recording: Path, max_kb: int, near: Near | None = None) -> Facts:
    """What the sidecars beside a recording tell together. No consent in one of them is no consent.
    Raises SidecarError, also where two of them contradict each other."""
    told: dict[str, tuple[Any, Path]] = {}
    refused, contradiction = False, None
    for sidecar in _sidecars_of(recording, near):
        facts = read_facts(sidecar, max_kb)
        refused = refused or facts.consent is False
        for field, value in asdict(facts).items():
            if value is None:
                continue
            before, source = told.setdefault(field, (value, sidecar))
            if before != value and contradiction is None:
                contradiction = (
                    f"its sidecars {source.name} and {sidecar.name} tell a different {field}: "
                    "keep one of the two"
                )
    if contradiction and not refused:
        raise SidecarError(contradiction)
    merged = {field: value for field, (value, _) in told.items()}
    return Facts(**merged | ({"consent": False} if refused else {}))


def is_transcript(path: Path) -> bool:
    """Whether another program wrote the words of a call here, and nobody any fact about it."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_READ)
        if not _WORDS.search(start):
            return False
        if len(start) == _READ:
            return True
        content = json.loads(start.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False  # it is said where its facts are read
    if not isinstance(content, Mapping) or content.keys() & _OF_A_PERSON:
        return False
    return any(isinstance(content.get(key), list) for key in TRANSCRIPTS)
