"""What coaches say about what was found: one JSON file a verdict, in ``<data>/verdicts``.

Verdicts are files, so they outlive every rebuild. A coach's second verdict on the same thing takes
the place of the first; two coaches' verdicts stand side by side.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from analysis.findings import FlagName
from flows.files import text_hash, write_whole

Kind = Literal["flag", "moment"]
Judgement = Literal["right", "wrong", "unsure"]

LONGEST_COMMENT = 4000

UNSAID = ("silence", "tension")
"""What earlier versions kept of a missed silence or tension: not how it went, so no label."""

SHOULD_BE: dict[str, tuple[str, ...]] = {
    "silence": ("kept", "rescued", "run-on", "unanswered", "none"),
    "commitment": ("customer", "seller", "joint", "decline", "stall", "none"),
    "tension": ("held-solved", "held", "abandoned", "none"),
    "speaker": ("seller", "customer", "other"),
    "question": ("probing", "plain", "none"),
    "missed": (
        *("kept", "rescued", "run-on", "question", "commitment", "decline", "stall"),
        *("held-solved", "held", "abandoned", "other", *UNSAID),
    ),
}
"""What a wrong finding may be said to be instead, by what stands before the colon of its key;
``none``: there is nothing of the kind there."""

MARKS = ("missed", "speaker", "question")
"""What a coach marks at a second of his own choosing, rather than at something found."""


class VerdictError(ValueError):
    """A verdict that cannot be kept: one sentence that says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``key`` is a flag's name, or what it is about and its tenth of a second (``silence:835``; for
    a mark ``missed:``, ``speaker:`` or ``question:``); ``start_s`` and ``end_s`` where it stands
    (seconds from the start); ``shown`` the words the coach was shown, ``found`` what callprobe had
    found there; ``at`` ISO 8601; ``should_be`` one of SHOULD_BE, or empty.

    Raises VerdictError where these do not go together.
    """

    call_id: str
    kind: Kind
    key: str
    start_s: float | None
    end_s: float | None
    verdict: Judgement
    author: str
    at: str
    comment: str
    shown: str
    should_be: str
    found: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind) or self.verdict not in get_args(Judgement):
            raise VerdictError("a verdict is right, wrong or unsure, on a flag or a moment")
        if self.what != "flag" and self.what not in SHOULD_BE:
            raise VerdictError(f"there are no verdicts on a {self.what}")
        try:
            _ = self.moment
        except (ValueError, OverflowError) as error:
            raise VerdictError(f"{self.at} is no time (ISO 8601)") from error
        if len(self.comment) > LONGEST_COMMENT:
            raise VerdictError(f"a comment has at most {LONGEST_COMMENT} characters")
        if self.what == "flag" and self.key not in get_args(FlagName):
            raise VerdictError(f"there is no flag {self.key}")
        if any(second is not None and not 0 <= second < inf for second in self.span):
            raise VerdictError("it stands at no second of a call")
        if self.what in MARKS and (self.verdict != "wrong" or self.start_s is None):
            raise VerdictError("a mark says that something is wrong at a second")
        if self.should_be and self.verdict != "wrong":
            raise VerdictError("only what is wrong should be something else")
        if self.should_be and self.should_be not in SHOULD_BE.get(self.what, ()):
            raise VerdictError(f"a {self.what} is never {self.should_be}")

    @property
    def moment(self) -> datetime:
        """When it was given, UTC: by hand a time is written in any form, and on any clock."""
        at = datetime.fromisoformat(self.at)
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)

    @property
    def span(self) -> tuple[float | None, float | None]:
        """Where it stands: seconds from the start."""
        return self.start_s, self.end_s

    def about(self, found: str) -> bool:
        """Whether it is about what is found there now, and not about what once was."""
        return self.found in ("", found)

    @property
    def what(self) -> str:
        """What the verdict is about: ``flag``, ``silence`` ... ``missed``."""
        return "flag" if self.kind == "flag" else self.key.partition(":")[0]


_FILE = TypeAdapter(Verdict)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts below ``data``."""

    data: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.data / "verdicts"

    def keep(self, verdict: Verdict) -> Path:
        """Write a verdict in place of its author's last one on the same thing. Raises OSError."""
        path = self._path(verdict.call_id, verdict.kind, verdict.key, verdict.author)
        document = json.dumps(asdict(verdict), ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(path, document.encode() + b"\n")
        return path

    def withdraw(self, call_id: str, kind: Kind, key: str, author: str) -> None:
        """Remove an author's verdict, where there is one. Raises OSError."""
        self._path(call_id, kind, key, author).unlink(missing_ok=True)

    def given(self, call_id: str, kind: Kind, key: str, author: str) -> Verdict | None:
        """An author's verdict on one thing; None where there is none that can be read."""
        found = _verdict(self._path(call_id, kind, key, author))
        return found if isinstance(found, Verdict) else None

    def of_call(self, call_id: str) -> list[Verdict]:
        """All verdicts on a call, oldest first."""
        return self._read(f"{call_id}-*.json")

    def all(self) -> list[Verdict]:
        """Every verdict there is, oldest first."""
        return self._read("[!.]*.json")

    def unread(self) -> list[str]:
        """A sentence for each file that somebody wrote wrongly by hand: it counts nowhere."""
        if not self.folder.is_dir():
            return []
        found = (_verdict(path) for path in sorted(self.folder.glob("[!.]*.json")))
        return [f"{item}: put it right or delete it" for item in found if isinstance(item, str)]

    def heard_calls(self) -> frozenset[str]:
        """Ids of the calls that have a verdict: told by the files' names alone."""
        if not self.folder.is_dir():
            return frozenset()
        paths = self.folder.glob("[!.]*.json")
        return frozenset(path.name.partition("-")[0] for path in paths)

    def _path(self, call_id: str, kind: Kind, key: str, author: str) -> Path:
        return self.folder / f"{call_id}-{text_hash(chr(10).join((kind, key, author)))}.json"

    def _read(self, pattern: str) -> list[Verdict]:
        if not self.folder.is_dir():
            return []
        found = (_verdict(path) for path in self.folder.glob(pattern))
        given = (item for item in found if isinstance(item, Verdict))
        return sorted(given, key=lambda item: item.moment)


def now() -> str:
    """The time of a verdict: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _verdict(path: Path) -> Verdict | str:
    """One verdict, or a sentence about what somebody wrote there by hand instead."""
    try:
        return _FILE.validate_json(path.read_bytes().removeprefix(BOM_UTF8), strict=True)
    except OSError as error:
        why = f"{error.strerror or error}".lower()
    except ValidationError as error:
        why = _why(error.errors(include_url=False)[0])
    return f"the verdict {path} is not read ({why})"


def _why(first: ErrorDetails) -> str:
    """What the first mistake in a verdict file is."""
    field = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "value_error":  # a VerdictError
        return str(first["ctx"]["error"])
    if first["type"] == "json_invalid":
        return "it is no JSON in UTF-8"
    if not field:
        return "it holds no fields of a verdict"
    if first["type"].startswith("missing"):
        return f"it has no {field}"
    expected = first.get("ctx", {}).get("expected")
    return f"its {field} is wrong" + (f": write {expected}" if expected else "")
