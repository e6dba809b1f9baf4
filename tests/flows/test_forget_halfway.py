"""Forgetting that fails or is killed on the way: what is left is found, and nothing is said to be
gone that is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows import work
from flows.cli import app
from flows.forget import erase, erase_kept
from flows.plan import make_plan
from flows.retention import enforce
from flows.settings import Settings
from flows.store import Store
from flows.whose import Wanted, find
from tests.flows.replay import settings_in
from tests.flows.test_forget import (
    QUIET,
    STAYS,
    WENT,
    found_in,
    keeping,
    measured,
    published,
    record,
    words_of,
)
from tests.flows.test_forget import settings as two_calls

__all__ = ["measured", "two_calls"]

DAY_S = 86_400.0


def elsewhere(settings: Settings, folder: Path) -> Settings:
    """The same inbox and data in another folder."""
    shutil.copytree(settings.folders.inbox.parent, folder)
    return settings_in(folder)


@pytest.mark.parametrize("by", ["customer", "call"])
def test_stopped_anywhere_the_second_time_finds_the_rest(
    two_calls: Settings, tmp_path_factory: pytest.TempPathFactory, by: str
) -> None:
    customer = record(two_calls, WENT).call.customer
    wanted = Wanted(customer=customer) if by == "customer" else Wanted(call=f"{WENT}.flac")
    words = words_of(WENT, STAYS) | {b"zeldzaam"}
    whole = elsewhere(two_calls, tmp_path_factory.mktemp("whole") / "it")
    steps = len(list(erase_kept(whole, find(whole, wanted))))
    assert steps > 8
    for done in range(1, steps) if by == "customer" else (steps // 2, steps - 2):
        here = elsewhere(two_calls, tmp_path_factory.mktemp("part") / "it")
        erasing = erase_kept(here, find(here, wanted))
        for _ in range(done):
            next(erasing)
        erasing.close()
        found = find(here, wanted)
        assert not found.nothing, done
        erase(here, found)
        assert found_in(here.folders.inbox.parent, words) == {}, done
        assert published(here) == [f"{STAYS}.flac"]
        assert find(here, wanted).nothing


def test_another_record_that_is_broken_stops_nothing(two_calls: Settings) -> None:
    seller = record(two_calls, WENT).call.seller
    assert seller
    broken = Store(two_calls.kept).record_path(record(two_calls, STAYS).call.id)
    os.truncate(broken, 2000)
    folders = ["--inbox", str(two_calls.folders.inbox), "--data", str(two_calls.folders.data)]
    told = CliRunner().invoke(app, [*folders, "forget", "--seller", seller, "--yes"])
    assert "removed rows of the warehouse" in told.output
    assert published(two_calls) == []
    assert told.exit_code == 1
    assert "nobody can tell whose call this is" in told.output
    assert str(broken) in told.output.replace("\n", "")


def test_each_removal_is_told_as_it_happens(
    two_calls: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(settings: Settings) -> int:
        raise OSError("the disk is gone")

    monkeypatch.setattr("flows.current.rebuild_records", fails)
    lines: list[str] = []
    found = find(two_calls, Wanted(call=f"{WENT}.flac"))
    with pytest.raises(OSError, match="the disk is gone"):
        work.forget(two_calls, found, lines.append)
    assert any(line.startswith("record ") for line in lines)


def test_rows_alone_are_kept_things_and_are_forgotten(two_calls: Settings) -> None:
    call = record(two_calls, WENT).call
    for path in two_calls.folders.data.rglob(f"*{call.id}*"):
        path.unlink()
    for path in [*two_calls.folders.inbox.rglob("*.flac"), *two_calls.folders.inbox.glob("*.*")]:
        path.unlink(missing_ok=True)
    found = find(two_calls, Wanted(seller=call.seller))
    assert found.calls == {call.id}
    work.forget(two_calls, found)
    assert published(two_calls) == [f"{STAYS}.flac"]


def test_rows_of_a_broken_record_tell_whose_it_is(two_calls: Settings) -> None:
    call = record(two_calls, WENT).call
    path = Store(two_calls.kept).record_path(call.id)
    os.truncate(path, 2000)
    found = find(two_calls, Wanted(customer=call.customer))
    assert (found.calls, found.unread) == ({call.id}, [])


def test_retention_goes_on_past_a_broken_record(two_calls: Settings) -> None:
    broken = Store(two_calls.kept).record_path(record(two_calls, STAYS).call.id)
    started = record(two_calls, WENT).call.started_at
    assert started
    os.truncate(broken, 2000)
    lines: list[str] = []
    enforce(keeping(two_calls, measures_days=1.0), started.timestamp() + 2 * DAY_S, lines.append)
    assert any("rows of the warehouse" in line for line in lines)
    assert f"{WENT}.flac" not in published(two_calls)
    assert broken.is_file()


def test_a_copy_with_a_sidecar_of_its_own_is_found_by_it(two_calls: Settings) -> None:
    copy = two_calls.folders.inbox / "again" / "copy.json"
    copy.write_text(json.dumps({"customer": "Zed"}))
    plan = make_plan(two_calls)
    (pair,) = plan.disputed
    assert {*pair} == {f"{WENT}.flac", "again/copy.flac"}
    found = find(two_calls, Wanted(customer="Zed"))
    assert found.recordings == {f"{WENT}.flac", "again/copy.flac"}
    work.forget(two_calls, found)
    assert not copy.exists()
    assert find(two_calls, Wanted(customer="Zed")).nothing


def test_a_run_says_that_different_things_are_told_of_the_same_recording(
    two_calls: Settings,
) -> None:
    (two_calls.folders.inbox / "again" / "copy.json").write_text('{"customer": "Zed"}')
    folders = ["--inbox", str(two_calls.folders.inbox), "--data", str(two_calls.folders.data)]
    make_plan(two_calls)
    env = {"CALLPROBE_INBOX__WHOLE_AFTER_S": "0"}
    told = " ".join(
        CliRunner().invoke(app, [*folders, "run", "--no-cards"], env=env).output.split()
    )
    assert "which are the same recording" in told
    assert "Zed" not in told


def test_a_sidecar_without_a_recording_is_forgotten(two_calls: Settings) -> None:
    left = two_calls.folders.inbox / "left.json"
    left.write_text('{"customer": "Zed"}')
    found = find(two_calls, Wanted(customer="zed"))
    assert not found.nothing
    assert work.forget(two_calls, found)
    assert not left.exists()


def linked(two_calls: Settings, target: Path) -> Path:
    link = two_calls.folders.inbox / "linked.flac"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"unheard")
    link.symlink_to(target)
    (two_calls.folders.inbox / "linked.json").write_text('{"customer": "Zed", "consent": false}')
    return link


def test_of_a_link_the_sound_elsewhere_stays_and_is_named(
    two_calls: Settings, tmp_path: Path
) -> None:
    target = tmp_path / "archive" / "sound.flac"
    link = linked(two_calls, target)
    gone = work.forget(two_calls, find(two_calls, Wanted(customer="Zed")))
    assert not link.is_symlink()
    assert target.is_file()
    assert any(f"the sound itself stays, delete {target} by hand" in line for line in gone)


def test_of_a_link_the_sound_inside_the_inbox_goes_too(two_calls: Settings) -> None:
    target = two_calls.folders.inbox / ".store" / "sound.bin"
    link = linked(two_calls, target)
    gone = work.forget(two_calls, find(two_calls, Wanted(customer="Zed")))
    assert not (link.is_symlink() or target.exists())
    assert any(str(target) in line for line in gone)


def test_a_call_named_like_part_of_others_takes_only_its_own_files(two_calls: Settings) -> None:
    kept = Store(two_calls.kept)
    odd = kept.records / "a.json"
    odd.write_bytes(kept.paths()[0].read_bytes())
    before = {path for path in two_calls.folders.data.rglob("*") if path.is_file()}
    erase(two_calls, find(two_calls, Wanted(call="a")))
    assert not odd.exists()
    lost = before - set(two_calls.folders.data.rglob("*")) - {odd}
    assert {path.name for path in lost} <= {"prefect.db"}
    assert QUIET


def test_all_goes_though_nobody_reads_what_went(two_calls: Settings) -> None:
    reads, writes = os.pipe()
    os.close(reads)  # as "callprobe forget … | head" does when it has seen enough
    folders = two_calls.folders
    command = ["--inbox", str(folders.inbox), "--data", str(folders.data)]
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "flows.cli", *command, "forget", "--call", WENT, "--yes"],
            stdout=writes,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
        )
    finally:
        os.close(writes)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 0, ran.stderr
    assert find(two_calls, Wanted(call=WENT)).nothing
    assert not find(two_calls, Wanted(call=STAYS)).nothing
