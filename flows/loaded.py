"""Which records of object storage are in the warehouse already: a small file in the data folder.

Object storage tells when a file was written in whole seconds of a clock of its own, and shows a
file that took long to write later than its time says. So for a while records are told apart by
what they are, instead of by being newer than the snapshot.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.files import write_whole
from flows.places import version_of

LATE_S = 600.0
"""A record that is older than the newest one by more than this appears no more (seconds)."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list in ``data``: time and version of each record loaded lately, by its file's name."""

    data: Path

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.data / "ledger" / "loaded.json"

    def missing(self, records: Iterable[Path]) -> list[Path]:
        """Those of all ``records`` that are not loaded as they are now."""
        known = self._read()
        since = _since(known)
        return [
            path
            for path in records
            if path.stat().st_mtime >= since and known.get(path.name) != _state(path)
        ]

    def note(self, records: Sequence[Path]) -> None:
        """These are loaded now. Raises OSError."""
        known = self._read() | {path.name: _state(path) for path in records}
        since = _since(known)
        late = {name: state for name, state in known.items() if state[0] >= since}
        write_whole(self.path, json.dumps(late, sort_keys=True).encode("ascii"))

    def newer_than(self, snapshot: Path) -> bool:
        """Whether something was loaded since the snapshot was published. Both are files here."""
        return self.path.is_file() and self.path.stat().st_mtime_ns > snapshot.stat().st_mtime_ns

    def _read(self) -> dict[str, tuple[float, str]]:
        try:
            content = json.loads(self.path.read_bytes())
            return {name: (float(at), str(version)) for name, (at, version) in content.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # everything is loaded again, which changes nothing


def _state(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, version_of(path)


def _since(known: dict[str, tuple[float, str]]) -> float:
    return max((at for at, _ in known.values()), default=0.0) - LATE_S
