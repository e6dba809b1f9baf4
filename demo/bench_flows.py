"""Many calls through ``callprobe serve``'s own way, with only the engines replaced.

python -m demo.bench_flows [CALLS]

Every call is one of the demo calls, heard from its truth; the file that stands for its recording
holds no sound. Plan, Prefect, measures, records, warehouse and snapshot are the real ones. Memory
and the size of Prefect's database are printed after every portion of them: neither may grow on.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from analysis.heard import Heard
from demo.memory import held_mb, most_held_mb
from demo.replayed import heard_truly
from demo.run import CALLS, CONFIG, DEMO
from flows import work
from flows.prefect_server import PrefectServer
from flows.settings import Settings, load_settings

WORK = DEMO / "work" / "bench-flows"
PORTION = 100
"""Calls that arrive together."""


@dataclass(slots=True)
class Replayed:
    """Hears a file named ``<number>_<demo call>.wav`` as that demo call truly was."""

    truth: dict[str, Any]
    demo: bool = True
    at_once: int = 1

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        """What is true."""
        return heard_truly(self.truth[path.stem.partition("_")[2]])


def _drop(truth: dict[str, Any], numbers: range, inbox: Path) -> None:
    """Files that stand for recordings, each with the sidecar of its demo call."""
    inbox.mkdir(parents=True, exist_ok=True)
    names = sorted(truth)
    for number in numbers:
        name = names[number % len(names)]
        (inbox / f"{number:06}_{name}.wav").write_text(f"{number} {name}\n", encoding="utf-8")
        shutil.copyfile(CALLS / f"{name}.json", inbox / f"{number:06}_{name}.json")


def main(calls: int = 1_000) -> int:
    """Run the batch in a fresh folder; print calls a second, memory and sizes."""
    shutil.rmtree(WORK, ignore_errors=True)
    truth: dict[str, Any] = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    (WORK / "inbox").mkdir(parents=True)
    folders = {
        "CALLPROBE_FOLDERS__INBOX": str(WORK / "inbox"),
        "CALLPROBE_FOLDERS__DATA": str(WORK / "data"),
        "CALLPROBE_INBOX__WHOLE_AFTER_S": "0",
    }
    settings = load_settings(CONFIG, folders)
    ears = Replayed(truth)
    before, begun = held_mb(), time.perf_counter()
    sizes: list[float] = []
    measured = 0
    print("calls   seconds   memory   Prefect's database")
    with PrefectServer(settings.folders.data, settings.flow.prefect_max_mb) as server:
        for first in range(0, calls, PORTION):
            _drop(truth, range(first, min(calls, first + PORTION)), WORK / "inbox")
            result = work.run(
                settings,
                Console(quiet=True),
                load=lambda: ears,
                prefect=server,
            )
            measured += len(result.measured)
            sizes.append(held_mb())
            spent = time.perf_counter() - begun
            print(
                f"{measured:5} {spent:8.1f} s {sizes[-1]:5.0f} MB {_prefect_mb(settings):10.1f} MB"
            )
    took = time.perf_counter() - begun
    print(f"{measured} of {calls} calls in {took:.1f} s, the replay itself with it")
    print(f"calls a second        {calls / took:8.1f}")
    print(f"one call              {took / calls:8.3f} s")
    print(
        f"peak memory           {most_held_mb():8.0f} MB  ({before:.0f} MB before the first call)"
    )
    print(f"Prefect's database    {_prefect_mb(settings):8.1f} MB  (thrown away above", end=" ")
    print(f"{settings.flow.prefect_max_mb:.0f} MB)")
    print(f"the warehouse         {settings.database.stat().st_size / 1e6:8.1f} MB")
    grown = sizes[-1] - sizes[len(sizes) // 2]
    print(f"memory grown over the last half of the calls: {grown:.0f} MB")
    return 0 if measured == calls else 1


def _prefect_mb(settings: Settings) -> float:
    home = settings.folders.data / "prefect"
    return sum(path.stat().st_size for path in home.glob("*.db*")) / 1e6


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
