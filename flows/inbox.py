"""The inbox: which recordings are there, whole, told apart by content, with what is known of them.

Files are never moved, renamed or deleted: the inbox belongs to whoever fills it.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.record import Facts, fingerprint
from flows.files import content_hash
from flows.settings import InboxSettings
from flows.sidecar import SidecarError, read_facts, sidecar_of

ID_LENGTH = 16
"""Hex digits of the content's hash that name a call: no two in 10 million calls alike by chance."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole recording of ``size`` bytes. ``name`` is its path inside the inbox; ``state`` changes
    when the file or its sidecar does, ``facts_hash`` when the facts do."""

    path: Path
    name: str
    call_id: str
    facts: Facts
    state: str
    size: int

    @property
    def facts_hash(self) -> str:
        return fingerprint(asdict(self.facts))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that can be seen to be no recording to measure, without listening to it."""

    name: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What a look at the inbox found. ``growing`` are files that may still be being copied,
    ``copies`` names of files with the content of another one."""

    recordings: tuple[Recording, ...]
    refused: tuple[Refused, ...]
    growing: tuple[str, ...]
    copies: tuple[str, ...]
    hashes: dict[str, dict[str, str]]


class InboxError(Exception):
    """The inbox itself cannot be looked into."""


def look(folder: Path, settings: InboxSettings, known: Mapping[str, Any]) -> Inbox:
    """Everything in the inbox now. Raises InboxError.

    ``known`` are the ``hashes`` of an earlier look: a file that did not change is not read again.
    """
    if not folder.is_dir():
        raise InboxError(
            f"there is no inbox {folder}: make that folder and drop recordings in it, "
            "or name another one with --inbox"
        )
    found: dict[str, Recording] = {}
    refused: list[Refused] = []
    growing: list[str] = []
    copies: list[str] = []
    hashes: dict[str, dict[str, str]] = {}
    for path in _candidates(folder, settings):
        name = path.relative_to(folder).as_posix()
        state = _state(path)
        if _is_growing(path, settings.whole_after_s):
            growing.append(name)
            continue
        item = _identified(path, name, state, settings, known.get(name, {}))
        if isinstance(item, Refused):
            refused.append(item)
            continue
        hashes[name] = {"state": _state(path, alone=True), "id": item.call_id}
        other = found.setdefault(item.call_id, item)
        if other is not item:
            kept, copy = (item, other) if _tells_more(item, other) else (other, item)
            found[item.call_id] = kept
            copies.append(copy.name)
    return Inbox(tuple(found.values()), tuple(refused), tuple(growing), tuple(copies), hashes)


def _candidates(folder: Path, settings: InboxSettings) -> Iterator[Path]:
    """Files (and folders) named like recordings, in a fixed order, hidden ones left out."""
    endings = set(settings.extensions)
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in endings:
            yield path


def _identified(
    path: Path, name: str, state: str, settings: InboxSettings, known: Mapping[str, str]
) -> Recording | Refused:
    """The recording with its identity and facts, or why it is none."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "no ordinary file"
            return Refused(name, f"{path.name} is {kind}, not a recording", state)
        if about.st_size == 0:
            return Refused(
                name, f"{path.name} is empty (0 bytes); copy it to the inbox again", state
            )
        unchanged = known.get("state") == _state(path, alone=True)
        call_id = known["id"] if unchanged else content_hash(path)[:ID_LENGTH]
    except OSError as error:
        return Refused(name, f"{path.name} cannot be read ({_plain(error)})", state)
    try:
        sidecar = sidecar_of(path)
        facts = read_facts(sidecar, settings.sidecar_max_kb) if sidecar else Facts()
    except SidecarError as error:
        return Refused(name, str(error), state)
    if facts.consent is False:
        return Refused(name, f"{path.name} is not listened to: consent was not given", state)
    return Recording(path, name, call_id, facts, state, about.st_size)


def _is_growing(path: Path, whole_after_s: float) -> bool:
    """Whether the file changed so lately that it may not be whole.

    The time of change (ctime) counts too: a copy that keeps the time of writing cannot set it.
    """
    try:
        about = path.stat()
    except OSError:
        return False
    if not stat.S_ISREG(about.st_mode):
        return False
    changed = max(about.st_mtime, about.st_ctime)
    return whole_after_s > 0 and time.time() - changed < whole_after_s


def _state(path: Path, *, alone: bool = False) -> str:
    """Size and time of writing of a file, and of its sidecar unless ``alone``."""
    parts = []
    for item in (path, None if alone else sidecar_of(path)):
        try:
            about = item.stat() if item else None
        except OSError:
            about = None
        parts.append(f"{about.st_size}@{about.st_mtime_ns}" if about else "-")
    return " ".join(parts)


def _tells_more(item: Recording, other: Recording) -> bool:
    """Of two files with the same content, the one with a sidecar is taken."""
    return item.facts != Facts() and other.facts == Facts()


def _plain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
