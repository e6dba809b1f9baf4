"""The made-up calls that the warehouse is measured with: of today's form, and as many as asked."""

from __future__ import annotations

from pathlib import Path

from analysis.record import from_json
from demo.bench_records import QUESTIONS, records, template
from flows.in_force import settings_in_force
from flows.settings import load_settings
from flows.snapshot import rows
from flows.warehouse import load
from flows.warehouse_file import open_warehouse


def test_made_up_calls_have_the_settings_of_today() -> None:
    made = template()
    assert made["settings"] == settings_in_force(load_settings(environment={}).analysis)


def test_made_up_calls_are_records_that_load_and_are_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    made = list(records(template(), tmp_path, range(20)))
    again = list(records(template(), tmp_path / "again", range(20)))
    assert [path.read_bytes() for path in made] == [path.read_bytes() for path in again]
    for path in made:
        assert from_json(path.read_bytes(), str(path)).call.id == path.stem
    load(tmp_path / "calls.duckdb", made)
    counted = "select (select count(*) from calls) as calls, count(*) as asked from questions"
    with open_warehouse(tmp_path / "calls.duckdb") as connection:
        assert rows(connection, counted) == [{"calls": 20, "asked": 20 * QUESTIONS}]
