"""What coaches say about what was found: one JSON file a verdict, in ``<data>/verdicts``.

Verdicts are files, so they outlive every rebuild. A coach's second verdict on the same thing takes
the place of the first; two coaches' verdicts stand side by side.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from flows.files import text_hash, write_whole

Kind = Literal["flag", "moment"]
Judgement = Literal["right", "wrong", "unsure"]

LONGEST_COMMENT = 4000


class VerdictError(ValueError):
    """A verdict that cannot be kept: one sentence that says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``key`` is a flag's name, ``silence:<question id>``, ``commitment:<id>``, ``tension:<n>`` or
    ``missed:<tenths of a second>``; ``start_s`` where it stands (seconds from the start), so that
    it is found again when numbers shift; ``shown`` the words the coach was shown; ``at`` ISO 8601.
    """

    call_id: str
    kind: Kind
    key: str
    start_s: float | None
    verdict: Judgement
    author: str
    at: str
    comment: str
    shown: str

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind) or self.verdict not in get_args(Judgement):
            raise VerdictError("a verdict is right, wrong or unsure, on a flag or a moment")
        if len(self.comment) > LONGEST_COMMENT:
            raise VerdictError(f"a comment has at most {LONGEST_COMMENT} characters")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts below ``data``."""

    data: Path

    @property
    def folder(self) -> Path:
        return self.data / "verdicts"

    def keep(self, verdict: Verdict) -> Path:
        """Write a verdict in place of its author's last one on the same thing. Raises OSError."""
        name = text_hash("\n".join((verdict.kind, verdict.key, verdict.author)))
        path = self.folder / f"{verdict.call_id}-{name}.json"
        document = json.dumps(asdict(verdict), ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(path, document.encode() + b"\n")
        return path

    def of_call(self, call_id: str) -> list[Verdict]:
        """All verdicts on a call, oldest first."""
        return self._read(f"{call_id}-*.json")

    def all(self) -> list[Verdict]:
        """Every verdict there is, oldest first."""
        return self._read("[!.]*.json")

    def heard_calls(self) -> frozenset[str]:
        """Ids of the calls that have a verdict: told by the files' names alone."""
        if not self.folder.is_dir():
            return frozenset()
        paths = self.folder.glob("[!.]*.json")
        return frozenset(path.name.partition("-")[0] for path in paths)

    def _read(self, pattern: str) -> list[Verdict]:
        if not self.folder.is_dir():
            return []
        found = (_verdict(path) for path in self.folder.glob(pattern))
        return sorted((item for item in found if item), key=lambda item: item.at)


def now() -> str:
    """The time of a verdict: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _verdict(path: Path) -> Verdict | None:
    """One verdict; None where somebody wrote something else there by hand."""
    try:
        content = json.loads(path.read_bytes())
        return Verdict(**{field.name: content[field.name] for field in fields(Verdict)})
    except (OSError, ValueError, KeyError, TypeError):
        return None
