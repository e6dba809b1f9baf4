"""Prefect shows a run and its scorecards; no run, and nobody who is forgotten, depends on it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from analysis.heard import Heard
from flows import work
from flows.artifacts import row_of
from flows.environment import STARTUP_S
from flows.prefect_server import URL, PrefectServer, _answers
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from flows.whose import Wanted, find
from review.markdown_card import page_of, plain
from tests.flows.replay import Replay, drop_calls, settings_in, truth

ROOT = Path(__file__).parents[2]
CALLS = ("nl-01-goed-gesprek", "en-01-a-clear-no")
QUIET = Console(quiet=True)


class Ears(Replay):
    """Replayed; with the second call the server dies, if one is given, once the first one is shown,
    and the third one takes until it is back."""

    demo = True

    def __init__(
        self, server: PrefectServer | None = None, records: Callable[[], int] = int
    ) -> None:
        super().__init__()
        self.server, self.records, self.before = server, records, records()

    def hear(self, path: Path, **told: object) -> Heard:
        until = time.monotonic() + float(STARTUP_S)
        if self.server and len(self.asked) == 1:
            while self.records() == self.before and time.monotonic() < until:
                time.sleep(0.05)
            assert self.server._process is not None
            self.server._process.kill()
            self.server._process.wait()
        elif self.server and len(self.asked) == 2:
            while not _answers(self.server.port) and time.monotonic() < until:
                time.sleep(0.1)
        return super().hear(path)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, PrefectServer]]:
    """Two calls measured, and the server that showed it, still running."""
    settings = settings_in(tmp_path_factory.mktemp("shown"))
    drop_calls(settings, CALLS)
    with PrefectServer(settings.folders.data, 200) as server:
        work.run(settings, QUIET, load=Ears, prefect=server)
        yield settings, server


def asked(settings: Settings, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(settings.folders.data / "prefect" / "prefect.db") as database:
        return database.execute(query).fetchall()


def test_the_run_its_table_and_a_page_a_call_are_shown(
    ran: tuple[Settings, PrefectServer],
) -> None:
    settings, _ = ran
    store = Store(settings.folders.data)
    keys = dict(asked(settings, "select key, type from artifact"))
    pages = {f"call-{path.stem}" for path in store.paths()}
    assert keys == dict.fromkeys(pages, "markdown") | {"scorecards": "table"}
    assert asked(settings, "select name, state_name from flow_run") == [
        ("2 recordings", "Completed")
    ]
    (table,) = asked(settings, "select data from artifact where key = 'scorecards'")
    for path in store.paths():
        assert row_of(store.read(path))["recording"] in table[0]


def test_more_files_than_one_portion_are_all_measured_once_and_counted(
    ran: tuple[Settings, PrefectServer],
) -> None:
    """Three calls in portions of two: two of Prefect's runs, whose tables hold them all."""
    settings, server = ran
    before = {path.stem for path in Store(settings.folders.data).paths()}
    runs = len(asked(settings, "select id from flow_run"))
    flow = settings.flow.model_copy(update={"calls_a_run": 2})
    names = (
        "en-02-the-seller-who-never-stops",
        "nl-03-de-geredde-klant",
        "nl-04-stuur-maar-een-offerte",
    )
    drop_calls(settings, names)
    ears = Ears()
    result = work.run(
        settings.model_copy(update={"flow": flow}),
        QUIET,
        load=lambda: ears,
        prefect=server,
    )
    stored = {path.stem for path in Store(settings.folders.data).paths()} - before
    assert len(result.measured) == len(set(result.measured)) == 3
    assert set(result.measured) == stored
    assert sorted(ears.asked) == sorted(truth()[name]["file"] for name in names)
    shown = asked(settings, "select name, state_name from flow_run order by created")[runs:]
    assert shown == [("2 recordings", "Completed"), ("1 recordings", "Completed")]
    tables = asked(settings, "select data from artifact where key = 'scorecards' order by created")
    counted = [
        row["recording"] for (table,) in tables[-2:] for row in json.loads(json.loads(table))
    ]
    assert sorted(counted) == sorted(ears.asked)
    with open_snapshot(settings.snapshot) as snapshot:
        loaded = rows(snapshot, "select call_id from calls")
    assert {row["call_id"] for row in loaded} == before | stored


def test_a_server_that_dies_costs_no_call_and_comes_back(
    ran: tuple[Settings, PrefectServer],
) -> None:
    settings, server = ran
    names = ("nl-02-de-extra-vraag", "nl-05-bij-ons-gaat-alles-goed", "en-04-just-send-me-a-quote")

    def records() -> int:
        return len(Store(settings.folders.data).paths())

    before = records()
    drop_calls(settings, names)
    result = work.run(settings, QUIET, load=lambda: Ears(server, records), prefect=server)
    assert (len(result.measured), result.aside, result.left) == (3, (), ())
    assert records() == before + 3
    states = asked(settings, "select state_name from flow_run order by created")
    assert states[-1] == ("Completed",)
    query = "select data from artifact where key = 'scorecards' order by created"
    *_, (table,) = asked(settings, query)
    assert all(name in table for name in names)


def test_whoever_is_forgotten_is_gone_from_prefect_while_it_runs(
    ran: tuple[Settings, PrefectServer],
) -> None:
    settings, server = ran
    server.start()
    assert server.ready()
    gone = work.forget(settings, find(settings, Wanted(customer="Pieter Bakker")))
    assert any("Prefect" in line for line in gone)
    assert not (settings.folders.data / "prefect").exists()
    server.start()  # the next look: a new database, and a server that has it open
    assert server.ready()
    assert asked(settings, "select * from artifact") == []


def test_what_it_keeps_goes_once_it_is_too_large(ran: tuple[Settings, PrefectServer]) -> None:
    settings, _ = ran
    home, record = settings.folders.data / "prefect", settings.folders.data / "records"
    home.mkdir(exist_ok=True)
    (home / "left.txt").touch()
    with PrefectServer(settings.folders.data, 0.0) as small:
        small.start()
        assert not (home / "left.txt").exists()
    assert list(record.iterdir())


ORPHAN = """
    import sys, time
    from pathlib import Path
    from flows.prefect_server import PrefectServer
    server = PrefectServer(Path(sys.argv[1]), 200)
    server.start()
    print(server._process.pid, flush=True)
    time.sleep(60)
"""


def test_no_server_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(ORPHAN), str(tmp_path)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != URL},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    server = int(run.stdout.readline())
    assert Path(f"/proc/{server}").exists()
    run.send_signal(signal.SIGKILL)
    run.wait()
    until = time.monotonic() + 60
    while _runs(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _runs(server)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][:1]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(("name", "heading"), [(CALLS[0], "Blijft hangen"), (CALLS[1], "Clear no")])
def test_a_page_is_in_the_calls_language(
    ran: tuple[Settings, PrefectServer], tmp_path: Path, name: str, heading: str
) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, [name])
    from tests.flows.replay import run_replayed

    run_replayed(settings, Replay())
    store = Store(settings.folders.data)
    (record,) = [store.read(path) for path in store.paths()]
    page = page_of(record)
    assert page.splitlines()[0].endswith(heading)
    assert plain(record.measures.flags[0].sentence) in page


def test_a_page_takes_no_markup_from_names() -> None:
    assert plain("<script>[x](y)|\n# z") == r"\<script\>\[x\]\(y\)\|" + r" \# z"
