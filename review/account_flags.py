"""What the snapshot knows of one call: whether somebody may hear it, and the flags that only its
account's other calls raise."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from analysis.findings import Evidence, Flag
from analysis.record import Record
from flows.alike import comparable
from flows.snapshot import open_snapshot, rows

SELLER = "select seller from calls where call_id = ?"

FLAGS = files("sql") / "review" / "account_flags.sql"
MOMENTS = files("sql") / "review" / "account_flag_moments.sql"


def known_flags(snapshot: Path, call_id: str, only: str | None) -> tuple[Flag, ...] | None:
    """The flags that its account raises for a call; None where the snapshot has no such call, or,
    with ``only``, where it is not that seller's. Raises WarehouseError.
    """
    with open_snapshot(snapshot) as connection:
        known = connection.execute(SELLER, [call_id]).fetchone()
        if known is None or (only is not None and not is_of(known[0], only)):
            return None
        return _flags(connection, call_id)


def is_of(seller: object, only: str) -> bool:
    """Whether calls of ``seller``, as the snapshot spells the name, are those of ``only``."""
    return isinstance(seller, str) and comparable(seller) == comparable(only)


def with_flags(record: Record, added: tuple[Flag, ...]) -> Record:
    """``record`` with these flags in place of its own of the same name, the heaviest first."""
    if not added:
        return record
    names = {flag.name for flag in added}
    own = [flag for flag in record.measures.flags if flag.name not in names]
    every = tuple(sorted((*own, *added), key=lambda flag: -flag.severity))
    return replace(record, measures=replace(record.measures, flags=every))


def _flags(connection: duckdb.DuckDBPyConnection, call_id: str) -> tuple[Flag, ...]:
    raised, moments = (part.read_text(encoding="utf-8") for part in (FLAGS, MOMENTS))
    return tuple(
        _flag(row, rows(connection, moments, [call_id, row["flag"]]))
        for row in rows(connection, raised, [call_id])
    )


def _flag(row: dict[str, Any], moments: list[dict[str, Any]]) -> Flag:
    evidence = tuple(
        Evidence(tuple(item["turn_ids"]), item["start_s"], item["end_s"], item["quote"])
        for item in moments
    )
    return Flag(row["flag"], row["severity"], row["sentence"], evidence)
