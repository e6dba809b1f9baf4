"""``make bench-warehouse``: the warehouse with many calls: loading, every view, publishing.

python -m demo.bench_warehouse [CALLS]    100,000 unless given; a thousand need 100 MB of disk

Records of made-up calls go through the loader that real ones go through. Beside it the same
questions to SQLite over the same tables, and to the record files by DuckDB. Absolute times depend
on the machine; what counts are the ratios of one run.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console
from rich.progress import track
from rich.table import Table

from demo.bench_questions import ASKED, PEERS
from demo.bench_records import Document, records, template
from demo.run import DEMO
from flows.publish import publish
from flows.snapshot import open_snapshot
from flows.warehouse import RECORDS_AT_A_TIME, load

WORK = DEMO / "work" / "bench-warehouse"
CALLS = 100_000
RAW_CALLS = 2000
"""Record files that are kept to be asked themselves; more would measure the disk."""

TRIES = 3
SLOWEST_MS, MOST_MS = 300, 50
"""The bars: no view above the one, most not above the other."""

Connection = duckdb.DuckDBPyConnection | sqlite3.Connection

PEER_TABLES = ("calls", "scores", "silences", "commitments")


@dataclass(frozen=True, slots=True)
class Measured:
    """A warehouse of so many calls: seconds of loading and publishing, bytes, and the
    milliseconds of each question in ``ASKED``."""

    calls: int
    load_s: float
    publish_s: float
    size: int
    asked_ms: list[float]


def main() -> None:
    """Load, ask, publish; then the peers."""
    console = Console()
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "records").mkdir(parents=True)
    form = template()
    grown: list[Measured] = []
    loaded, seconds = 0, 0.0
    for size in (calls // 10, calls):
        seconds += _load(form, range(loaded, size), console)
        loaded = size
        grown.append(_measure(size, seconds))
    _print_views(grown[-1], console)
    _print_growth(grown, console)
    _print_peers(grown[-1], console)


def _load(form: Document, numbers: range, console: Console) -> float:
    """Load calls, a portion at a time so that the disk holds few records; seconds of loading."""
    spent = 0.0
    starts = range(numbers.start, numbers.stop, RECORDS_AT_A_TIME)
    for first in track(starts, f"loading up to {numbers.stop:,} calls", console=console):
        some = range(first, min(first + RECORDS_AT_A_TIME, numbers.stop))
        paths = list(records(form, WORK / "records", some))
        begun = time.perf_counter()
        load(WORK / "warehouse.duckdb", paths)
        spent += time.perf_counter() - begun
        for path, number in zip(paths, some, strict=True):
            if number >= RAW_CALLS:
                path.unlink()
    return spent


def _measure(calls: int, load_s: float) -> Measured:
    snapshot = WORK / "calls.duckdb"
    begun = time.perf_counter()
    publish(WORK / "warehouse.duckdb", snapshot)
    publish_s = time.perf_counter() - begun
    with open_snapshot(snapshot) as connection:
        asked = [_ask_ms(connection, question.sql) for question in ASKED]
    return Measured(calls, load_s, publish_s, snapshot.stat().st_size, asked)


def _ask_ms(asked: Connection, sql: str, tries: int = TRIES) -> float:
    """Milliseconds of a query with all its rows, the shortest of some tries."""
    took = []
    for _ in range(tries):
        begun = time.perf_counter()
        asked.execute(sql).fetchall()
        took.append(1000 * (time.perf_counter() - begun))
    return min(took)


def _print_views(found: Measured, console: Console) -> None:
    table = Table("view", "for", "ms", title=f"{found.calls:,} calls", box=None)
    for question, took in zip(ASKED, found.asked_ms, strict=True):
        table.add_row(question.view, question.whom, f"{took:.0f}")
    console.print(table)
    quick = sum(took <= MOST_MS for took in found.asked_ms)
    met = max(found.asked_ms) <= SLOWEST_MS and quick > len(found.asked_ms) / 2
    console.print(
        f"slowest {max(found.asked_ms):.0f} ms (bar {SLOWEST_MS}); {quick} of "
        f"{len(found.asked_ms)} within {MOST_MS} ms: {'met' if met else 'NOT MET'}"
    )


def _print_growth(grown: list[Measured], console: Console) -> None:
    """What was measured, and a straight line through it to a million calls."""
    table = Table("calls", "loaded, s", "calls/s", "publish, s", "MB", "bytes/call", "slowest, ms")
    small, large = grown
    for found in grown:
        table.add_row(*_row(found))
    share = (1_000_000 - small.calls) / (large.calls - small.calls)

    def on(one: float, other: float) -> float:
        return max(other, one + share * (other - one))  # what is all noise does not shrink

    projected = Measured(
        1_000_000,
        on(small.load_s, large.load_s),
        on(small.publish_s, large.publish_s),
        round(on(small.size, large.size)),
        [on(a, b) for a, b in zip(small.asked_ms, large.asked_ms, strict=True)],
    )
    table.add_row(*_row(projected), style="dim")
    table.caption = "the last row is projected from the growth between the first two"
    console.print(table)


def _row(found: Measured) -> Iterator[str]:
    yield f"{found.calls:,}"
    yield f"{found.load_s:.1f}"
    yield f"{found.calls / found.load_s:.0f}"
    yield f"{found.publish_s:.1f}"
    yield f"{found.size / 1e6:.0f}"
    yield f"{found.size / found.calls:.0f}"
    yield f"{max(found.asked_ms):.0f}"


def _print_peers(found: Measured, console: Console) -> None:
    """The same questions elsewhere. Record files are few, and their time is scaled up to all."""
    _to_sqlite(WORK / "calls.duckdb", WORK / "calls.sqlite")
    raw = WORK / "records" / "*.json"
    kept = min(RAW_CALLS, found.calls)
    table = Table("question", "snapshot, ms", "SQLite, ms", f"record files, ms (of {kept:,})")
    peer = sqlite3.connect(WORK / "calls.sqlite")
    with open_snapshot(WORK / "calls.duckdb") as own, duckdb.connect() as files:
        files.execute(
            f"create view records as from read_json('{raw}', maximum_object_size = 100000000)"
        )
        for name, (ours, sqlite, over_files) in PEERS.items():
            took = _ask_ms(own, ours)
            slow = _ask_ms(peer, sqlite)
            slower = _ask_ms(files, over_files, tries=1)
            table.add_row(
                name,
                f"{took:.1f}",
                f"{slow:.1f} ({slow / took:.1f} ×)",
                f"{slower:.0f} ({slower * found.calls / kept / took:.0f} × for all)",
            )
    console.print(table)


def _to_sqlite(snapshot: Path, database: Path) -> None:
    """The tables that the peers are asked about, with an index on each call."""
    peer = sqlite3.connect(database)
    with open_snapshot(snapshot) as own:
        for name in PEER_TABLES:
            rows = own.execute(f"select * from {name}")
            columns = [column[0] for column in rows.description]
            places = ", ".join("?" * len(columns))
            peer.execute(f"create table {name} ({', '.join(columns)})")
            while some := rows.fetchmany(10_000):
                plain = (
                    [v if v is None or isinstance(v, int | float) else str(v) for v in row]
                    for row in some
                )
                peer.executemany(f"insert into {name} values ({places})", plain)
            peer.execute(f"create index {name}_call on {name} (call_id)")
    peer.execute("create index seller on calls (seller)")
    peer.commit()


if __name__ == "__main__":
    main()
