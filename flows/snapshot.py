"""Reading what was published: read-only, and shut in.

A query runs over the snapshot and nothing else: it can neither write, nor read other files, nor
switch that off again.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from flows import migrations
from flows.interrupted import by_hand
from flows.warehouse_file import WarehouseError, is_damaged, unusable

ATTEMPTS = 50
"""A file that is replaced while it is opened is opened again, this often at most."""

UNKNOWN = (duckdb.BinderException, duckdb.CatalogException)
"""What DuckDB raises where a query names a column or a view that is not there."""

SHUT_IN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
"""No other file, no extension, no variable of this program, and none of it to be undone."""


@contextmanager
def open_snapshot(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot, open for reading. Raises WarehouseError where there is none, or where what is
    asked of it is not in it yet."""
    if not snapshot.is_file():
        raise WarehouseError(f"{snapshot} is not there yet: measure some calls first")
    connection = _opened(snapshot)
    try:
        with by_hand():
            yield connection
    except duckdb.Error as error:
        if is_damaged(snapshot, error):
            raise unusable(snapshot, error) from error
        if isinstance(error, UNKNOWN) and _of_another_version(connection):
            raise WarehouseError(
                f"{snapshot} was published by another version of callprobe: `callprobe publish` "
                "makes it again"
            ) from error
        raise
    finally:
        connection.close()


def _of_another_version(connection: duckdb.DuckDBPyConnection) -> bool:
    _, today = migrations.views()
    try:
        return connection.execute("select sha256 from schema_views").fetchall() != [(today,)]
    except duckdb.Error:
        return True


@cache
def _spill() -> str:
    """The folder for what a large query cannot hold in memory: beside the snapshot nothing is
    written. One a process, since DuckDB opens a file a second time only with the same settings."""
    folder = tempfile.mkdtemp(prefix="callprobe-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _opened(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB opens a file more than once; where another took its place in between, it reads a part
    of each. So what was opened counts only if the same file is still there."""
    for _ in range(ATTEMPTS):
        before = _which(snapshot)
        try:
            connection = duckdb.connect(
                str(snapshot),
                read_only=True,
                config={**SHUT_IN, "temp_directory": _spill()},
            )
        except duckdb.Error as error:
            if _which(snapshot) == before:
                raise unusable(snapshot, error) from error
            continue
        if _which(snapshot) == before:
            return connection
        connection.close()
    raise WarehouseError(f"{snapshot} is being replaced all the time: open it later")


def _which(snapshot: Path) -> tuple[int, int]:
    """Tells the file from the one that takes its name. Raises WarehouseError where it is gone."""
    try:
        facts = snapshot.stat()
    except OSError as error:
        raise WarehouseError(f"{snapshot} cannot be opened ({error})") from error
    return facts.st_ino, facts.st_mtime_ns


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> list[dict[str, object]]:
    """All rows of a query, by column name; parameters are bound, never pasted."""
    result = connection.execute(query, list(parameters))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
