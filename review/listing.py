"""The list of calls: from the published snapshot, worst first, with what a coach filters by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from flows.snapshot import open_snapshot, rows
from review.account_flags import is_of

View = Literal["list", "exemplary", "library"]

QUERIES = files("sql") / "review"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the coach asks for; empty means all. ``until`` is the last day included."""

    seller: str = ""
    flag: str = ""
    since: date | None = None
    until: date | None = None
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag of a call, with its first moment (seconds; None where it has none)."""

    name: str
    severity: int
    sentence: str
    first_s: float | None


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A line of the list. ``heard`` says whether a coach gave a verdict on it."""

    call_id: str
    recording: str
    seller: str | None
    customer: str | None
    account: str | None
    started_at: datetime | None
    duration_s: float
    language: str | None
    outcome: str | None
    score: float | None
    summary: str
    flags: tuple[Flagged, ...]
    heard: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Page ``number`` of ``pages`` with the calls on it, ``total`` calls that fit the filters, and
    what can be filtered by."""

    calls: tuple[ListedCall, ...]
    total: int
    number: int
    pages: int
    sellers: tuple[str, ...]
    flags: tuple[str, ...]


def listed(
    snapshot: Path,
    view: View,
    filters: Filters,
    heard: frozenset[str],
    library: frozenset[str],
    *,
    number: int,
    size: int,
    only: str | None = None,
) -> Listing:
    """A page of ``size`` calls of a view, the last where ``number`` lies beyond it.

    ``heard`` are the calls with a verdict, ``library`` those that were kept for training; ``only``
    the seller whose calls alone may be seen. Raises WarehouseError where there is no snapshot.
    """
    with open_snapshot(snapshot) as connection:
        if view == "library":
            found = rows(connection, _query("kept"), [sorted(library)])
        else:
            found = [row for row in rows(connection, _query("flagged")) if _belongs(row, view)]
        seen = [row for row in found if only is None or is_of(row["seller"], only)]
        fitting = [str(row["call_id"]) for row in seen if _fits(row, filters, heard)]
        pages = max(1, -(-len(fitting) // size))
        number = min(pages, max(1, number))
        ids = fitting[(number - 1) * size : number * size]
        shown = rows(connection, _query("shown"), [ids])
    by_call: dict[str, list[Any]] = {call_id: [] for call_id in ids}
    for row in shown:
        by_call[str(row["call_id"])].append(row)
    return Listing(
        tuple(_call(some, heard) for some in by_call.values()),
        len(fitting),
        number,
        pages,
        tuple(sorted({str(row["seller"]) for row in seen if row["seller"]})),
        tuple(sorted({flag for row in seen for flag in _flags(row)})),
    )


def _query(which: str) -> str:
    return (QUERIES / f"{which}_calls.sql").read_text(encoding="utf-8")


def _call(some: list[Any], heard: frozenset[str]) -> ListedCall:
    row = some[0]
    return ListedCall(
        call_id=row["call_id"],
        recording=row["recording"],
        seller=row["seller"],
        customer=row["customer"],
        account=row["account"],
        started_at=row["started_at"],
        duration_s=row["duration_s"],
        language=row["language"],
        outcome=row["outcome"],
        score=row["score"],
        summary=row["summary"],
        flags=tuple(_flagged(one) for one in some if one["flag"] is not None),
        heard=row["call_id"] in heard,
    )


def _flagged(row: Any) -> Flagged:
    return Flagged(
        row["flag"],
        row["severity"],
        row["sentence"],
        row["first_s"],
    )


def _belongs(row: Any, view: View) -> bool:
    """Praise alone makes a call exemplary; any graver flag puts it on the list."""
    return bool(row["worst"] > 0) == (view == "list")


def _flags(row: Any) -> list[str]:
    return row["flags"] or []


def _fits(row: Any, filters: Filters, heard: frozenset[str]) -> bool:
    day: date | None = row["day"]
    return (
        (not filters.seller or row["seller"] == filters.seller)
        and (not filters.flag or filters.flag in _flags(row))
        and not (filters.unreviewed and row["call_id"] in heard)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )
