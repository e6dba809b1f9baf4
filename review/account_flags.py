"""A record with what its account's other calls add to it: flags that only the snapshot knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.findings import Evidence, Flag
from analysis.record import Record
from flows.snapshot import open_snapshot, rows

FLAGS = """
    select flag, severity, sentence
    from flags
    where call_id = ? and calls_in_a_row is not null
"""

MOMENTS = """
    select coalesce(turn_ids, []) as turn_ids, start_s, end_s, quote
    from flag_moments
    where call_id = ? and flag = ?
    order by moment_id
"""


def with_account(record: Record, snapshot: Path) -> Record:
    """``record`` with these flags, the heaviest first; as it is where there is no snapshot yet.

    Raises WarehouseError.
    """
    if not snapshot.is_file():
        return record
    with open_snapshot(snapshot) as connection:
        raised = rows(connection, FLAGS, [record.call.id])
        moments = [rows(connection, MOMENTS, [record.call.id, row["flag"]]) for row in raised]
    added = [_flag(row, shown) for row, shown in zip(raised, moments, strict=True)]
    if not added:
        return record
    names = {flag.name for flag in added}
    own = [flag for flag in record.measures.flags if flag.name not in names]
    every = tuple(sorted((*own, *added), key=lambda flag: -flag.severity))
    return replace(record, measures=replace(record.measures, flags=every))


def _flag(row: dict[str, Any], moments: list[dict[str, Any]]) -> Flag:
    evidence = tuple(
        Evidence(tuple(item["turn_ids"]), item["start_s"], item["end_s"], item["quote"])
        for item in moments
    )
    return Flag(row["flag"], row["severity"], row["sentence"], evidence)
