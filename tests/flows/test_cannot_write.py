"""What cannot be read or written is one sentence, with the path that the user gave."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.inbox import InboxError, look
from flows.settings import SettingsError
from flows.troubles import OutputError, keeping, of_system, to_write
from flows.warehouse import rebuild
from flows.work import run
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in
from tests.flows.test_inbox import SETTINGS, drop, seen
from tests.full_disk import full_disk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write_record(folder / "records", "a")
    rebuild(folder / "callprobe.duckdb", folder / "records")
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "data")


def failure(data: Path, *arguments: str) -> str:
    ran = CliRunner().invoke(app, ["--data", str(data), *arguments])
    assert isinstance(ran.exception, OutputError), ran.output
    return str(ran.exception)


ANSWERS = [("sql", "select 1 as a", "--as", form) for form in ("csv", "json", "parquet", "excel")]
COMMANDS = [*ANSWERS, ("report",), ("publish",), ("publish", "--profile", "figures-only")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_in_place_of_a_file_is_said(data: Path, command: tuple[str, ...]) -> None:
    said = failure(data, *command, "--out", str(data))
    assert said == f"{data} is a folder: name a file in it"


NAMING = [(*command, "--out") for command in COMMANDS] + [
    ("evaluate", "scripts", "demo/scripts/nl-01-goed-gesprek.call", "--markdown"),
    ("calibrate", "--write"),
]


@pytest.mark.parametrize("command", NAMING)
def test_a_folder_that_is_not_there_is_said_and_not_made(
    data: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "none" / "a.csv"
    said = failure(data, *command, str(out))
    assert said == (
        f"{out} cannot be written: there is no folder {out.parent}, make it or name another"
    )
    assert not out.parent.exists()


def test_a_call_is_exported_to_a_folder_that_is_there(data: Path, tmp_path: Path) -> None:
    said = failure(data, "export", "a", "--out", str(tmp_path / "none"))
    assert said.endswith(f"there is no folder {tmp_path / 'none'}, make it or name another")
    assert not (tmp_path / "none").exists()


def test_a_snapshot_named_in_the_settings_has_its_folder_made(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLPROBE_WAREHOUSE__FIGURES_ONLY", "shared/figures.duckdb")
    command = ["--data", str(data), "publish", "--profile", "figures-only"]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert (data / "shared" / "figures.duckdb").is_file()


@pytest.mark.parametrize("setting", ["database", "snapshot", "figures_only"])
def test_a_folder_in_place_of_a_database_is_said_with_the_setting(
    data: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    (data / "team").mkdir()
    monkeypatch.setenv(f"CALLPROBE_WAREHOUSE__{setting.upper()}", "team")
    ran = CliRunner().invoke(app, ["--data", str(data), "rebuild"])
    assert isinstance(ran.exception, SettingsError)
    said = f"[warehouse] {setting} will not do: {data}/team is a folder, give another name"
    assert str(ran.exception) == said


@pytest.mark.parametrize("command", ["run", "rebuild", "remeasure"])
def test_a_data_folder_that_is_none_is_said(tmp_path: Path, command: str) -> None:
    file = tmp_path / "data"
    file.touch()
    assert failure(file, command) == f"{file} is no folder: name another one with --data"


def test_a_full_disk_is_said_of_the_folder_and_not_of_a_file_in_it(data: Path) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    of_duckdb = duckdb.IOException(
        f'Could not write file "{data}/.x.aside": No space left on device'
    )
    read_only = OSError(errno.EROFS, os.strerror(errno.EROFS), str(data / "ledger" / "lock"))
    for error, why in (
        (full, "no space left"),
        (of_duckdb, "no space left"),
        (read_only, "read-on"),
    ):
        with pytest.raises(OutputError) as told, keeping(data):
            raise error
        assert str(told.value).startswith(f"{data} cannot be written ({why}")
        assert "make room" in str(told.value)
        with pytest.raises(OutputError) as told, to_write(data / "a.csv"):
            raise error
        assert str(told.value).startswith(f"{data / 'a.csv'} cannot be written ({why}")


def test_a_disk_that_fills_up_while_the_warehouse_is_made_again_costs_no_call(data: Path) -> None:
    """DuckDB says nothing of what it cannot write while it closes a file."""
    database = shutil.copyfile(data / "callprobe.duckdb", data / "warehouse.duckdb")
    with full_disk(1_000_000):
        assert failure(data, "rebuild").startswith(f"{data} cannot be written (")
    for path in (database, data / "callprobe.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            assert connection.execute("select call_id from calls").fetchall() == [("a",)]
    assert not list(data.glob(".*"))


def test_who_forgets_on_a_full_disk_reads_what_to_do(data: Path, tmp_path: Path) -> None:
    """The search opens the warehouse, which needs a few bytes of its own."""
    (tmp_path / "inbox").mkdir()
    shutil.copyfile(data / "callprobe.duckdb", data / "warehouse.duckdb")
    with duckdb.connect(str(data / "warehouse.duckdb")) as connection:
        connection.execute("delete from schema_views")  # as an earlier version left it
    with full_disk():
        said = failure(data, "--inbox", str(tmp_path / "inbox"), "forget", "--call", "a", "--yes")
    assert said.startswith(f"{data} cannot be written (")
    assert "make room" in said
    assert (data / "records" / "a.json").is_file()


def test_what_the_system_refuses_has_no_number_in_it() -> None:
    folder = IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), "/data/voices/a.json")
    assert of_system(folder) == "/data/voices/a.json cannot be used (is a directory)"
    refused = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/elsewhere/a.wav")
    assert of_system(refused) == (
        "/elsewhere/a.wav cannot be used (permission denied): give this user the right to it"
    )


def test_what_stands_elsewhere_is_no_matter_of_the_data_folder(data: Path) -> None:
    elsewhere = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/elsewhere/a.wav")
    with pytest.raises(PermissionError), keeping(data):
        raise elsewhere


def test_a_folder_that_is_shut_is_said(tmp_path: Path) -> None:
    drop(tmp_path / "inbox", "a.wav")
    drop(tmp_path / "inbox", "team/b.wav", b"other")
    drop(tmp_path / "inbox", "team/notes.txt")
    (tmp_path / "inbox" / "team").chmod(0)
    if os.access(tmp_path / "inbox" / "team", os.R_OK):
        pytest.skip("the administrator may read everything")
    for mode in (0, 0o400):  # nothing can be seen, or nothing but names
        (tmp_path / "inbox" / "team").chmod(mode)
        refused = seen(tmp_path / "inbox").refused
        said = "team is a folder that may not be read: give this user the right to"
        assert refused[0].reason == said
    (tmp_path / "inbox").chmod(0)
    try:
        with pytest.raises(InboxError, match=f"the inbox {tmp_path / 'inbox'} may not be read"):
            look(tmp_path / "inbox", SETTINGS, {})
        settings = settings_in(tmp_path)
        settings.folders.data.mkdir(mode=0o500)
        with pytest.raises(OutputError, match=f"{settings.folders.data} cannot be written"):
            run(settings, Console(quiet=True))
    finally:
        (tmp_path / "inbox").chmod(0o700)
        (tmp_path / "inbox" / "team").chmod(0o700)
