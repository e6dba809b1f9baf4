"""The inbox: which recordings are there, whole, told apart by content, with what is known of them.

Files are never moved, renamed or deleted: the inbox belongs to whoever fills it.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from analysis.record import Facts, fingerprint
from flows.beside import Near, beside, by_recording, told_beside
from flows.files import content_hash
from flows.inbox_folder import candidates, is_shut, listed
from flows.linked import linked_in
from flows.manifest import Manifest, manifest_in, read_manifest
from flows.misnamed import misnamed
from flows.names import facts_in_name
from flows.places import is_remote, look_again
from flows.settings import InboxSettings
from flows.sidecar import SidecarError
from flows.whole import is_growing, state_of

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
        """Names what is told about the call."""
        return fingerprint(asdict(self.facts))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that can be seen to be no recording to measure, without listening to it.
    ``call_id`` is known where only what is told about it keeps it from being measured, ``facts``
    where consent is what is missing."""

    name: str
    reason: str
    state: str
    call_id: str | None = None
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """What a look at the inbox found. ``growing`` are files that may still be being copied,
    ``others`` those with the content of another one; ``disputed`` are the names of two of which
    different things are told, the one that counts first; ``linked`` are subfolders that are links,
    in which nobody looks. ``hashes`` are, by name, what each file looked like and the id that its
    content gives the call: another look takes them for known."""

    recordings: tuple[Recording, ...]
    refused: tuple[Refused, ...]
    growing: tuple[str, ...]
    others: tuple[Recording, ...]
    disputed: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    hashes: dict[str, dict[str, str]]

    @property
    def copies(self) -> tuple[str, ...]:
        """The names of ``others``."""
        return tuple(item.name for item in self.others)

    @property
    def items(self) -> tuple[Recording | Refused, ...]:
        """Every recording, copies and what is refused included."""
        return (*self.recordings, *self.others, *self.refused)


class InboxError(Exception):
    """The inbox itself cannot be looked into."""


def look(
    folder: Path, settings: InboxSettings, known: Mapping[str, Any], data: Path | None = None
) -> Inbox:
    """Everything in the inbox now. Raises InboxError.

    ``known`` are the ``hashes`` of an earlier look: a file that did not change is not read again.
    ``data`` is callprobe's own folder: if it lies in the inbox, what is in it is no recording.
    """
    look_again(folder)
    if not is_remote(folder):  # object storage knows no empty folder
        _check(folder)
    paths = listed(folder, data)
    table = manifest_in(folder, settings.manifest, paths)
    manifest = read_manifest(table, settings.manifest_max_kb)
    near = by_recording(paths)
    named = {
        path.relative_to(folder).as_posix(): path for path in candidates(paths, settings.extensions)
    }
    called_otherwise = misnamed(named, manifest, table, paths)
    items: list[Recording | Refused] = []
    growing: list[str] = []
    hashes: dict[str, dict[str, str]] = {}
    for name, path in named.items():
        # Facts that are still being written might say that there is no consent: wait for them too.
        unsure: list[Path | None] = [*beside(path, near), table]
        if known.get(name, {}).get("state") != state_of(path):
            unsure.append(path)  # else it was seen to be whole, and has not changed
        if any(is_growing(item, settings.whole_after_s) for item in unsure):
            growing.append(name)
            continue
        item = _identified(path, name, settings, manifest, near, known.get(name, {}))
        if isinstance(item, Recording) and name in called_otherwise:
            why, state = called_otherwise[name], f"{item.state} called otherwise"
            item = Refused(name, why, state, item.call_id)
        if item.call_id:
            hashes[name] = {"state": state_of(path), "id": item.call_id}
        items.append(item)
    return _told_apart(items, growing, linked_in(folder, paths, named), hashes)


def _told_apart(
    items: Sequence[Recording | Refused],
    growing: Sequence[str],
    linked: tuple[str, ...],
    hashes: dict[str, dict[str, str]],
) -> Inbox:
    """The ``items`` with one recording of each content, and without those that may not be listened
    to, or of a copy of which something is told that cannot be used."""
    refused = [item for item in items if isinstance(item, Refused)]
    found, others = _one_of_each([item for item in items if isinstance(item, Recording)])
    wrong = {item.call_id: item for item in refused if item.call_id}
    doubted = [item for item in found.values() if item.call_id in wrong]
    refused += (_with_wrong_copy(item, wrong[item.call_id]) for item in doubted)
    sure = [item for item in found.values() if item.call_id not in wrong]
    recordings = tuple(item for item in sure if item.facts.consent is not False)
    refused += (_without_consent(item) for item in sure if item.facts.consent is False)
    disputed = tuple(
        (found[copy.call_id].name, copy.name)
        for copy in others
        if copy.facts != Facts() and _differ(copy.facts, found[copy.call_id].facts)
    )
    return Inbox(
        recordings, tuple(refused), tuple(growing), tuple(others), disputed, linked, hashes
    )


