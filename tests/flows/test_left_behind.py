"""What a killed writer left is taken away, also where the process after it has the same number, as
in a container: there may be words in it of somebody who is forgotten by then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.aside import ENDING, aside_of, writer, writes_on
from flows.files import TEMPORARY, sweep
from flows.whose import Wanted, find
from flows.work import forget, rebuild
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in

EARLIER = f"{os.getpid()}-17"
"""A process that had this one's number, and began long before."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux tells when it began")
def test_a_forgotten_call_is_in_no_file_of_an_earlier_process(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    data = settings.folders.data
    write_record(data / "records", "one", customer="Zeldzaam")
    rebuild(settings)
    whole = settings.database.read_bytes()
    assert b"Zeldzaam" in whole
    left = (
        data / f".{settings.database.name}.{EARLIER}.140000{ENDING}",
        data / f".{settings.snapshot.name}.{EARLIER}.140000{ENDING}",
        data / f".callprobe.log.{EARLIER}{TEMPORARY}",
        settings.folders.inbox / f".manifest.csv.{EARLIER}{TEMPORARY}",
    )
    for path in left:
        path.write_bytes(whole)
    forget(settings, find(settings, Wanted(customer="Zeldzaam")))
    assert not [path for path in left if path.exists()]
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in held if b"Zeldzaam" in path.read_bytes()]


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    mine = aside_of(tmp_path / "warehouse.duckdb")
    mine.write_bytes(b"half")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        theirs = tmp_path / f".a.json.{other.pid}{TEMPORARY}"  # of an earlier callprobe
        theirs.write_bytes(b"half")
        aside_of(tmp_path / "warehouse.duckdb")
        sweep(tmp_path)
        assert mine.exists()
        assert theirs.exists()
        other.communicate(b"\n")
    sweep(tmp_path)
    assert not theirs.exists()
    assert writes_on(writer())
    assert writes_on("no process")
