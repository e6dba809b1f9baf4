"""The header of a scripted call: who speaks, when, and what a careful listener concludes.

``key: value`` lines; ``seller``, ``customer`` and ``other`` are ``name | voice``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

Side = Literal["seller", "customer", "other"]

SIDES: tuple[Side, ...] = ("seller", "customer", "other")
OUTCOMES = ("order", "advance", "no", "continuation", "none")
FLAGS = (
    "good_conversation",
    "quote_without_commitment",
    "lingering_maybe",
    "rescued_customer",
    "no_probing",
    "seller_dominates",
    "problem_dropped",
    "tension_abandoned",
    "claim_not_found",
    "check_by_hand",
    "exemplary",
)
REQUIRED = ("call", "language", "shows")
OPTIONAL = (
    "seller",
    "customer",
    "other",
    "account",
    "started_at",
    "layout",
    "seller_channel",
    "channel_told",
    "report",
    "outcome",
    "flags",
)


class ScriptError(ValueError):
    """A script that cannot be read: one sentence that names the file and the line."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks: the name said in the sidecar, and the voice to render with (None: text only)."""

    name: str
    voice: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. ``outcome`` and ``flags`` (the complete set a coach should see) are
    None where the script does not say; ``channel_told`` is whether the sidecar may name the
    seller's channel."""

    call: str
    language: str
    shows: str
    people: dict[Side, Person]
    account: str | None
    started_at: datetime | None
    layout: Literal["stereo", "mono"]
    seller_channel: Literal["left", "right"]
    channel_told: bool
    report: str | None
    outcome: str | None
    flags: frozenset[str] | None


def parse_header(path: Path, rows: list[str]) -> Header:
    """Read the rows above ``---``. Raises ScriptError."""
    read = _Rows(path, rows)
    return Header(
        call=read.text("call") or "",
        language=read.choice("language", ("nl", "en"), ""),
        shows=read.text("shows") or "",
        people=read.people(),
        account=read.text("account"),
        started_at=read.moment("started_at"),
        layout="mono"
        if read.choice("layout", ("stereo", "mono"), "stereo") == "mono"
        else "stereo",
        seller_channel=(
            "right"
            if read.choice("seller_channel", ("left", "right"), "left") == "right"
            else "left"
        ),
        channel_told=read.choice("channel_told", ("yes", "no"), "yes") == "yes",
        report=read.text("report"),
        outcome=read.choice("outcome", OUTCOMES, "") or None,
        flags=read.flags(),
    )


class _Rows:
    """The rows of one header by key, each with its line number for the errors."""

    def __init__(self, path: Path, rows: list[str]) -> None:
        self._path = path
        self._values: dict[str, tuple[int, str]] = {}
        for number, row in enumerate(rows, start=1):
            if row.strip() and not row.startswith("#"):
                self._add(number, row)
        missing = [key for key in REQUIRED if self.text(key) is None]
        if missing:
            raise ScriptError(f"{path}: the header lacks {', '.join(missing)}")

    def _add(self, number: int, row: str) -> None:
        key, colon, value = (part.strip() for part in row.partition(":"))
        if not colon or key not in REQUIRED + OPTIONAL:
            known = ", ".join(REQUIRED + OPTIONAL)
            raise self._error(number, f"'{row.strip()}' is no header, use {known}")
        if key in self._values:
            raise self._error(number, f"the header '{key}' is given twice")
        self._values[key] = (number, value)

    def _error(self, number: int, message: str) -> ScriptError:
        return ScriptError(f"{self._path}, line {number}: {message}")

    def text(self, key: str) -> str | None:
        """The value, None where it is absent or empty."""
        return self._values.get(key, (0, ""))[1] or None

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        given = self.text(key)
        if given is not None and given not in allowed:
            raise self._error(
                self._values[key][0], f"'{given}' is no {key}, use {', '.join(allowed)}"
            )
        return given or default

    def moment(self, key: str) -> datetime | None:
        given = self.text(key)
        try:
            return datetime.fromisoformat(given) if given else None
        except ValueError as error:
            number = self._values[key][0]
            raise self._error(number, f"'{given}' is no ISO date and time") from error

    def flags(self) -> frozenset[str] | None:
        if "flags" not in self._values:
            return None
        number, value = self._values["flags"]
        flags = frozenset(part.strip() for part in value.split(",") if part.strip())
        unknown = sorted(flags - set(FLAGS))
        if unknown:
            raise self._error(number, f"'{unknown[0]}' is no flag, use {', '.join(FLAGS)}")
        return flags

    def people(self) -> dict[Side, Person]:
        people: dict[Side, Person] = {}
        for side in SIDES:
            given = self.text(side)
            if given:
                name, _, voice = (part.strip() for part in given.partition("|"))
                people[side] = Person(name, voice or None)
        return people
