"""Serving: what arrives is measured, trouble is said once and outlasted, the engines load once."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pytest
from rich.console import Console

from flows import prefect_server
from flows.prefect_server import PrefectServer
from flows.serve import looks
from flows.settings import Settings
from flows.store import Store
from tests.flows.replay import Replay, drop_calls, settings_in

if TYPE_CHECKING:
    from analysis.speech.hear import Ears

ROOT = Path(__file__).parents[2]


class Loaded:
    """Engines that say how often they were loaded."""

    def __init__(self) -> None:
        self.times = 0
        self._ears: Replay | None = None

    def __call__(self) -> Ears:
        if self._ears is None:
            self.times += 1
            self._ears = Replay()
            self._ears.demo = True  # type: ignore[attr-defined]
        return cast("Ears", self._ears)


@contextmanager
def serving(settings: Settings, load: Loaded) -> Iterator[io.StringIO]:
    said, stop = io.StringIO(), threading.Event()
    server = PrefectServer(settings.folders.data, settings.flow.prefect_max_mb)
    thread = threading.Thread(
        target=looks, args=(settings, Console(file=said, width=400), stop, load, server)
    )
    thread.start()
    try:
        yield said
    finally:
        stop.set()
        thread.join(60)


def until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < end, "not reached within a minute"
        time.sleep(0.05)


def test_what_arrives_later_is_measured_with_the_same_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefect_server, "loopback_works", lambda: False)  # no server for this
    settings = settings_in(tmp_path, CALLPROBE_FLOW__POLL_S="0.1")
    store, load = Store(settings.folders.data), Loaded()
    with serving(settings, load) as said:
        until(lambda: "there is no inbox" in said.getvalue())
        time.sleep(0.5)
        drop_calls(settings, ["nl-01-goed-gesprek"])
        until(lambda: len(store.paths()) == 1)
        drop_calls(settings, ["en-01-a-clear-no"])
        until(lambda: len(store.paths()) == 2 and said.getvalue().count("1 measured") == 2)
    assert said.getvalue().count("there is no inbox") == 1
    assert load.times == 1
    assert settings.snapshot.is_file()


def test_a_call_is_measured_when_the_system_tells_of_it_and_not_only_when_it_is_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefect_server, "loopback_works", lambda: False)
    settings = settings_in(
        tmp_path, CALLPROBE_FLOW__POLL_S="600", CALLPROBE_INBOX__WHOLE_AFTER_S="0.5"
    )
    settings.folders.inbox.mkdir()
    store = Store(settings.folders.data)
    with serving(settings, Loaded()) as said:
        time.sleep(1)
        drop_calls(settings, ["nl-01-goed-gesprek"])
        until(lambda: len(store.paths()) == 1)
        drop_calls(settings, ["en-01-a-clear-no"])
        until(lambda: said.getvalue().count("1 measured") == 2)
    assert len(store.paths()) == 2


@contextmanager
def told_to_serve(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """``callprobe serve`` in a process of its own, without Prefect's pages."""
    (folder / "inbox").mkdir()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "flows.cli", "--inbox", str(folder / "inbox")),
            *("--data", str(folder / "data"), "serve"),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "CALLPROBE_FLOW__PREFECT_PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()


def test_told_to_stop_it_stops_at_once_and_says_so(tmp_path: Path) -> None:
    with told_to_serve(tmp_path) as process:
        assert process.stdout is not None
        assert "watching" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=60)
    assert "stopped" in said
    assert process.returncode == 0
    assert not errors


def test_a_data_folder_that_cannot_be_written_is_said_once_and_does_not_end_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").touch()
    with told_to_serve(tmp_path) as process:
        assert process.stdout is not None
        assert "watching" in process.stdout.readline()
        assert "is no folder: name another one with --data" in unbroken(process.stdout)
        time.sleep(1)  # the first look is over
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=60)
    assert "is no folder" not in said
    assert process.returncode == 0
    assert not errors


def unbroken(lines: IO[str]) -> str:
    """A sentence that was broken to the width of a terminal, up to its last words."""
    said = ""
    for line in lines:
        said += f"{line.strip()} "
        if said.endswith("--data "):
            break
    return said


def test_a_torn_voice_is_named_once_and_calls_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefect_server, "loopback_works", lambda: False)
    settings = settings_in(
        tmp_path, CALLPROBE_FLOW__POLL_S="0.1", CALLPROBE_ROLES__VOICEPRINTS="true"
    )
    torn = settings.folders.data / "voices" / "0123456789abcdef.json"
    torn.parent.mkdir(parents=True)
    torn.write_text("{")
    drop_calls(settings, ["nl-01-goed-gesprek"])
    store = Store(settings.folders.data)
    with serving(settings, Loaded()) as said:
        until(lambda: len(store.paths()) == 1 and "is no voice" in said.getvalue())
        time.sleep(0.5)
    assert said.getvalue().count(f"{torn} is no voice; remove it") == 1
