"""Records that were copied back from a backup, or here from another machine, are older than the
snapshot: they are loaded all the same."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from rich.console import Console

from flows import work
from flows.snapshot import open_snapshot, rows
from tests.flows.made_records import write_record, write_records
from tests.flows.replay import settings_in

QUIET = Console(quiet=True)


def calls_in(snapshot: Path) -> list[object]:
    with open_snapshot(snapshot) as connection:
        return [row["call_id"] for row in rows(connection, "select call_id from calls order by 1")]


def test_a_record_put_back_is_in_the_warehouse_after_the_next_run(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    lost, _ = write_records(settings.folders.data / "records", ["one", "two"])
    backup = tmp_path / "one.json"
    work.rebuild(settings)
    shutil.move(lost, backup)
    work.run(settings, QUIET)
    assert calls_in(settings.snapshot) == ["two"]
    os.utime(backup, (time.time() - 9e6,) * 2)
    shutil.move(backup, lost)
    work.run(settings, QUIET)
    assert calls_in(settings.snapshot) == ["one", "two"]


def test_a_second_record_of_a_call_changes_nothing(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    folder = settings.folders.data / "records"
    write_record(folder, "one", name="one-copy", customer="Earlier")
    write_record(folder, "one", customer="Later")
    work.rebuild(settings)
    with open_snapshot(settings.snapshot) as connection:
        before = rows(connection, "select call_id, customer, record from calls")
    for path in folder.iterdir():
        os.utime(path, (time.time() - 9e6,) * 2)
    (folder / "other").touch()  # the folder changed: the warehouse is brought up to it
    work.run(settings, QUIET)
    with open_snapshot(settings.snapshot) as connection:
        assert rows(connection, "select call_id, customer, record from calls") == before
