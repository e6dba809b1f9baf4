"""What lies among the records and cannot be read, whatever it is: every command names it in one
sentence and goes on with the others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from tests.flows.made_records import write_record, write_records
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

ONE = "nl-01-goed-gesprek"


def link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "record.json")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").touch()


WAYS = [link_to_nowhere, link_to_itself, folder]


def callprobe(place: Path, *arguments: str) -> tuple[int, str]:
    folders = [f"--{name}={place / name}" for name in ("data", "inbox")]
    ran = CliRunner().invoke(app, [*folders, *arguments])
    raised = "" if isinstance(ran.exception, SystemExit) else str(ran.exception or "")
    return ran.exit_code, " ".join(f"{ran.output} {raised}".split())


def published(place: Path) -> list[str]:
    with open_snapshot(place / "data" / "callprobe.duckdb") as snapshot:
        return [str(row["call_id"]) for row in rows(snapshot, "from calls order by call_id")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    write_records(tmp_path / "data" / "records", ["a", "c"])
    return tmp_path


@pytest.mark.parametrize("before", [True, False], ids=["published before", "never published"])
@pytest.mark.parametrize("way", WAYS)
def test_every_command_goes_on_and_names_it(
    place: Path, way: Callable[[Path], None], before: bool
) -> None:
    if before:
        callprobe(place, "run")
    way(place / "data" / "records" / "b.json")
    for command in ("status", "run", "run", "status", "rebuild", "remeasure", "publish"):
        status, said = callprobe(place, command)
        assert status == (0 if command == "status" else 1), said
        assert said.count("records/b.json cannot be read") == 1, (command, said)
        assert "put it back from a backup, or move it away" in said
    assert published(place) == ["a", "c"]
    status, said = callprobe(place, "export", "a.flac", "--as", "rttm")
    assert (status, "SPEAKER a" in said) == (0, True)
    assert "no call is called 'd'" in callprobe(place, "export", "d")[1]


def test_a_link_is_told_as_one(place: Path) -> None:
    link_to_nowhere(place / "data" / "records" / "b.json")
    assert "it is a link to nowhere" in callprobe(place, "status")[1]


def test_once_the_link_leads_somewhere_the_record_counts(place: Path) -> None:
    link_to_nowhere(place / "data" / "records" / "b.json")
    assert callprobe(place, "run")[0] == 1
    write_record(place / "data" / "records" / "gone", "b", name="record")
    os.utime(place / "data" / "records" / "gone" / "record.json", (0, 0))
    assert callprobe(place, "run") == (0, "Nothing to do: 0 calls measured, none waiting.")
    assert published(place) == ["a", "b", "c"]


@pytest.mark.parametrize("way", WAYS)
def test_forget_names_it_and_erases_the_rest(place: Path, way: Callable[[Path], None]) -> None:
    way(place / "data" / "records" / "b.json")
    status, said = callprobe(place, "forget", "--seller", "Sanne de Vries", "--yes")
    assert (status, "records/b.json cannot be read" in said) == (1, True), said
    assert [path.name for path in Store(place / "data").paths()] == ["b.json"]


@pytest.mark.parametrize("way", WAYS)
def test_in_place_of_a_call_whose_recording_is_there(
    tmp_path: Path, way: Callable[[Path], None]
) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, [ONE])
    run_replayed(settings, Replay())
    (path,) = Store(settings.kept).paths()
    path.unlink()
    way(path)
    run_replayed(settings, Replay())
    status, said = callprobe(tmp_path, "run")
    told = "is a folder, in place of a record: move it away"
    assert (status, told in said) == ((1, True) if way is folder else (0, False)), said
    assert len(published(tmp_path)) == 1


def test_a_record_copied_under_another_name_is_no_call_of_its_own(place: Path) -> None:
    kept = place / "data" / "records"
    shutil.copyfile(kept / "a.json", kept / "z copy.json")
    for command in ("status", "run", "status", "rebuild"):
        said = callprobe(place, command)[1]
        assert said.count("z copy.json is a second record of the call in a.json: move it away") == 1
        assert command != "status" or "2 calls done" in said
    assert callprobe(place, "export", "a.flac", "--as", "rttm")[0] == 0
    assert published(place) == ["a", "c"]


@pytest.mark.parametrize("whose", [("--call", "a"), ("--customer", "Pieter Bakker")])
def test_forgetting_a_call_erases_every_record_of_it(place: Path, whose: tuple[str, str]) -> None:
    kept = place / "data" / "records"
    shutil.copyfile(kept / "a.json", kept / "z copy.json")
    status, said = callprobe(place, "forget", *whose, "--yes")
    left = {path.name for path in kept.iterdir()}
    assert (status, left) == (0, {"c.json"} if "--call" in whose else set()), said
