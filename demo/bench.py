"""``make bench-flows``, first part: what a batch of demo calls costs beside the engines.

python -m demo.bench
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from analysis.heard import Heard
from demo.run import CALLS, CONFIG, DEMO, drop
from flows.environment import prepare
from flows.prefect_server import PrefectServer
from flows.settings import load_settings

WORK = DEMO / "work" / "bench"

MOST_S, MOST_SHARE = 0.5, 0.10
"""What everything beside the engines may cost: seconds a call, and share of the batch."""


def main() -> int:
    """Run the batch once in a fresh folder and print where the time went."""
    shutil.rmtree(WORK, ignore_errors=True)
    calls = drop(CALLS, WORK / "inbox")
    folders = {
        "CALLPROBE_FOLDERS__INBOX": str(WORK / "inbox"),
        "CALLPROBE_FOLDERS__DATA": str(WORK / "data"),
    }
    settings = load_settings(CONFIG, folders)
    prepare(settings.folders.data)
    started = time.perf_counter()
    from analysis.speech.hear import Ears
    from flows.batch import Batch
    from flows.plan import make_plan
    from flows.progress import Report

    ears = Ears(settings.analysis)
    loaded = time.perf_counter()
    inside = 0.0
    sound = 0.0

    class Timed:
        """The engines with a stopwatch."""

        def hear(
            self,
            path: Path,
            *,
            progress: Callable[[str], None] | None = None,
            language: str | None = None,
        ) -> Heard:
            nonlocal inside, sound
            begun = time.perf_counter()
            heard = ears.hear(path, progress=progress, language=language)
            inside += time.perf_counter() - begun
            sound += heard.duration
            return heard

    work = make_plan(settings).work
    report = Report(Console(), settings.folders.data, work)
    with PrefectServer(settings.folders.data, settings.flow.prefect_max_mb) as server:
        server.start()
        done = Batch(settings, work, Timed(), report, server.ready(), alive=server.alive).run()
    report.close()
    batch = time.perf_counter() - loaded
    print(f"\n{len(done.measured)} of {calls} calls, {sound / 60:.1f} minutes of sound")
    print(f"loading the engines      {loaded - started:6.1f} s")
    print(f"inside the engines       {inside:6.1f} s  ({sound / inside:.0f} times real time)")
    other = batch - inside
    print(f"everything else          {other:6.1f} s  ({other / calls:.2f} s a call,", end=" ")
    print(f"{other / batch:.0%} of the batch)")
    print("  (Prefect's start, tasks, measures, records, warehouse, publishing)")
    kept = other / calls <= MOST_S and other / batch <= MOST_SHARE
    said = "kept" if kept else "NOT kept"
    print(f"at most {MOST_S} s a call and {MOST_SHARE:.0%} of the batch: {said}")
    return 0 if len(done.measured) == calls and kept else 1


if __name__ == "__main__":
    sys.exit(main())
