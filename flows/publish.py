"""Publishing: a finished copy of the warehouse takes the place of the last one, in one step.

Readers open the snapshot, the pipeline writes its own file, so neither ever waits for the other.
Renaming is safe under open readers on POSIX: they keep the file they opened.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from flows.aside import aside_of
from flows.settled import settle
from flows.warehouse_file import WarehouseError, open_warehouse

ATTEMPTS = 20
"""Copies tried before giving up, where another process keeps writing meanwhile."""


def publish(database: Path, snapshot: Path, chosen: Mapping[str, object] | None = None) -> None:
    """Put a whole copy of the warehouse in place of ``snapshot``.

    The write-ahead log is folded in and the file closed before it is copied: a copy of an open
    file would lack what is only in its log. A copy during which another process wrote is thrown
    away and made again. ``chosen`` as for ``settle``. Raises WarehouseError.
    """
    snapshot.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(snapshot)
    try:
        for _ in range(ATTEMPTS):
            with open_warehouse(database) as connection:
                connection.execute("checkpoint")
            before = _state(database)
            shutil.copyfile(database, aside)
            if _state(database) == before:
                break
        else:
            raise WarehouseError(f"{database} is being written all the time: publish it later")
        settle(aside, database, chosen)
        to_disk(aside)
        aside.replace(snapshot)
        to_disk(snapshot.parent)
    finally:
        aside.unlink(missing_ok=True)
        aside.with_name(f"{aside.name}.wal").unlink(missing_ok=True)


def _state(database: Path) -> tuple[int, int, int, bool]:
    """What changes when somebody writes: the file itself, or a log beside it."""
    facts = database.stat()
    log = database.with_name(f"{database.name}.wal").exists()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size, log


def to_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
