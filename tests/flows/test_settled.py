"""What is worked out at publishing is what the views would have said."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.publish import publish
from flows.settled import SETTLED
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import write_records

KINDS = """
    select table_name as name, 'table' as kind, comment from duckdb_tables() where not internal
    union all
    select view_name, 'view', comment from duckdb_views() where not internal
"""
COLUMNS = """
    select table_name || '.' || column_name as name, data_type, comment
    from duckdb_columns() where not internal
"""


def test_the_snapshot_answers_what_the_warehouse_answers(tmp_path: Path) -> None:
    database, snapshot = tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb"
    load(database, write_records(tmp_path / "records", [*"abcdef"]))
    publish(database, snapshot)
    with open_snapshot(snapshot) as published, duckdb.connect(str(database), read_only=True) as own:
        for view in SETTLED:
            asked = f'select * from "{view}"'
            assert sorted(map(repr, published.execute(asked).fetchall())) == sorted(
                map(repr, own.execute(asked).fetchall())
            )
        ranked = "select rank, flag from flagged_calls"
        assert published.execute(ranked).fetchall() == own.execute(ranked).fetchall()
        kinds = {str(row["name"]): row for row in rows(published, KINDS)}
        before = {str(row["name"]): row for row in rows(own, KINDS)}
        assert {name for name in before if kinds[name]["kind"] != before[name]["kind"]} == set(
            SETTLED
        )
        assert {n: r["comment"] for n, r in kinds.items()} == {
            n: r["comment"] for n, r in before.items()
        }
        assert rows(published, f"{COLUMNS} order by all") == rows(own, f"{COLUMNS} order by all")


def test_nothing_is_left_beside_the_snapshot(tmp_path: Path) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, write_records(tmp_path / "records", ["a"]))
    for _ in range(2):
        publish(database, tmp_path / "out" / "calls.duckdb")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["calls.duckdb"]
