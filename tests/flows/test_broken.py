"""Records that are torn, wrong or of a later callprobe: named, set apart, never in others' way."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows import work
from flows.cli import app
from flows.current import behind, is_behind, load_records, publish_snapshot
from flows.plan import make_plan
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.status import print_status
from flows.store import Store
from flows.warehouse import load
from flows.warehouse_file import WarehouseError
from tests.flows.made_records import MEASURES, TALK, write_record, write_records
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

QUIET = Console(quiet=True)
ONE, OTHER = "nl-01-goed-gesprek", "en-01-a-clear-no"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    return settings


def records(settings: Settings) -> Path:
    return Store(settings.kept).records


def published(settings: Settings) -> list[str]:
    with open_snapshot(settings.snapshot) as snapshot:
        return [
            str(row["call_id"]) for row in rows(snapshot, "select call_id from calls order by 1")
        ]


def change(path: Path, **fields: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes()) | fields), encoding="utf-8")


def torn(path: Path) -> None:
    os.truncate(path, 2000)


def wrong_outcome(path: Path) -> None:
    measures = json.loads(path.read_bytes())["measures"]
    change(path, measures=measures | {"outcome": "foo"})


def impossible_figure(path: Path) -> None:
    write_record(
        path.parent,
        path.stem,
        replace(MEASURES, talk=replace(TALK, seller_talk_share_of_speech=1.4)),
    )


def unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("breaks", [torn, wrong_outcome, impossible_figure, unreadable])
def test_the_others_go_on_and_the_broken_one_is_named_by_its_own_file(
    settings: Settings, breaks: object
) -> None:
    paths = write_records(records(settings), ["a", "b", "c", "d", "e"])
    assert callable(breaks)
    breaks(paths[2])
    for again in range(2):
        result = work.run(settings, QUIET)
        assert published(settings) == ["a", "b", "d", "e"]
        (said,) = result.broken
        assert said.startswith(f"{paths[2]} ")
        assert "put it back from a backup, or move it away" in said
        assert not is_behind(settings), again
    write_record(records(settings), "f")
    work.run(settings, QUIET)
    assert published(settings) == ["a", "b", "d", "e", "f"]


def test_every_command_that_goes_over_the_records_says_so_and_ends_with_1(
    settings: Settings,
) -> None:
    torn(write_records(records(settings), ["a", "b"])[1])
    folders = ["--inbox", str(settings.folders.inbox), "--data", str(settings.folders.data)]
    for command in ("run", "rebuild", "remeasure", "publish"):
        told = CliRunner().invoke(app, [*folders, command])
        assert told.exit_code == 1, command
        assert told.output.count("b.json is not a whole record") == 1, command
        assert published(settings) == ["a"]


def test_status_sets_it_apart_before_any_run(settings: Settings) -> None:
    torn(write_records(records(settings), ["a", "b"])[1])
    said = io.StringIO()
    print_status(settings, Console(file=said, width=200))
    lines = [line.strip() for line in said.getvalue().splitlines()]
    assert "1  calls done (records kept)" in lines
    assert "1  records that cannot be used" in lines
    assert "b.json is not a whole record" in said.getvalue()


def test_a_record_that_comes_back_from_a_backup_is_loaded(settings: Settings) -> None:
    path = write_records(records(settings), ["a", "b"])[1]
    whole, then = path.read_bytes(), path.stat().st_mtime - 1000
    torn(path)
    work.run(settings, QUIET)
    path.write_bytes(whole)
    os.utime(path, (then, then))  # older than the snapshot
    assert behind(settings) == [path]
    assert work.run(settings, QUIET).broken == ()
    assert published(settings) == ["a", "b"]


def test_one_whose_recording_is_there_is_made_again(settings: Settings) -> None:
    drop_calls(settings, [ONE, OTHER])
    run_replayed(settings, Replay())
    path = Store(settings.kept).paths()[0]
    torn(path)
    run_replayed(settings, Replay())
    assert work.run(settings, QUIET).broken == ()
    assert len(published(settings)) == 2


@pytest.mark.parametrize("whole", [True, False])
def test_a_record_of_a_later_callprobe_is_left_as_it_is(settings: Settings, whole: bool) -> None:
    drop_calls(settings, [ONE, OTHER])
    run_replayed(settings, Replay())
    path = Store(settings.kept).paths()[0]
    if whole:
        change(path, schema=2)
    else:
        path.write_text('{"schema":99}')
    later = path.read_bytes()
    result = work.run(settings, QUIET, rehear=True)
    assert (result.plan.work, result.plan.done, result.plan.newer) == ((), 1, 1)
    assert len(result.broken) == 1
    assert "update callprobe" in result.broken[0]
    work.rebuild(settings)
    assert len(published(settings)) == 1
    work.remeasure(settings, QUIET)
    assert path.read_bytes() == later


def test_no_record_is_written_over_a_later_one(settings: Settings) -> None:
    store, path = Store(settings.kept), write_record(records(settings), "a")
    record = store.read(path)
    change(path, schema=2)
    with pytest.raises(ValueError, match="update callprobe"):
        store.keep(record)
    torn(path)
    store.keep(record)
    assert store.read(path) == record


def test_once_callprobe_is_updated_the_record_counts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_calls(settings, [ONE])
    run_replayed(settings, Replay())
    (path,) = Store(settings.kept).paths()
    change(path, schema=2)
    assert make_plan(settings).newer == 1
    monkeypatch.setattr("analysis.record.SCHEMA", 2)
    plan = make_plan(settings)
    assert (plan.done, plan.newer) == (1, 0)


def test_rows_whose_record_is_gone_go_with_the_next_run(settings: Settings) -> None:
    path = write_records(records(settings), ["aaaa", "gonecall"])[1]
    work.run(settings, QUIET)
    path.unlink()
    work.run(settings, QUIET)
    assert published(settings) == ["aaaa"]
    for database in (settings.database, settings.snapshot):
        assert b"gonecall" not in database.read_bytes()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[12288:13312] = b"x" * 1024
    path.write_bytes(content)


def cut(path: Path) -> None:
    """In its first block: what else is missing DuckDB notices when it is asked for it."""
    os.truncate(path, 65_536)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def zeroed(path: Path) -> None:
    """As a power loss leaves a file whose length was written and whose content was not."""
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("breaks", [damaged, cut, emptied, zeroed])
def test_a_damaged_warehouse_costs_no_run(
    settings: Settings, breaks: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(breaks)
    write_records(records(settings), ["a", "b"])
    work.run(settings, QUIET)
    breaks(settings.database)
    write_record(records(settings), "c")
    work.run(settings, QUIET)
    assert published(settings) == ["a", "b", "c"]
    assert "warehouse.duckdb is damaged" in caplog.text
    assert "it is made again from the records" in caplog.text


def test_a_warehouse_damaged_after_loading_is_published_all_the_same(settings: Settings) -> None:
    write_records(records(settings), ["a", "b"])
    load_records(settings)
    damaged(settings.database)
    publish_snapshot(settings)
    assert published(settings) == ["a", "b"]


def test_a_file_that_is_no_database_is_not_written_over(settings: Settings) -> None:
    write_record(records(settings), "a")
    settings.database.write_text("notes of a meeting", encoding="utf-8")
    with pytest.raises(
        WarehouseError, match=r"warehouse\.duckdb is no DuckDB database: move it away"
    ):
        work.run(settings, QUIET)
    assert settings.database.read_text(encoding="utf-8") == "notes of a meeting"


@pytest.mark.parametrize("breaks", [damaged, cut])
def test_a_damaged_snapshot_is_made_again_by_the_next_run(
    settings: Settings, breaks: object
) -> None:
    assert callable(breaks)
    write_records(records(settings), ["a", "b"])
    load_records(settings)
    publish_snapshot(settings)
    breaks(settings.snapshot)
    with pytest.raises(
        WarehouseError, match=r"callprobe\.duckdb is damaged .* `callprobe rebuild`"
    ):
        published(settings)
    work.run(settings, QUIET)
    assert published(settings) == ["a", "b"]


def test_a_load_that_nobody_asks_about_broken_ones_refuses_them(tmp_path: Path) -> None:
    paths = write_records(tmp_path / "records", ["a", "b"])
    wrong_outcome(paths[1])
    with pytest.raises(WarehouseError, match=r"b\.json is not a whole record"):
        load(tmp_path / "warehouse.duckdb", paths)
