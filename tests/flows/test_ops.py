"""What ops reads: the docs name what there is, and status tells how long things are kept."""

from __future__ import annotations

import io
import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.retention import expired
from flows.settings import Settings
from flows.sidecar import FIELDS
from flows.status import print_status
from tests.flows.made_records import write_record
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

OPS = (Path(__file__).parents[2] / "docs" / "ops.md").read_text(encoding="utf-8")


def status(settings: Settings) -> str:
    said = io.StringIO()
    print_status(settings, Console(file=said, width=200))
    return said.getvalue()


def test_the_docs_name_every_field_that_can_be_told_and_no_other() -> None:
    table = re.findall(r"^\| (`.+?) \|", OPS, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(table))) == set(FIELDS)


def test_the_docs_name_only_commands_that_there_are() -> None:
    commands = {str(c.name or getattr(c.callback, "__name__", "")) for c in app.registered_commands}
    named = set(re.findall(r"(?:^    |`|bin/)callprobe (\w+)", OPS, re.MULTILINE))
    assert {"run", "serve", "status", "forget"} <= named <= commands


def test_status_says_nothing_of_retention_while_all_is_kept_for_good(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, ["en-01-a-clear-no"])
    assert "kept:" not in status(settings)


def test_status_counts_what_is_over_its_time_and_touches_nothing(tmp_path: Path) -> None:
    settings = settings_in(
        tmp_path,
        CALLPROBE_RETENTION__RECORDINGS_DAYS="30",
        CALLPROBE_RETENTION__TRANSCRIPTS_DAYS="60",
    )
    drop_calls(settings, ["en-01-a-clear-no"])
    (sidecar,) = settings.folders.inbox.glob("*.json")
    sidecar.unlink()
    (recording,) = settings.folders.inbox.iterdir()
    run_replayed(settings, Replay())
    assert "next run: 0 recordings, 0 transcripts, 0 calls" in status(settings)
    long_ago = recording.stat().st_mtime - 40 * 86_400
    os.utime(recording, (long_ago, long_ago))
    said = status(settings)
    assert "kept: recordings 30 days, words 60 days, calls for good" in said
    assert "next run: 1 recording, 0 transcripts, 0 calls" in said
    assert recording.is_file()
    one = settings_in(tmp_path, CALLPROBE_RETENTION__RECORDINGS_DAYS="1")
    assert "kept: recordings 1 day, words for good" in status(one)


def test_a_subfolder_that_is_a_link_is_said_to_be_passed_over(tmp_path: Path) -> None:
    """Nobody is to think that the calls in it were measured."""
    settings = settings_in(tmp_path)
    inbox = settings.folders.inbox
    (tmp_path / "elsewhere").mkdir()
    (inbox / "2026").mkdir(parents=True)
    for name in ("march", "2026/april"):
        (inbox / name).symlink_to(tmp_path / "elsewhere")
    ran = CliRunner().invoke(
        app, [f"--inbox={inbox}", f"--data={settings.folders.data}", "run", "--no-cards"]
    )
    for said in (status(settings), ran.stdout):
        assert "2026/april, march in the inbox are links, and are passed over: drop the" in said
    (inbox / "march").unlink()
    assert "2026/april in the inbox is a link, and is passed over:" in status(settings)


def test_a_call_of_a_year_no_clock_knows_is_as_old_as_its_record(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, CALLPROBE_RETENTION__MEASURES_DAYS="30")
    path = write_record(settings.folders.data / "records", "a", started_at=datetime.min)
    assert not expired(settings).calls
    os.utime(path, (0, 0))
    assert len(expired(settings).calls) == 1


def test_a_record_that_did_not_change_is_not_read_again_for_its_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`serve` looks every half minute, at a hundred thousand of them."""
    settings = settings_in(tmp_path, CALLPROBE_RETENTION__MEASURES_DAYS="30")
    settings.folders.inbox.mkdir(exist_ok=True)
    records = settings.kept / "records"
    for call_id in ("a", "b"):
        write_record(records, call_id, started_at=datetime(2020, 3, 9, 10))
    assert set(expired(settings).calls) == {"a", "b"}
    write_record(records, "b", started_at=datetime.now())
    read: list[str] = []
    whole = Path.read_bytes

    def reading(path: Path) -> bytes:
        read.append(path.stem)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    assert expired(settings).calls == ("a",)
    assert "b" in read
    assert "a" not in read
