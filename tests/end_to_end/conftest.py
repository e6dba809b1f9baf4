"""One run of the whole demo, without a network where that can be had, shared by all tests here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.record import Record
from flows.store import Store

ROOT = Path(__file__).parents[2]
NO_NETWORK = Path(__file__).parent / "no_network.py"


@dataclass(frozen=True)
class Ran:
    """A command that ran: its folder, what it said, and the network's part in it (None where no
    network namespace may be made here)."""

    work: Path
    status: int
    said: str
    network: dict[str, object] | None

    @property
    def records(self) -> dict[str, Record]:
        """The records, by the recording's name without its ending."""
        store = Store(self.work / "data")
        read = [store.read(path) for path in store.paths()]
        return {Path(record.call.recording).stem: record for record in read}


def namespaces() -> bool:
    """Whether this machine lets us make a network namespace."""
    try:
        made = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return made.returncode == 0


def run_quietly(work: Path, command: Sequence[str], *, loopback: bool = True) -> Ran:
    """Run a command of the repository, cut off from every network where that is allowed."""
    report = work / f"network-{len(list(work.glob('network-*')))}.json"
    cut_off: list[str] = []
    if namespaces():
        cut_off = ["unshare", "-rn", sys.executable, str(NO_NETWORK), str(report)]
        cut_off += ["--loopback"] if loopback else []
    ran = subprocess.run(
        [*cut_off, sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )
    network = json.loads(report.read_text()) if report.exists() else None
    return Ran(work, ran.returncode, ran.stdout + ran.stderr, network)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """``make demo`` in a folder of its own."""
    work = tmp_path_factory.mktemp("demo")
    return run_quietly(work, ["-m", "demo.run", "--work", str(work)])
