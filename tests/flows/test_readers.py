"""Many readers while calls are loaded and published all the time; publishers killed at work."""

from __future__ import annotations

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from flows.current import load_records, publish_snapshot
from flows.publish import publish
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import write_record, write_records
from tests.flows.replay import settings_in

READERS = 8
PUBLISHES = 40
"""Each of twenty calls twice: new, and in place of itself."""

KILLS = 30
BETWEEN_LOOKS_S = 1.0
"""Of one reader: eight that never rest would leave the writer no processor."""

WHOLE = """
    select calls.call_id
    from calls
    left join call_scorecard using (call_id)
    left join (select distinct call_id from questions) as asked using (call_id)
    left join (select distinct call_id from commitments) as promised using (call_id)
    where call_scorecard.call_id is null or asked.call_id is null or promised.call_id is null
"""
"""Calls of which something is missing."""

PUBLISHERS = """
import os, signal, sys, time
from pathlib import Path
from flows.current import load_records, publish_snapshot
from flows.settings import load_settings

settings = load_settings(environment={"CALLPROBE_FOLDERS__DATA": sys.argv[1]})
records = [Path(name) for name in sys.argv[2:]]

def publish_all(times):
    for number in range(times):
        records[number % len(records)].touch()
        load_records(settings)
        publish_snapshot(settings)

def child(times):
    process = os.fork()
    if process == 0:
        publish_all(times)
        os._exit(0)
    return process

begun = time.monotonic()
os.waitpid(child(1), 0)
took = time.monotonic() - begun
for part in sys.stdin:
    process = child(1000)
    time.sleep(float(part) * took)
    os.kill(process, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""
"""Loaded once; for each line it reads, a child publishes without end and is killed after that part
of the time that a whole load and publication takes, on this machine as busy as it is."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    database = tmp_path / "warehouse.duckdb"
    load(database, write_records(tmp_path / "records", ["a", "b"]))
    return database


def read_again_and_again(
    snapshot: Path,
    stop: Event,
    failures: multiprocessing.Queue[str],
    looks: multiprocessing.Queue[int],
) -> None:
    """Open, look, close, until told to stop: every call whole, and never fewer than before."""
    seen, count = 0, 0
    while not stop.is_set():
        try:
            with open_snapshot(snapshot) as connection:
                halves = rows(connection, WHOLE)
                ((calls,),) = connection.execute("select count(*) from calls").fetchall()
            if halves or calls < seen:
                failures.put(f"half a state: {halves}, {calls} calls after {seen}")
            seen, count = calls, count + 1
            time.sleep(BETWEEN_LOOKS_S)
        except Exception as error:  # whatever a reader meets is what this test is about
            failures.put(repr(error))
    looks.put(count)


def test_readers_never_meet_the_writer(tmp_path: Path, database: Path) -> None:
    snapshot = tmp_path / "calls.duckdb"
    publish(database, snapshot)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    stop, failures, looks = context.Event(), context.Queue(), context.Queue()
    readers = [
        context.Process(target=read_again_and_again, args=(snapshot, stop, failures, looks))
        for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for number in range(PUBLISHES):
        load(database, [write_record(tmp_path / "records", f"call-{number % 20}")])
        publish(database, snapshot)
    stop.set()
    looked = [looks.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join(timeout=60)
    assert failures.empty(), failures.get()
    assert min(looked) > 0
    with open_snapshot(snapshot) as connection:
        assert rows(connection, "select count(*) as calls from calls") == [{"calls": 22}]


def test_killed_while_loading_and_publishing_the_snapshot_stays_whole(tmp_path: Path) -> None:
    """The warehouse itself need not: DuckDB can leave half a block where it is killed. Then it is
    made again from the records."""
    settings = settings_in(tmp_path)
    snapshot = settings.snapshot
    write_records(settings.kept / "records", ["a", "b"])
    load_records(settings)
    publish_snapshot(settings)
    records = [write_record(settings.kept / "records", f"call-{number}") for number in range(3)]
    chance = random.Random(7)
    seen = 2
    publishers = subprocess.Popen(
        [sys.executable, "-c", PUBLISHERS, str(settings.folders.data), *map(str, records)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert publishers.stdin is not None
    assert publishers.stdout is not None
    for _ in range(KILLS):
        publishers.stdin.write(f"{chance.uniform(0.0, 1.0)}\n")
        publishers.stdin.flush()
        assert publishers.stdout.readline() == f"{-signal.SIGKILL}\n"
        with open_snapshot(snapshot) as connection:
            assert rows(connection, WHOLE) == []
            ((calls,),) = connection.execute("select count(*) from calls").fetchall()
        assert calls >= seen
        seen = calls
    publishers.communicate()
    for record in records:
        record.touch()
    load_records(settings)
    publish_snapshot(settings)
    with open_snapshot(snapshot) as connection:
        assert rows(connection, "select count(*) as calls from calls") == [{"calls": 5}]
    # what killed publishers left beside it is gone with the first that lives
    left = {path.name for path in snapshot.parent.glob("*duckdb*")}
    assert left == {snapshot.name, settings.database.name}
