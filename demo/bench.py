"""``make bench-flows``, first part: what a batch of demo calls costs beside the engines.

python -m demo.bench

The engines hear the calls alone first, then in the batch: what the rest of the batch takes from
them shows as well.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from analysis.heard import Heard
from demo.run import CALLS, CONFIG, DEMO, drop
from flows import work
from flows.call import Listener
from flows.engines import load_engines
from flows.environment import prepare
from flows.settings import load_settings

WORK = DEMO / "work" / "bench"

MOST_S, MOST_SHARE = 0.5, 0.10
"""What everything beside the engines may cost: seconds a call, and share of the batch."""


@dataclass(slots=True)
class Timed:
    """The engines with a stopwatch."""

    ears: Listener
    demo: bool = True
    at_once: int = 1
    inside: float = 0.0
    sound: float = 0.0

    def hear(
        self,
        path: Path,
        *,
        progress: Callable[[str], None] | None = None,
        language: str | None = None,
    ) -> Heard:
        """What the engines hear."""
        begun = time.perf_counter()
        heard = self.ears.hear(path, progress=progress, language=language)
        self.inside += time.perf_counter() - begun
        self.sound += heard.duration
        return heard


def main() -> int:
    """Run the batch once in a fresh folder and print where the time went."""
    shutil.rmtree(WORK, ignore_errors=True)
    calls = drop(CALLS, WORK / "inbox")
    folders = {
        "CALLPROBE_FOLDERS__INBOX": str(WORK / "inbox"),
        "CALLPROBE_FOLDERS__DATA": str(WORK / "data"),
        "CALLPROBE_INBOX__WHOLE_AFTER_S": "0",
        "CALLPROBE_MODELS__CALLS_AT_ONCE": "1",
    }
    settings = load_settings(CONFIG, folders)
    prepare(settings.folders.data)
    ears = load_engines(settings)
    ears.warm_up()
    alone, batch = Timed(ears), Timed(ears)
    for path in sorted(path for path in CALLS.glob("*.flac")):
        alone.hear(path)
    begun = time.perf_counter()
    result = work.run(settings, Console(), load=lambda: batch)
    took = time.perf_counter() - begun
    other = took - batch.inside
    print(f"\n{len(result.measured)} of {calls} calls, {batch.sound / 60:.1f} minutes of sound")
    print(f"the engines alone        {alone.inside:6.1f} s")
    print(f"the batch                {took:6.1f} s")
    print(f"inside the engines       {batch.inside:6.1f} s")
    print(f"everything else          {other:6.1f} s  ({other / calls:.2f} s a call,", end=" ")
    print(f"{other / took:.0%} of the batch)")
    print("  (Prefect's start, tasks, measures, records, warehouse, publishing: as far as the")
    print("  engines are not at the next call meanwhile)")
    kept = other / calls <= MOST_S and other / took <= MOST_SHARE
    said = "kept" if kept else "NOT kept"
    print(f"  at most {MOST_S} s a call and {MOST_SHARE:.0%} of the batch: {said}")
    slower = took - alone.inside
    print(f"more than the engines alone, what else the machine does with it: {slower:.1f} s")
    return 0 if len(result.measured) == calls and kept else 1


if __name__ == "__main__":
    sys.exit(main())
