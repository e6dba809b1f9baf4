"""The demo calls as a perfect recognizer would hear them: tests of everything but the engines."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console

from analysis.heard import Heard
from analysis.record import Call
from demo.replayed import heard_truly
from flows.batch import Batch, Done
from flows.call import measured
from flows.hearing import Hearing
from flows.inbox import Recording
from flows.plan import make_plan
from flows.progress import Report
from flows.settings import Settings, load_settings

CALLS = Path(__file__).parents[2] / "demo" / "calls"


@cache
def truth() -> dict[str, Any]:
    """What is true about the demo calls, by name."""
    content: dict[str, Any] = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    return content


class Replay:
    """Hears a demo call from its truth, and counts how often it was asked."""

    at_once = 1

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        self.asked.append(path.name)
        return heard_truly(truth()[path.stem])


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings with inbox and data below ``folder``, and no waiting."""
    return load_settings(
        environment={
            "CALLPROBE_FOLDERS__INBOX": str(folder / "inbox"),
            "CALLPROBE_FOLDERS__DATA": str(folder / "data"),
            "CALLPROBE_INBOX__WHOLE_AFTER_S": "0",
            **more,
        }
    )


def drop_calls(settings: Settings, names: Sequence[str]) -> None:
    """Put demo calls with their sidecars into the inbox."""
    settings.folders.inbox.mkdir(parents=True, exist_ok=True)
    for name in names:
        for path in (CALLS / truth()[name]["file"], CALLS / f"{name}.json"):
            shutil.copyfile(path, settings.folders.inbox / path.name)


def drop_stubs(settings: Settings, names: Sequence[str]) -> None:
    """As ``drop_calls``, with a few bytes in place of each recording: a replay reads none of it."""
    settings.folders.inbox.mkdir(parents=True, exist_ok=True)
    for name in names:
        file = truth()[name]["file"]
        (settings.folders.inbox / file).write_text(f"in place of {file}", encoding="utf-8")
        shutil.copyfile(CALLS / f"{name}.json", settings.folders.inbox / f"{name}.json")


def load_packs(settings: Settings, names: Sequence[str]) -> None:
    """Measure these calls for nothing: a process that forks afterwards reads no cue lists again.

    Nothing of DuckDB is touched, whose threads no fork would outlive.
    """
    for name in names:
        heard = Replay().hear(Path(name))
        measured(heard, Call(id=name, recording=name, language=heard.language), settings.analysis)


def run_replayed(settings: Settings, ears: Any, work: Sequence[Recording] | None = None) -> Done:
    """A run over the inbox with ``ears`` in place of the engines and no Prefect around it."""
    work = make_plan(settings).work if work is None else work
    report = Report(Console(quiet=True), settings.folders.data, work)
    hearing = Hearing(settings, work, ears, report)
    try:
        return Batch(settings, tuple(work), hearing, report, with_prefect=False).run()
    finally:
        hearing.stop()
        report.close()
