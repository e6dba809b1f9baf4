"""``make demo``: the demo calls through everything, from recordings to scorecards.

    python -m demo.run

Drops the calls in an inbox of the demo's own, runs callprobe on it as anybody would, and says what
to try next. Run again, it finds nothing to do, and shows the scorecards that are there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

DEMO = Path(__file__).parent
CALLS = DEMO / "calls"
WORK = DEMO / "work"
CONFIG = DEMO / "demo.toml"

RECORDINGS = (".flac", ".ogg", ".wav", ".mp3")


def drop(calls: Path, inbox: Path) -> int:
    """Copy the recordings with their sidecars into the inbox; how many were new there."""
    inbox.mkdir(parents=True, exist_ok=True)
    new = 0
    for recording in sorted(calls.iterdir()):
        if recording.suffix not in RECORDINGS:
            continue
        for path in (recording.with_suffix(".json"), recording):
            copy = inbox / path.name
            if path.is_file() and not copy.is_file():
                shutil.copyfile(path, copy)
                new += path == recording
    return new


def next_steps(work: Path) -> str:
    """Three things to try, as commands that work where the demo was started."""
    here = Path.cwd()
    callprobe = _shown(Path(sys.executable).with_name("callprobe"), here)
    told = ["--config", _shown(CONFIG, here)]
    if work != WORK:
        told += ["--data", _shown(work / "data", here), "--inbox", _shown(work / "inbox", here)]
    snapshot = _shown(work / "data" / "callprobe.duckdb", here)
    python = _shown(Path(sys.executable), here)
    return f"""
Three things to try next
 1. Ask the warehouse a question of your own (any DuckDB tool opens the file, too):
      {python} -c "import duckdb; duckdb.connect('{snapshot}', read_only=True).sql(\
'select seller, outcome, score from call_scorecard order by score desc').show()"
 2. See how a sentence is read, and by which cue:
      {callprobe} explain "Wat gebeurt er als u niets doet?" --language nl
 3. Change a cue in configs/languages/nl.toml (or a number in configs/callprobe.toml) and measure
    every call again from its stored words, without listening to it:
      {callprobe} {" ".join(told)} remeasure"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; the exit status is callprobe's."""
    parser = argparse.ArgumentParser(prog="python -m demo.run", description=__doc__)
    parser.add_argument("--work", type=Path, default=WORK, help="folder for inbox and results")
    work: Path = parser.parse_args(arguments).work
    drop(CALLS, work / "inbox")
    command = [sys.executable, "-m", "flows.cli", "--config", str(CONFIG)]
    if work != WORK:
        command += ["--inbox", str(work / "inbox"), "--data", str(work / "data")]
    before = _published(work)
    status = _callprobe(command, "run")
    if status == 0 and _published(work) == before:
        status = _callprobe(command, "scorecards")
    if status == 0:
        print(next_steps(work))
    return status


def _callprobe(command: Sequence[str], what: str) -> int:
    """In a process of its own: what is shown is what a user of the command gets."""
    return subprocess.run([*command, what], cwd=DEMO.parent, check=False).returncode


def _published(work: Path) -> int | None:
    """When the DuckDB file was last published; None where it never was."""
    snapshot = work / "data" / "callprobe.duckdb"
    return snapshot.stat().st_mtime_ns if snapshot.is_file() else None


def _shown(path: Path, here: Path) -> str:
    """A path as one would type it here."""
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


if __name__ == "__main__":
    sys.exit(main())
