"""What somebody asks for is never written over callprobe's own files, nor over recordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.warehouse import rebuild
from tests.flows.made_records import write_record
from tests.flows.replay import Replay, drop_stubs, run_replayed, settings_in

OWN = [
    "data/records/a.json",
    "data/callprobe.log",
    "data/callprobe.duckdb",
    "data/warehouse.duckdb",
    "inbox/call.wav",
    "inbox/call.json",
    "own.toml",
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_record(tmp_path / "data" / "records", "a")
    rebuild(tmp_path / "data" / "callprobe.duckdb", tmp_path / "data" / "records")
    for name in OWN:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_text("", encoding="utf-8")
    return tmp_path


def callprobe(place: Path, *arguments: str) -> tuple[int, str]:
    folders = [f"--{name}={place / name}" for name in ("data", "inbox")]
    config = f"--config={place / 'own.toml'}"
    ran = CliRunner().invoke(app, [config, *folders, *arguments])
    return ran.exit_code, " ".join(ran.output.replace("│", " ").split())


SCRIPT = str(next((Path(__file__).parents[1] / "dialogues").iterdir()))

FILES = [
    ("publish", "--profile", "figures-only", "--out"),
    ("report", "--out"),
    ("sql", "select 1 a", "--as", "csv", "--out"),
    ("ask", "sellers", "--as", "csv", "--out"),
    ("calibrate", "--write"),
    ("evaluate", "scripts", SCRIPT, "--markdown"),
]

FOLDERS = [
    ("export", "a", "--as", "srt", "--out"),
    ("calibrate", "--labels"),
    ("models", "fetch", "--to"),
    ("evaluate", "demo", "tests", "--work"),
]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("command", FILES)
def test_no_file_of_its_own_is_written_over(
    place: Path, command: tuple[str, ...], name: str
) -> None:
    before = (place / name).read_bytes()
    status, said = callprobe(place, *command, str(place / name))
    assert (status, "name another file" in said) == (2, True), said
    assert command[-1] in said
    assert (place / name).read_bytes() == before


@pytest.mark.parametrize("name", ["data/records", "inbox", "inbox/sub", "inbox/new"])
@pytest.mark.parametrize("command", FOLDERS)
def test_nothing_is_written_among_the_recordings_and_the_records(
    place: Path, command: tuple[str, ...], name: str
) -> None:
    (place / "inbox" / "sub").mkdir()
    before = sorted(place.rglob("*"))
    status, said = callprobe(place, *command, str(place / name))
    assert (status, "name another folder" in said) == (2, True), said
    assert sorted(place.rglob("*")) == before


def test_where_the_data_folder_is_where_one_stands_only_its_own_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(place / "with runs")
    drop_stubs(settings, ["nl-01-goed-gesprek"])
    run_replayed(settings, Replay())
    data = settings.folders.data
    monkeypatch.chdir(data)
    for path in [*data.rglob("*"), Path("records/new.json"), Path("callprobe.duckdb.wal")]:
        ran = CliRunner().invoke(app, ["--data", ".", "sql", "select 1", "--out", str(path)])
        refused = "name another file" in ran.output or "is a folder" in str(ran.exception)
        assert refused, (path, ran.output)
    ran = CliRunner().invoke(app, ["--data", ".", "sql", "select 1 a", "--out", "one.csv"])
    assert (ran.exit_code, Path("one.csv").read_text(encoding="utf-8")) == (0, "a\n1\n")


@pytest.mark.parametrize("command", FOLDERS)
def test_where_a_folder_is_asked_for_a_file_is_refused(
    place: Path, command: tuple[str, ...]
) -> None:
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    status, said = callprobe(place, *command, str(place / "notes.txt"))
    assert status == 2
    assert "is a file: name a folder" in said
    assert (place / "notes.txt").read_text(encoding="utf-8") == "mine"
