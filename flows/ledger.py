"""What is under way and what was set aside: one small file each, beside the records.

Not what is done: that is known from the records. Losing all of this costs a second look at the
inbox and nothing else.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from socket import gethostname
from typing import Any, TypeVar

from flows.aside import alive
from flows.files import printable, text_hash, write_whole


@dataclass(frozen=True, slots=True)
class SetAside:
    """A recording that could not be measured. ``recording`` is its path inside the inbox,
    ``state`` what the file and its sidecar looked like: when that changes it is tried again."""

    recording: str
    reason: str
    state: str

    @property
    def sentence(self) -> str:
        """The reason, with the recording's path inside the inbox where it does not say which it is
        itself: many folders may have a recording of one name."""
        reason, path = printable(self.reason), printable(self.recording)
        name = printable(Path(self.recording).name)
        if reason.startswith(f"{name} "):
            return f"{path}{reason.removeprefix(name)}"
        return (
            reason if re.search(rf"(?<!\S){re.escape(path)}(?!\S)", reason) else f"{path}: {reason}"
        )


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A recording that process ``pid`` of ``machine`` works on, for the ``attempts``-th time."""

    recording: str
    call_id: str
    machine: str
    pid: int
    attempts: int

    @property
    def alive(self) -> bool:
        """Whether that process still runs; if not, the work was interrupted. Of another machine
        only Prefect knows."""
        return self.machine != gethostname() or alive(self.pid)


Entry = TypeVar("Entry", SetAside, UnderWay)


class BusyError(Exception):
    """Another run is at work in the same data folder."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lists below ``kept``, which is ``data`` itself unless told; what only this machine needs
    to know (the lock, what a look found out) lies in ``data``."""

    data: Path
    kept: Path | None = None

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where the lists lie."""
        return self._aside, self._notes

    def set_aside(self) -> dict[str, SetAside]:
        """What was set aside, by path inside the inbox."""
        entries = (_entry(SetAside, path) for path in sorted(self._aside.glob("[!.]*.json")))
        return {entry.recording: entry for entry in entries if entry}

    def put_aside(self, entry: SetAside) -> None:
        """Note that a recording is set aside, in place of what was noted of it. Raises OSError."""
        write_whole(self._aside / f"{text_hash(entry.recording)}.json", _json(asdict(entry)))

    def take_back(self, recording: str) -> None:
        """The recording is set aside no longer."""
        (self._aside / f"{text_hash(recording)}.json").unlink(missing_ok=True)

    def under_way(self) -> list[UnderWay]:
        """What is worked on, or was when its process ended."""
        entries = (_entry(UnderWay, path) for path in sorted(self._under_way.glob("[!.]*.json")))
        return [entry for entry in entries if entry]

    def begun(self) -> frozenset[str]:
        """Ids of the calls on which work has begun without coming to an end."""
        return frozenset(path.stem for path in self._under_way.glob("[!.]*.json"))

    def begin(self, recording: str, call_id: str) -> int:
        """Note that work on a call begins; how often it has begun without coming to an end."""
        before = _entry(UnderWay, self._under_way / f"{call_id}.json")
        attempts = (before.attempts if before else 0) + 1
        entry = UnderWay(recording, call_id, gethostname(), os.getpid(), attempts)
        write_whole(self._under_way / f"{call_id}.json", _json(asdict(entry)))
        return attempts

    def end(self, call_id: str) -> None:
        """Work on a call came to an end, good or bad."""
        (self._under_way / f"{call_id}.json").unlink(missing_ok=True)

    def seen(self) -> dict[str, Any]:
        """What earlier looks at the inbox found out, to spare reading every file again."""
        return _object(self.data / "ledger" / "seen.json")

    def keep_seen(self, seen: dict[str, Any]) -> None:
        """What ``seen`` gives from now on. Raises OSError."""
        write_whole(self.data / "ledger" / "seen.json", _json(seen))

    def pace(self) -> dict[str, Any]:
        """How long recordings took in earlier runs (``flows.pace``)."""
        return _object(self.data / "ledger" / "pace.json")

    def keep_pace(self, pace: Mapping[str, Any]) -> None:
        """What ``pace`` gives from now on. Raises OSError."""
        write_whole(self.data / "ledger" / "pace.json", _json(pace))

    def models(self) -> dict[str, Any]:
        """What is in the folders of models (``flows.same_engines``)."""
        return _object(self.data / "ledger" / "models.json")

    def keep_models(self, models: Mapping[str, Any]) -> None:
        """What ``models`` gives from now on. Raises OSError."""
        write_whole(self.data / "ledger" / "models.json", _json(models))

    def begun_at(self) -> dict[str, float]:
        """When calls began of which nobody said so, by id (``flows.retention``)."""
        content = _object(self.data / "ledger" / "begun-at.json")
        return {call: at for call, at in content.items() if isinstance(at, int | float)}

    def keep_begun_at(self, begun: Mapping[str, float]) -> None:
        """What ``begun_at`` gives from now on. Raises OSError."""
        write_whole(self.data / "ledger" / "begun-at.json", _json(begun))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the data folder for one run. Raises BusyError, or OSError where it is read-only.

        The lock is the operating system's: it ends with the process, however that ends.
        """
        lock = self.data / "ledger" / "lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(f"another callprobe run is at work in {self.data}") from error
            yield

    @property
    def _aside(self) -> Path:
        return (self.kept or self.data) / "set-aside"

    @property
    def _notes(self) -> Path:
        return (self.kept or self.data) / "ledger"

    @property
    def _under_way(self) -> Path:
        return self._notes / "under-way"


def _entry(kind: type[Entry], path: Path) -> Entry | None:
    """One entry, or None where it is gone or torn (then the recording is simply tried again)."""
    try:
        content = json.loads(path.read_bytes())
        return kind(**{field.name: content[field.name] for field in fields(kind)})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _object(path: Path) -> dict[str, Any]:
    """A file's JSON object; an empty one where there is none."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _json(content: Any) -> bytes:
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode("ascii")
