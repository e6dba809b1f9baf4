"""Ctrl-C while DuckDB works is what it is anywhere else: no error, but a program that stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows import warehouse
from flows.cli import app
from flows.publish import publish
from flows.snapshot import open_snapshot
from flows.warehouse_file import open_warehouse
from tests.flows.made_records import write_record

INTERRUPTED = "Query interrupted"
"""What DuckDB says, in a bare RuntimeError, of a query during which SIGINT came."""


def test_what_stops_a_query_is_no_failure(tmp_path: Path) -> None:
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    for opened in (open_warehouse, open_snapshot):
        with pytest.raises(KeyboardInterrupt), opened(tmp_path / "calls.duckdb"):
            raise RuntimeError(INTERRUPTED)
        with (
            pytest.raises(RuntimeError, match="another"),
            opened(tmp_path / "calls.duckdb"),
        ):
            raise RuntimeError("of another kind")


def test_a_rebuild_that_is_stopped_ends_as_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> int:
        raise RuntimeError(INTERRUPTED)

    write_record(tmp_path / "data" / "records", "a")
    monkeypatch.setattr(warehouse, "_load_some", stopped)
    ran = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "rebuild"])
    assert ran.exit_code == 130
    assert not isinstance(ran.exception, RuntimeError)
    monkeypatch.undo()
    ran = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "rebuild"])
    assert (ran.exit_code, "1 call in" in ran.output) == (0, True)
