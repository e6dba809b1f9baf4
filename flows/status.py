"""``callprobe status``: where every recording stands, without touching anything."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.ledger import Ledger
from flows.plan import make_plan
from flows.retention import expired
from flows.settings import Settings
from flows.store import Store
from flows.told import calls, counted, heard_otherwise, measured_otherwise, passed_over, tell_broken


def print_status(settings: Settings, console: Console) -> None:
    """Print what was found, waits, runs, is done and is set aside. Raises InboxError, OSError."""
    plan = make_plan(settings, note=False)
    broken = _broken(settings, {item.call_id for item in plan.work})
    under_way = Ledger(settings.folders.data, settings.kept).under_way()
    running = [entry for entry in under_way if entry.alive]
    interrupted = [entry for entry in under_way if not entry.alive]
    aside = (*plan.aside, *plan.still_aside)
    waiting = [item for item in plan.work if item.call_id not in {run.call_id for run in running}]
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    for count, said in (
        (
            len(plan.work) + plan.done + plan.newer + len(aside) + len(plan.growing),
            "recordings in the inbox",
        ),
        (len(plan.growing), "still being copied"),
        (len(waiting), "waiting"),
        (len(running), "under way"),
        (len(Store(settings.kept).paths()) - len(broken), "calls done (records kept)"),
        *([(len(broken), "records that cannot be used")] if broken else []),
        (len(aside), "set aside"),
    ):
        table.add_row(str(count), said)
    console.print(table)
    tell_broken(broken, console)
    for entry in interrupted:
        console.print(Text(f"interrupted earlier: {entry.recording}"))
    for left in aside:
        console.print(Text(left.sentence, "yellow"))
    if aside:
        console.print("`callprobe run --retry` tries what is set aside again.")
    if said := passed_over(plan.linked):
        console.print(Text(said, "yellow"), soft_wrap=True)
    if hint := heard_otherwise(plan.otherwise):
        console.print(hint)
    if hint := measured_otherwise(plan.stale):
        console.print(hint)
    for line in _retention(settings):
        console.print(line)


def _broken(settings: Settings, waiting: set[str]) -> list[str]:
    """Why records cannot be used, but for those that the next run writes anew."""
    from flows.current import broken_records

    found = broken_records(settings, later=True)
    return [why for path, why in found.items() if path.stem not in waiting]


def _retention(settings: Settings) -> list[str]:
    """How long what is kept, and what is over its time; nothing where all is kept for good."""
    keep = settings.retention
    kinds = (
        ("recordings", keep.recordings_days),
        ("words", keep.transcripts_days),
        ("calls", keep.measures_days),
    )
    if not any(days for _, days in kinds):
        return []
    said = (f"{kind} {_days(days)}" if days else f"{kind} for good" for kind, days in kinds)
    over = expired(settings)
    words = over.counts["words"]
    recordings = counted(len(over.recordings), "recording")
    counts = f"{recordings}, {counted(words, 'transcript')}"
    return [
        f"kept: {', '.join(said)}",
        f"over their time, removed by the next run: {counts}, {calls(len(over.calls))}",
    ]


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"
