"""The list of calls: from the published snapshot, worst first, with what a coach filters by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from flows.snapshot import open_snapshot, rows

View = Literal["list", "exemplary", "library"]

FLAGGED = """
select
    flagged_calls.*, calls.duration_s, calls.language, call_scorecard.summary
from flagged_calls
inner join calls using (call_id)
inner join call_scorecard using (call_id)
order by flagged_calls.rank, flagged_calls.severity desc, flagged_calls.flag
"""

UNFLAGGED = """
select
    call_scorecard.*, calls.duration_s
from call_scorecard
inner join calls using (call_id)
where list_contains(?, call_id)
order by call_scorecard.started_at desc nulls last, call_id
"""


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
    quote: str | None
    moments: int


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A line of the list. ``heard`` says whether a coach gave a verdict on it."""

    call_id: str
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
    """All that fits the filters, and what can be filtered by."""

    calls: tuple[ListedCall, ...]
    sellers: tuple[str, ...]
    flags: tuple[str, ...]


def listed(
    snapshot: Path, view: View, filters: Filters, heard: frozenset[str], library: frozenset[str]
) -> Listing:
    """The calls of a view. Raises WarehouseError where there is no snapshot.

    ``heard`` are the calls with a verdict, ``library`` those that were kept for training.
    """
    with open_snapshot(snapshot) as connection:
        found = rows(connection, FLAGGED)
        plain = rows(connection, UNFLAGGED, [sorted(library)]) if view == "library" else []
    calls = _calls(found, heard)
    if view == "library":
        known = {call.call_id: call for call in calls}
        calls = [known.get(str(row["call_id"])) or _call([row], (), heard) for row in plain]
    else:
        calls = [call for call in calls if _worst(call) == 0 or view == "list"]
        calls = [call for call in calls if _worst(call) > 0 or view == "exemplary"]
    return Listing(
        tuple(call for call in calls if _fits(call, filters)),
        tuple(sorted({call.seller for call in calls if call.seller})),
        tuple(sorted({flag.name for call in calls for flag in call.flags})),
    )


def known_call(snapshot: Path, call_id: str) -> bool:
    """Whether the snapshot has this call. Raises WarehouseError."""
    with open_snapshot(snapshot) as connection:
        return bool(rows(connection, "select 1 from calls where call_id = ?", [call_id]))


def _calls(found: Iterable[Any], heard: frozenset[str]) -> list[ListedCall]:
    by_call: dict[str, list[Any]] = {}
    for row in found:
        by_call.setdefault(row["call_id"], []).append(row)
    return [
        _call(
            some,
            tuple(
                Flagged(
                    row["flag"],
                    row["severity"],
                    row["sentence"],
                    row["first_moment_s"],
                    row["first_quote"],
                    row["moments"],
                )
                for row in some
            ),
            heard,
        )
        for some in by_call.values()
    ]


def _call(some: list[Any], flags: tuple[Flagged, ...], heard: frozenset[str]) -> ListedCall:
    row = some[0]
    return ListedCall(
        call_id=row["call_id"],
        seller=row["seller"],
        customer=row["customer"],
        account=row["account"],
        started_at=row["started_at"],
        duration_s=row["duration_s"],
        language=row["language"],
        outcome=row["outcome"],
        score=row["score"],
        summary=row["summary"],
        flags=flags,
        heard=row["call_id"] in heard,
    )


def _worst(call: ListedCall) -> int:
    return max((flag.severity for flag in call.flags), default=0)


def _fits(call: ListedCall, filters: Filters) -> bool:
    day = call.started_at.date() if call.started_at else None
    return (
        (not filters.seller or call.seller == filters.seller)
        and (not filters.flag or filters.flag in {flag.name for flag in call.flags})
        and not (filters.unreviewed and call.heard)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )
