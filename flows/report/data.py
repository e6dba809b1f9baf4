"""What a report says, asked of the published snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from flows.snapshot import open_snapshot, rows

QUERIES = files("sql") / "report"

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Findings:
    """The calls of a period. Each holds the rows of the query of its name in ``sql/report``."""

    period: Period
    totals: dict[str, object]
    outcomes: Rows
    sellers: Rows
    silence: Rows
    hear: Rows
    lingering: Rows
    promises: Rows
    questions: Rows


class NothingToReport(ValueError):
    """No call of the period has been measured: one sentence."""


def period_of(snapshot: Path, since: date | None, until: date | None) -> Period:
    """The days asked for; where they are not, those of the first and the last call.

    Raises NothingToReport, WarehouseError.
    """
    with open_snapshot(snapshot) as connection:
        ((first, last),) = connection.execute(
            "select min(started_at)::date, max(started_at)::date from calls"
        ).fetchall()
    if first is None:
        raise NothingToReport("no call with a date has been measured yet")
    if since and until and since > until:
        raise NothingToReport(f"the period ends ({until}) before it begins ({since})")
    # A day alone that lies past all calls is no mistake: of that period there is nothing to tell.
    return Period(since or min(first, until or first), until or max(last, since or last))


def findings(snapshot: Path, period: Period) -> Findings:
    """All a report needs. Raises NothingToReport, WarehouseError."""
    days = (period.first, period.last)
    with open_snapshot(snapshot) as connection:

        def asked(name: str) -> Rows:
            return rows(connection, (QUERIES / f"{name}.sql").read_text(encoding="utf-8"), days)

        (totals,) = asked("totals")
        if totals["calls"] == 0:
            raise NothingToReport(f"no call from {period.first} to {period.last} has been measured")
        names = ("outcomes", "sellers", "silence", "hear", "lingering", "promises", "questions")
        return Findings(period, totals, *(asked(name) for name in names))
