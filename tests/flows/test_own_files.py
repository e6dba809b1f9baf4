"""What somebody asks for is never written over callprobe's own files, nor over recordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.warehouse import rebuild
from tests.flows.made_records import write_record

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


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "command",
    [("publish", "--profile", "figures-only"), ("report",), ("sql", "select 1 a", "--as", "csv")],
)
def test_no_file_of_its_own_is_written_over(
    place: Path, command: tuple[str, ...], name: str
) -> None:
    before = (place / name).read_bytes()
    status, said = callprobe(place, *command, "--out", str(place / name))
    assert (status, "name another file" in said) == (2, True), said
    assert (place / name).read_bytes() == before


def test_a_call_is_exported_beside_its_recording_and_not_among_the_records(place: Path) -> None:
    assert callprobe(place, "export", "a", "--as", "srt", "--out", str(place / "inbox"))[0] == 0
    status, said = callprobe(place, "export", "a", "--out", str(place / "data" / "records"))
    assert (status, "name another folder" in said) == (2, True), said
    assert [path.name for path in (place / "data" / "records").iterdir()] == ["a.json"]
