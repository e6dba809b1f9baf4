"""What a worker must know of a call that waits, and Prefect need not: whose it is, and where.

One small file a call, beside the records. Prefect's runs name calls by their ids alone, so that
nobody's name is in its database; `callprobe forget` finds these files as it finds all others.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from analysis.record import Facts
from flows.files import write_whole
from flows.inbox import Recording
from flows.places import is_remote, look_again, put_all

_FACTS = TypeAdapter(Facts)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The notes below ``kept``."""

    kept: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.kept / "ledger" / "waiting"

    def note(self, recordings: Iterable[Recording]) -> None:
        """Write down what a worker must know of these. Raises OSError."""
        files = {self._path(item.call_id): _json(item) for item in recordings}
        if is_remote(self.folder):
            put_all(files)
            return
        for path, content in files.items():  # a folder that all machines share
            write_whole(path, content)

    def read(self, call_id: str, inbox: Path) -> Recording | None:
        """The recording of a call; None where it waits no more. Raises OSError."""
        try:
            told = json.loads(self._path(call_id).read_bytes())
            facts = _FACTS.validate_python(told.pop("facts"))
            return Recording(path=inbox / told["name"], call_id=call_id, facts=facts, **told)
        except (FileNotFoundError, ValueError, ValidationError):
            return None  # the next look writes it again where the call still waits

    def keep_only(self, call_ids: Collection[str]) -> None:
        """Forget whatever else was noted. Raises OSError."""
        look_again(self.folder)
        for path in list(self.folder.glob("*.json")):
            if path.stem not in call_ids:
                path.unlink(missing_ok=True)

    def _path(self, call_id: str) -> Path:
        return self.folder / f"{call_id}.json"


def _json(item: Recording) -> bytes:
    told: dict[str, Any] = {"name": item.name, "state": item.state, "size": item.size}
    facts = asdict(item.facts)
    return json.dumps(told | {"facts": facts}, default=str).encode("ascii")
