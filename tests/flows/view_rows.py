"""Asking the views of a snapshot made of records, and what those records may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from analysis.findings import Commitment, Measures
from flows.publish import publish
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import (
    COUNTS,
    MEASURES,
    MEETING,
)

Expected = list[tuple[object, ...]]


def asked(folder: Path, query: str, **chosen: object) -> Expected:
    """The answer of a snapshot of the records, published with these view settings."""
    database, snapshot = folder.parent / "warehouse.duckdb", folder.parent / "calls.duckdb"
    load(database, sorted(folder.iterdir()))
    publish(database, snapshot, chosen)
    with open_snapshot(snapshot) as connection:
        return [tuple(row.values()) for row in rows(connection, query)]


def scored(total: float | None, outcome: str = "advance") -> Measures:
    missing = None if total is not None else "roles"
    score = replace(MEASURES.score, total=total, missing=missing)
    return replace(MEASURES, score=score, outcome=outcome)


def counted(kept: int, rescued: int, questions: int, probing: int) -> Measures:
    counts = replace(COUNTS, silences_kept=kept, silences_rescued=rescued, silences_run_on=0)
    asked = replace(counts, seller_questions=questions, probing_questions=probing)
    return replace(MEASURES, counts=asked)


def day(number: int, month: int = 3) -> datetime:
    return datetime(2026, month, number, 10)


NO_STEP = replace(MEASURES, outcome="continuation", commitments=())


def promise(number: int, by: str, step: str, when: date | None, **more: object) -> Commitment:
    acted = "accept" if by == "joint" else "commit"
    words = {"id": number, "by": by, "step": step, "when_date": when, "kind": acted}
    return replace(MEETING, when_text=None, **words, **more)


STALLED = replace(
    NO_STEP, commitments=(replace(promise(0, "customer", "other", None), kind="stall", grade=None),)
)
