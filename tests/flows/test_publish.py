"""Publishing: readers see one whole warehouse or the one after it, and nothing in between."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.publish import publish
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from flows.warehouse_file import WarehouseError
from tests.flows.made_records import write_record, write_records
from tests.flows.replay import settings_in


@pytest.fixture
def database(tmp_path: Path) -> Path:
    database = tmp_path / "warehouse.duckdb"
    load(database, write_records(tmp_path / "records", ["a", "b"]))
    return database


def test_a_snapshot_holds_the_whole_warehouse(tmp_path: Path, database: Path) -> None:
    snapshot = tmp_path / "shared" / "calls.duckdb"
    publish(database, snapshot)
    with open_snapshot(snapshot) as connection:
        assert rows(connection, "select call_id from call_scorecard order by 1") == [
            {"call_id": "a"},
            {"call_id": "b"},
        ]
    assert [path.name for path in snapshot.parent.iterdir()] == ["calls.duckdb"]


def test_tools_of_duckdb_1_5_can_open_it(tmp_path: Path, database: Path) -> None:
    publish(database, tmp_path / "calls.duckdb")
    with open_snapshot(tmp_path / "calls.duckdb") as connection:
        version = rows(
            connection,
            "select tags['storage_version'] as version from duckdb_databases() where readonly",
        )
    assert str(version[0]["version"]).startswith("v1.5")


def test_what_a_killed_publisher_left_is_taken_away(tmp_path: Path, database: Path) -> None:
    dead = multiprocessing.get_context("spawn").Process()
    dead.start()
    dead.join()
    left = tmp_path / f".calls.duckdb.{dead.pid}.1.aside"
    left.write_bytes(b"half")
    publish(database, tmp_path / "calls.duckdb")
    assert not left.exists()


def test_an_open_reader_keeps_what_it_opened(tmp_path: Path, database: Path) -> None:
    snapshot = tmp_path / "calls.duckdb"
    publish(database, snapshot)
    with open_snapshot(snapshot) as reader:
        load(database, [write_record(tmp_path / "records", "c")])
        publish(database, snapshot)
        assert rows(reader, "select count(*) as calls from calls") == [{"calls": 2}]
    with open_snapshot(snapshot) as connection:
        assert rows(connection, "select count(*) as calls from calls") == [{"calls": 3}]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('{secret}')",
        "copy calls to '{secret}'",
        "attach '{secret}' as other",
        "delete from calls",
        "create table mine (a integer)",
        "set enable_external_access = true",
        "load httpfs",
    ],
)
def test_a_query_touches_nothing_but_the_snapshot(
    tmp_path: Path, database: Path, query: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("salaries", encoding="utf-8")
    publish(database, tmp_path / "calls.duckdb")
    with open_snapshot(tmp_path / "calls.duckdb") as connection, pytest.raises(duckdb.Error):
        connection.execute(query.format(secret=secret)).fetchall()
    assert secret.read_text(encoding="utf-8") == "salaries"


def test_no_snapshot_yet_is_said_in_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(WarehouseError, match=r"calls\.duckdb is not there yet"),
        open_snapshot(tmp_path / "calls.duckdb"),
    ):
        pass


@pytest.mark.parametrize(
    ("profile", "name", "said"),
    [
        ("all", "warehouse.duckdb", "own warehouse"),
        ("figures-only", "warehouse.duckdb", "own warehouse"),
        ("figures-only", "callprobe.duckdb", "snapshot with words and names"),
        ("all", "figures.duckdb", "snapshot without words and names"),
    ],
)
def test_no_file_of_the_pipelines_own_is_published_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str, name: str, said: str
) -> None:
    monkeypatch.setenv("CALLPROBE_WAREHOUSE__FIGURES_ONLY", "figures.duckdb")
    settings = settings_in(tmp_path)
    load(settings.database, write_records(tmp_path / "data" / "records", ["a"]))
    before = settings.database.read_bytes()
    out = ["--profile", profile, "--out", str(tmp_path / "data" / ".." / "data" / name)]
    told = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "publish", *out])
    assert told.exit_code == 2
    assert said in " ".join(told.output.replace("│", " ").split())
    assert settings.database.read_bytes() == before
    assert not settings.snapshot.exists()
