"""Forty calls, two workers, one of them killed in the middle: forty records, none made twice.

``make test-scale``: it takes minutes, most of which Prefect waits for the dead worker's heartbeat.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from flows.engines import ears_for
from flows.plan import make_plan
from flows.settings import Settings, load_settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from tests.flows.replay import run_replayed
from tests.scale.machines import ROOT, Machines, machines, postgres_bin

pytestmark = pytest.mark.scale

RUN = re.compile(r"flow run '([0-9a-f-]{36})'")


@dataclass(frozen=True)
class Ended:
    """All is measured: what many machines made of the calls, and what one makes of them."""

    many: Machines
    shared: Settings
    alone: Settings
    killed_with: int
    """Records there were when one worker was killed."""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ended]:
    """The calls, measured by two workers of which one dies, and by one machine."""
    for package in ("moto.server", "flask_cors", "s3fs", "upath"):
        pytest.importorskip(package, reason="`make test-scale` installs it")
    if postgres_bin() is None:
        pytest.skip("PostgreSQL is not here: apt-get install postgresql, or `make test-scale`")
    from tests.scale.calls import COUNT, drop

    folder = tmp_path_factory.mktemp("machines")
    engines = {
        "CALLPROBE_CONFIG": str(ROOT / "demo" / "demo.toml"),
        "CALLPROBE_MODELS__TRANSCRIBER": str(ROOT / "demo/models/whisper-demo"),
        "CALLPROBE_MODELS__DIARIZER": str(ROOT / "demo/models/diarization-demo"),
        "CALLPROBE_SCALE__CALLS_A_RUN": "10",
    }
    far = {
        "CALLPROBE_FOLDERS__INBOX": "s3://calls/inbox",
        "CALLPROBE_FOLDERS__KEPT": "s3://calls/kept",
        "CALLPROBE_FOLDERS__DATA": str(folder / "head"),
    }
    near = {
        "CALLPROBE_FOLDERS__INBOX": str(folder / "alone" / "inbox"),
        "CALLPROBE_FOLDERS__DATA": str(folder / "alone" / "data"),
    }
    with machines(folder, engines | far) as many, pytest.MonkeyPatch.context() as patch:
        for name, value in many.environment.items():
            if name.startswith("AWS_"):
                patch.setenv(name, value)
        shared = load_settings(environment=engines | far)
        bucket(shared)
        drop(shared, folder / "recordings")
        for name, pool in (("one", "callprobe"), ("two", "callprobe"), ("head", "callprobe-head")):
            many.start_worker(name, pool)
        killed_with = kill_in_the_middle(many, shared)
        until = time.monotonic() + 900
        while len(Store(shared.kept).paths()) < COUNT or not loaded(shared, COUNT):
            assert time.monotonic() < until, f"{len(Store(shared.kept).paths())} records"
            time.sleep(1)
        alone = load_settings(environment=engines | near)
        drop(alone, folder / "recordings again")
        run_replayed(alone, ears_for(alone, make_plan(alone).work))
        yield Ended(many, shared, alone, killed_with)


def bucket(settings: Settings) -> None:
    from upath import UPath

    inbox = settings.folders.inbox
    assert isinstance(inbox, UPath)
    inbox.fs.mkdir("calls")


def kill_in_the_middle(many: Machines, shared: Settings) -> int:
    """Kill the first worker of which a run has made some of its records and not all."""
    until = time.monotonic() + 480
    while time.monotonic() < until:
        made = {path.stem for path in Store(shared.kept).paths()}
        for name in ("one", "two"):
            for run in RUN.findall((many.folder / f"{name}.log").read_text())[-1:]:
                calls = many.psql(
                    f"select parameters->>'calls' from flow_run where id = '{run}' "
                    "and state_type = 'RUNNING'",
                    "prefect",
                )
                done = sum(call in made for call in re.findall(r"[0-9a-f]{16}", calls))
                if 0 < done < 10:
                    many.kill(name)
                    return len(Store(shared.kept).paths())
        time.sleep(0.2)
    raise AssertionError("no worker was ever in the middle of a run")


def loaded(settings: Settings, count: int) -> bool:
    if not settings.snapshot.is_file():
        return False
    with open_snapshot(settings.snapshot) as snapshot:
        return rows(snapshot, "select count(*) as calls from calls")[0]["calls"] == count


def test_every_call_has_the_record_that_one_machine_makes(ended: Ended) -> None:
    assert 0 < ended.killed_with < 40
    many = {path.name: path.read_bytes() for path in Store(ended.shared.kept).paths()}
    alone = {path.name: path.read_bytes() for path in Store(ended.alone.kept).paths()}
    assert len(many) == 40
    assert many == alone


def test_no_record_was_made_twice(ended: Ended) -> None:
    """Asked of the object storage, which logs every request."""
    log = (ended.many.folder / "s3.log").read_text()
    puts = Counter(re.findall(r"PUT /calls/kept/records/(\w+)\.json", log))
    assert len(puts) == 40
    assert set(puts.values()) == {1}


def test_the_dead_worker_s_run_was_ended_and_its_calls_given_to_the_other(ended: Ended) -> None:
    states = ended.many.psql(
        "select r.state_type, r.parameters->>'calls' from flow_run r join flow f on f.id = "
        "r.flow_id where f.name = 'measure'",
        "prefect",
    )
    runs = [line.split("|") for line in states.splitlines()]
    calls = {state: set(re.findall(r"[0-9a-f]{16}", said)) for state, said in runs}
    ended_well = [
        c for s, said in runs if s == "COMPLETED" for c in re.findall(r"[0-9a-f]{16}", said)
    ]
    assert {state for state, _ in runs} == {"COMPLETED", "CRASHED"}
    assert len(calls["CRASHED"]) == 10
    assert len(ended_well) == len(set(ended_well)), "a call was enqueued twice"
    assert set(ended_well) | calls["CRASHED"] == {p.stem for p in Store(ended.shared.kept).paths()}


def test_managers_see_the_same(ended: Ended) -> None:
    asked = "select call_id, recording, seller, outcome, score from call_scorecard order by all"
    answers = []
    for settings in (ended.shared, ended.alone):
        with open_snapshot(settings.snapshot) as snapshot:
            answers.append(rows(snapshot, asked))
    assert len(answers[0]) == 40
    assert answers[0] == answers[1]


def test_nobody_s_name_is_in_prefect_s_database(ended: Ended) -> None:
    sellers = {
        Store(ended.alone.kept).read(path).call.seller for path in Store(ended.alone.kept).paths()
    }
    tables = ended.many.psql(
        "select table_name from information_schema.tables where table_schema = 'public'", "prefect"
    ).split()
    rows_found = "\n".join(
        ended.many.psql(f'select t::text from "{table}" t', "prefect") for table in tables
    )
    assert "measured" in rows_found, "the log lines of the runs are among them"
    for seller in sellers:
        assert seller
        assert seller not in rows_found
    assert not re.search(r"\d\d_(nl|en)-0\d-", rows_found), "the name of a recording"


def test_ops_see_on_the_head_that_all_is_done(ended: Ended) -> None:
    status = subprocess.run(
        [sys.executable, "-m", "flows.cli", "status"],
        cwd=ended.many.folder,
        env=ended.many.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = status.stdout.replace("\n", " ")
    assert re.search(r"40\s+recordings in the inbox", said), status.stdout + status.stderr
    assert re.search(r"40\s+calls done", said)
    assert re.search(r" 0\s+under way", said)
    assert "interrupted" not in said
