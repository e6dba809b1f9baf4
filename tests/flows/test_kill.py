"""SIGKILL at any step, no room, no right to write, two at once: every call once, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from flows.troubles import OutputError
from tests.flows.replay import Replay, drop_stubs, run_replayed, settings_in
from tests.full_disk import full_disk

ROOT = Path(__file__).parents[2]
CALLS = ("nl-02-de-extra-vraag", "en-01-a-clear-no")
"""The least that leave one done, or waiting, while the other is under way."""

MOMENTS = range(1, 31)
"""All steps of a run over the two. What a killed process wrote stays, on the disk yet or not: only
a rename, a removal and a statement change what the next run finds."""

# One process loads everything once; a child of it for each moment runs the batch and is killed
# before its step of that number. Statements are one transaction: the first, the last and one
# between.
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from flows import batch, warehouse
    from tests.flows.replay import Replay, load_packs, run_replayed, settings_in

    def run(folder, moment):
        count = 0

        def step(function):
            def counted(*arguments, **named):
                nonlocal count
                count += function is not statement or arguments[0][:3] in ("010", "041", "054")
                if count == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **named)
            return counted

        statement = warehouse._statement
        Path.replace, Path.unlink = step(Path.replace), step(Path.unlink)
        warehouse._statement = step(statement)
        run_replayed(settings_in(Path(folder)), Replay())

    load_packs(settings_in(Path(sys.argv[1])), sys.argv[3:])
    for moment in range(1, int(sys.argv[2])):
        child = os.fork()
        if child == 0:
            run(Path(sys.argv[1]) / str(moment), moment)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(moment, "killed" if killed else f"ended {status}", flush=True)
"""


def records(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Store(settings.folders.data).paths()}


def published(settings: Settings) -> list[str]:
    with open_snapshot(settings.snapshot) as snapshot:
        return [str(row["recording"]) for row in rows(snapshot, "select recording from calls")]


def tidy(settings: Settings) -> bool:
    """Nothing half-written is left where somebody would find it."""
    left = [path.name for path in settings.folders.data.rglob("*") if path.name.startswith(".")]
    return not left and not Ledger(settings.folders.data).under_way()


def started(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The calls after a run that nobody disturbed."""
    settings = settings_in(tmp_path_factory.mktemp("undisturbed"))
    drop_stubs(settings, CALLS)
    run_replayed(settings, Replay())
    return settings


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for each moment, in which a run was killed at that moment."""
    folder = tmp_path_factory.mktemp("killed")
    for moment in (*MOMENTS, MOMENTS.stop):
        drop_stubs(settings_in(folder / str(moment)), CALLS)
    said, errors = started(KILLED, str(folder), str(MOMENTS.stop + 1), *CALLS).communicate()
    *killed, undisturbed = said.splitlines() or [errors]
    assert killed == [f"{moment} killed" for moment in MOMENTS], errors
    assert undisturbed == f"{MOMENTS.stop} ended 0", "there are more steps than moments"
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_the_next_run_ends_it(
    killed: Path, whole: Settings, moment: int
) -> None:
    settings = settings_in(killed / str(moment))
    run_replayed(settings, Replay())
    assert records(settings) == records(whole)
    assert sorted(published(settings)) == sorted(published(whole))
    assert tidy(settings)


@pytest.mark.parametrize("most_bytes", [1_000, 20_000, 120_000])
def test_without_room_it_says_so_and_goes_on_once_there_is_some(
    tmp_path: Path, whole: Settings, most_bytes: int
) -> None:
    settings = settings_in(tmp_path)
    drop_stubs(settings, CALLS)
    with full_disk(most_bytes), pytest.raises(OutputError) as said:
        run_replayed(settings, Replay())
    assert "cannot be written" in str(said.value)
    assert "make room" in str(said.value)
    for name, content in records(settings).items():
        assert content == records(whole)[name]
    run_replayed(settings, Replay())
    assert records(settings) == records(whole)
    assert tidy(settings)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB, where this machine lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("no right to mount a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full_says_the_same(small_disk: Path, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, CALLPROBE_FOLDERS__DATA=str(small_disk))
    drop_stubs(settings, CALLS)
    with pytest.raises(OutputError) as said:
        run_replayed(settings, Replay())
    assert "cannot be written" in str(said.value)
    assert "make room" in str(said.value)
    for path in Store(settings.folders.data).paths():
        Store(settings.folders.data).read(path)  # whole, or not there


TWO = """
    import os, sys
    from pathlib import Path
    from flows.ledger import BusyError, Ledger
    from tests.flows.replay import Replay, load_packs, run_replayed, settings_in

    def run(settings):
        try:
            with Ledger(settings.folders.data).alone():
                return len(run_replayed(settings, Replay()).measured)
        except BusyError as error:
            return error

    settings = settings_in(Path(sys.argv[1]))
    load_packs(settings, sys.argv[2:])
    for _ in range(2):
        if os.fork() == 0:
            print(run(settings), flush=True)
            os._exit(0)
    os.wait(), os.wait()
"""


def test_two_runs_at_once_measure_no_call_twice(tmp_path: Path, whole: Settings) -> None:
    settings = settings_in(tmp_path)
    drop_stubs(settings, CALLS)
    said = sorted(started(TWO, str(tmp_path), *CALLS).communicate()[0].splitlines())
    assert len(said) == 2
    assert said[0] == "2" or said == ["0", "2"]
    assert said[1].startswith(("another callprobe run is at work", "2"))
    assert records(settings) == records(whole)
    assert len(published(settings)) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_stubs(settings, CALLS)
    settings.folders.data.mkdir()
    settings.folders.data.chmod(0o500)
    run = subprocess.run(
        [
            *(sys.executable, "-m", "flows.cli", "--inbox", str(settings.folders.inbox)),
            *("--data", str(settings.folders.data), "run"),
        ],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert str(settings.folders.data) in run.stderr
    assert "Traceback" not in run.stderr
