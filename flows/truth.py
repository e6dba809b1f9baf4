"""``callprobe evaluate``: calls whose truth is known, through everything, and beside that truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from analysis.record import Record
from flows import work as jobs
from flows.settings import Settings
from flows.store import Store


class EvaluateError(ValueError):
    """There is no truth to compare with: one sentence."""


def print_truth(
    settings: Settings,
    calls: Path,
    work: Path,
    console: Console,
    *,
    verbose: bool = False,
    markdown: Path | None = None,
) -> None:
    """Measure the calls of a folder, in ``work``, and print the tables. Raises EvaluateError."""
    if not (calls / "truth.json").is_file():
        raise EvaluateError(f"{calls} has no truth.json: name a folder of rendered calls")
    try:
        from flows.evaluation.demo import demo_tables, evaluate_demo
    except ModuleNotFoundError as error:
        raise EvaluateError(
            "the demo's tools are not here: run `python -m flows.cli evaluate` in the repository"
        ) from error
    from flows.evaluation.tables import show, write_markdown

    def measure(inbox: Path) -> Iterator[Record]:
        here = settings.folders.model_copy(
            update={"inbox": inbox, "data": work / "data", "kept": None}
        )
        there = settings.model_copy(update={"folders": here})
        jobs.run(there, console, rehear=True)
        jobs.remeasure(there, console)  # of an earlier evaluation: today's cues and settings
        store = Store(here.data)
        return (store.read(path) for path in store.paths())

    tables = demo_tables(evaluate_demo(calls, work, measure), verbose=verbose)
    show(tables, console)
    if markdown is not None:
        write_markdown(tables, markdown, "How right callprobe is on calls whose truth is known")
