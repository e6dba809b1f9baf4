"""The warehouse's file: opened by one process at a time, at today's schema; told apart when it is
damaged, which costs nothing but making it again from the records."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows import migrations
from flows.interrupted import by_hand

STORAGE_VERSION = "v1.5.0"
"""The oldest DuckDB whose tools can open the file; 2.0's own format is unreadable for them."""

PATIENCE_S = 30.0
"""How long to wait for another process that is writing (seconds)."""

DAMAGED = ("Corrupt database file", "Could not read enough bytes", "Failure while replaying WAL")
"""What DuckDB says of a database that is not whole. It writes two blocks over themselves at every
checkpoint, so one that is killed there, or loses its power, can leave half of one."""

_HEADER_BYTES = 4096
"""What a DuckDB file begins with: its mark and its version."""

NO_DATABASE = "not a valid DuckDB database"
"""What it says of any other file: of an empty one, too, which a kill can leave."""

writing = threading.Lock()
"""Held by whoever writes the file, or puts another in its place."""


class WarehouseError(Exception):
    """The warehouse could not be written or read; one sentence that says what to do."""


class DamagedError(WarehouseError):
    """The file is no whole database any more, and can be made again from the records."""


def unusable(database: Path, error: Exception) -> WarehouseError:
    """DuckDB's error about a database file, with what to do where the file is damaged."""
    if is_damaged(database, error):
        return DamagedError(
            f"{database} is damaged and cannot be opened ({error}): `callprobe rebuild` makes the "
            "warehouse and its snapshot again from the records"
        )
    if NO_DATABASE in str(error):
        return WarehouseError(
            f"{database} is no DuckDB database: move it away, and `callprobe rebuild` makes one "
            "there from the records"
        )
    return WarehouseError(f"{database}: {error}")


def is_damaged(database: Path, error: Exception) -> bool:
    """Whether DuckDB's error says that the file is no whole database any more."""
    if NO_DATABASE in str(error):  # a power loss leaves nothing of a file, or zeros
        return database.is_file() and not _begins(database).strip(b"\0")
    return any(mark in str(error) for mark in DAMAGED)


def _begins(database: Path) -> bytes:
    with database.open("rb") as file:
        return file.read(_HEADER_BYTES)


@contextmanager
def open_warehouse(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for writing, at today's schema and with today's views.

    Waits for another writer. Raises WarehouseError.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    with writing, by_hand():
        connection = _connect(database)
        try:
            migrations.apply(connection)
            migrations.refresh_views(connection)
            yield connection
        except (migrations.SchemaError, duckdb.Error) as error:
            raise unusable(database, error) from error
        finally:
            connection.close()


def _connect(database: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB lets one process write; another one is waited for."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return duckdb.connect(
                str(database), config={"storage_compatibility_version": STORAGE_VERSION}
            )
        except duckdb.Error as error:
            if not isinstance(error, duckdb.IOException) or "lock" not in str(error):
                raise unusable(database, error) from error
            if time.monotonic() > until:
                raise WarehouseError(
                    f"{database} has been in use by another process for {PATIENCE_S:.0f} s: "
                    "close it there; to look at calls, open the published snapshot instead"
                ) from error
            time.sleep(0.1)
