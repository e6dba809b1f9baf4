"""The same calls are told in the same order, whichever of them was measured again last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.ask import ask, ready_questions
from flows.publish import publish
from flows.report.data import Period, findings
from flows.settled import SETTLED
from flows.snapshot import open_snapshot
from flows.warehouse import load
from tests.flows.made_records import MEASURES, NOTHING, SILENCE, write_record
from tests.flows.view_rows import STALLED, promise

CALLS = "abcdef"
DAY = datetime(2026, 3, 9)
"""All of a day alone, as a telephone system's list tells them."""


def published(tmp_path: Path, order: str) -> Path:
    """A snapshot of calls that all look alike, loaded in this order."""
    owed = (promise(0, "seller", "quote", date(2026, 3, 10)),)
    rescued = replace(SILENCE, result="rescued", rescue_kind="options", answer="none")
    kinds = (
        replace(MEASURES, commitments=(promise(0, "customer", "trial", date(2026, 3, 10)),)),
        replace(STALLED, commitments=(*owed, *STALLED.commitments[1:]), silences=(rescued,)),
    )
    for name in order:
        written = [write_record(tmp_path, f"{name}-nothing", NOTHING, started_at=None)]
        for number, measures in enumerate(kinds):
            about = {"seller": f"Seller {name}", "account": f"Account {name}{number}"}
            call = f"{name}{number}"
            written += [
                write_record(tmp_path, call, measures, **about, recording="x.flac", started_at=DAY),
                write_record(tmp_path, f"{call}-again", measures, **about, started_at=DAY),
            ]
        load(tmp_path / "w.duckdb", written)
    publish(tmp_path / "w.duckdb", tmp_path / "calls.duckdb")
    return tmp_path / "calls.duckdb"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    first, last = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("last")
    return published(first, CALLS), published(last, CALLS[::-1])


@pytest.mark.parametrize("name", [ready.name for ready in ready_questions()])
def test_of_a_ready_question(both: tuple[Path, Path], name: str) -> None:
    answers = []
    for snapshot in both:
        with ask(snapshot, name, {}) as answer:
            answers.append(list(answer.rows))
    assert answers[0] == answers[1]
    assert answers[0]


@pytest.mark.parametrize("view", [view for view in SETTLED if view != "call_scorecard"])
def test_of_a_view(both: tuple[Path, Path], view: str) -> None:
    found = []
    for snapshot in both:
        with open_snapshot(snapshot) as connection:
            found.append(connection.execute(f'from "{view}"').fetchall())
    assert found[0] == found[1]


def test_of_a_report(both: tuple[Path, Path]) -> None:
    first, last = (findings(path, Period(DAY.date(), DAY.date())) for path in both)
    assert first == last
