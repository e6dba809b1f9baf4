"""Reading what was published: read-only, and shut in.

A query runs over the snapshot and nothing else: it can neither write, nor read other files, nor
switch that off again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.warehouse import WarehouseError


@contextmanager
def open_snapshot(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot, open for reading. Raises WarehouseError where there is none."""
    if not snapshot.is_file():
        raise WarehouseError(f"{snapshot} is not there yet: measure some calls first")
    try:
        connection = duckdb.connect(
            str(snapshot),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
    except duckdb.Error as error:
        raise WarehouseError(f"{snapshot} cannot be opened ({error})") from error
    try:
        yield connection
    finally:
        connection.close()


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> list[dict[str, object]]:
    """All rows of a query, by column name; parameters are bound, never pasted."""
    result = connection.execute(query, list(parameters))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
