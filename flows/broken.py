"""Records that cannot be used: each is named, set apart from those done, and left as it is.

Which they are is noted in the data folder, so that a run that finds nothing new need not read every
record. One that changes, or comes back from a backup, is tried again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.record import NewerRecord, RecordError, from_json
from flows.files import write_whole
from flows.places import is_remote, lies_there, version_of

REMEDY = "put it back from a backup, or move it away and drop its recording in the inbox again"

_NOWHERE = "nowhere"
"""The state of a file that is not to be had, such as what a link to nowhere leads to."""


def why_broken(path: Path, kept_as: Path | None = None) -> str | None:
    """Why a record cannot be used, as one sentence; None where it can. ``kept_as`` is where it
    lies, where the file at hand is a copy."""
    kept_as = kept_as or path
    source = str(kept_as)
    try:
        call = from_json(path.read_bytes(), source).call.id
    except NewerRecord as error:
        return str(error)
    except RecordError as error:
        return f"{error}: {REMEDY}"
    except OSError as error:
        return _unreadable(path, source, error)
    own = kept_as.parent / f"{call}.json"
    if own != kept_as and lies_there(own):
        return f"{source} is a second record of the call in {own.name}: move it away"
    return None


def _unreadable(path: Path, source: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"{source} may not be read: give this user the right to"
    why = error.strerror or str(error)
    if isinstance(error, FileNotFoundError) and lies_there(path):
        why = "it is a link to nowhere"
    return f"{source} cannot be read ({why}): {REMEDY}"


@dataclass(frozen=True, slots=True)
class Broken:
    """The note in ``data``: state of the file and sentence for each, by the record's file name."""

    data: Path

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.data / "ledger" / "broken.json"

    def read(self) -> dict[str, tuple[str, str]]:
        """What was noted; nothing where that is torn: then every record newer than the snapshot
        is tried."""
        try:
            content = json.loads(self.path.read_bytes())
            return {name: (str(state), str(said)) for name, (state, said) in content.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def note(
        self, records: Iterable[Path], tried: Iterable[Path], found: Mapping[Path, str]
    ) -> None:
        """Of the records there are, those ``tried`` just now are broken only where ``found`` says
        so. Raises OSError."""
        before = self.read()
        still = {path.name for path in records} - {path.name for path in tried}
        now = {name: entry for name, entry in before.items() if name in still}
        now |= {path.name: (state_of(path), said) for path, said in found.items()}
        if now != before:
            write_whole(self.path, json.dumps(now, indent=1, sort_keys=True).encode("ascii"))


def state_of(path: Path) -> str:
    """What changes when a record is written again, or comes to be where a link leads."""
    try:
        if is_remote(path):
            return version_of(path)
        about = path.stat()
    except OSError:
        return _NOWHERE
    return f"{about.st_size}@{about.st_mtime_ns}"
