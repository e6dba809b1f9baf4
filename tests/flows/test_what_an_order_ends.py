"""Who owes what after an order: the steps that led to it are done, the rest is still due."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.ask import ask
from tests.flows.made_records import MEASURES
from tests.flows.made_records import write_record as write
from tests.flows.view_rows import NO_STEP, asked, day, promise

LED_TO_IT = ("order", "decision_maker", "internal", "trial", "quote")
STILL_DUE = ("deliver", "pay", "meeting", "information", "call_back", "other")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    return tmp_path / "records"


def owed(folder: Path) -> list[str]:
    return [str(row[0]) for row in asked(folder, "select step from open_commitments")]


def test_an_order_in_a_later_call_ends_the_steps_that_led_to_it(folder: Path) -> None:
    steps = [*LED_TO_IT, *STILL_DUE]
    made = tuple(promise(n, "customer", step, date(2026, 4, 30)) for n, step in enumerate(steps))
    write(folder, "a1", replace(NO_STEP, commitments=made), started_at=day(6))
    assert sorted(owed(folder)) == sorted(steps)
    write(folder, "a2", replace(MEASURES, outcome="order", commitments=()), started_at=day(20))
    assert sorted(owed(folder)) == sorted(STILL_DUE)
    with ask(folder.parent / "calls.duckdb", "overdue", {}) as answer:
        at = answer.columns.index("step")
        assert {row[at] for row in answer.rows} == set(STILL_DUE)


def test_what_is_promised_in_the_order_itself_or_after_it_stands(folder: Path) -> None:
    order = promise(0, "customer", "order", date(2026, 4, 30))
    write(folder, "a1", replace(MEASURES, outcome="order", commitments=(order,)), started_at=day(6))
    more = replace(NO_STEP, commitments=(promise(0, "seller", "quote", date(2026, 4, 9)),))
    write(folder, "a2", more, started_at=day(20))
    assert sorted(owed(folder)) == ["order", "quote"]


def test_another_accounts_order_ends_nothing(folder: Path) -> None:
    order = promise(0, "customer", "order", date(2026, 4, 30))
    write(folder, "a", replace(NO_STEP, commitments=(order,)), started_at=day(6))
    bought = replace(MEASURES, outcome="order", commitments=())
    write(folder, "b", bought, started_at=day(20), account="Another", customer="Another")
    assert owed(folder) == ["order"]