def _one_of_each(
    recordings: Sequence[Recording],
) -> tuple[dict[str, Recording], list[Recording]]:
    """Of each content the recording of which most is told, by its id; and the other copies."""
    found: dict[str, Recording] = {}
    others: list[Recording] = []
    for item in recordings:
        other = found.setdefault(item.call_id, item)
        if other is item:
            continue
        kept, copy = (item, other) if _tells_more(item, other) else (other, item)
        if copy.facts.consent is False:  # whoever refused did so for every copy
            kept = replace(kept, facts=replace(kept.facts, consent=False))
        found[item.call_id] = kept
        others.append(copy)
    return found, others


def _without_consent(item: Recording) -> Refused:
    reason = f"{item.path.name} is not listened to: consent was not given"
    return Refused(item.name, reason, item.state, item.call_id, item.facts)


def _with_wrong_copy(item: Recording, wrong: Refused) -> Refused:
    """What is told of a copy, and cannot be used, may be that there is no consent."""
    same = f"{item.path.name} is the same recording as {wrong.name}, of which"
    said = f"{same} something is told that cannot be used: {wrong.reason}"
    return Refused(item.name, said, f"{item.state} {wrong.state}", item.call_id)


def _tells_more(item: Recording, other: Recording) -> bool:
    """Of two files with the same content, the one with a sidecar is taken."""
    return item.facts != Facts() and other.facts == Facts()


def _differ(one: Facts, other: Facts) -> bool:
    """Whether different things are told; no consent is no consent for both."""
    return replace(one, consent=None) != replace(other, consent=None)


def _check(folder: Path) -> None:
    """Raises InboxError where the inbox is not there, or may not be read."""
    try:
        there = folder.is_dir()
    except OSError:  # a folder around it is shut
        there = True
    if not there and folder.exists():
        raise InboxError(f"the inbox {folder} is no folder: name one with --inbox")
    if not there:
        raise InboxError(
            f"there is no inbox {folder}: make that folder and drop recordings in it, "
            "or name another one with --inbox"
        )
    if is_shut(folder):
        raise InboxError(f"the inbox {folder} may not be read: give this user the right to")


def _identified(
    path: Path,
    name: str,
    settings: InboxSettings,
    manifest: Manifest,
    near: Near,
    known: Mapping[str, str],
) -> Recording | Refused:
    """The recording with its identity and facts, or why it is none."""
    state = state_of(path, *(beside(path, near) or (None,)))
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode) and is_shut(path):
            said = f"{name} is a folder that may not be read: give this user the right to"
            return Refused(name, said, state)
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "no ordinary file"
            return Refused(
                name, f"{path.name} is {kind}, not a recording: rename or move it", state
            )
        if about.st_size == 0:
            return Refused(
                name, f"{path.name} is empty (0 bytes); copy it to the inbox again", state
            )
        unchanged = known.get("state") == state_of(path)
        call_id = known["id"] if unchanged else content_hash(path)[:ID_LENGTH]
    except OSError as error:
        then = "copy it to the inbox again"
        if isinstance(error, PermissionError):
            then = "give this user the right to"
        return Refused(name, f"{path.name} cannot be read ({_plain(error)}): {then}", state)
    try:
        facts = _facts(path, name, settings, manifest, near)
    except SidecarError as error:
        return Refused(name, str(error), state, call_id)
    # What the manifest and the name tell counts too: new facts are a reason to try again.
    state = f"{state} {fingerprint(asdict(facts))}"
    return Recording(path, name, call_id, facts, state, about.st_size)


def _facts(path: Path, name: str, settings: InboxSettings, manifest: Manifest, near: Near) -> Facts:
    """What is told about a recording, field by field: by its sidecars, else by the manifest, else
    by its name. No consent anywhere is no consent. Raises SidecarError."""
    told = [
        told_beside(path, settings.sidecar_max_kb, near),
        manifest.about(name),
        facts_in_name(path, settings.name_patterns),
    ]
    merged: dict[str, Any] = {}
    for facts in told:
        merged |= {k: v for k, v in asdict(facts).items() if merged.get(k) is None}
    refused = any(facts.consent is False for facts in told)
    return Facts(**merged | ({"consent": False} if refused else {}))


def _plain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
