"""The warehouse: a DuckDB file made of the records, and made again from them at any time.

One process at a time writes it. Loading a call again replaces what was known of it, so a load may
be repeated after a crash without harm. Records are checked one by one, then DuckDB reads the files
itself (``sql/load``): no row passes through Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb

from analysis.record import RecordError, from_json
from flows.aside import aside_of
from flows.broken import REMEDY, why_broken
from flows.places import at_hand, lies_there
from flows.warehouse_file import WarehouseError, open_warehouse, writing

LOAD = files("sql") / "load"
WORDS = files("sql") / "words.sql"
HAS_WORDS = files("sql") / "has_words.sql"

RECORDS_AT_A_TIME = 2000
"""Records in one transaction: what is staged of them stays within a few hundred megabytes."""

UNFIT = (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException)
"""What DuckDB raises where something in a record will not do, and the next record may."""

SetApart = Callable[[Path, str], None]
"""Hears of a record that is not loaded, and the sentence that says why."""


def _refuse(record: Path, why: str) -> None:
    del record
    raise WarehouseError(why)


def load(
    database: Path,
    records: Iterable[Path],
    *,
    words: bool = False,
    tell: Callable[[int], None] | None = None,
    broken: SetApart = _refuse,
) -> int:
    """Bring the calls of these record files into the warehouse; how many calls that were.

    With ``words`` every word is a row too. ``tell`` hears how many more records are done,
    ``broken`` of each that cannot be loaded: the others are; unless it is given, the first such
    one ends it. All in one transaction for every ``RECORDS_AT_A_TIME`` of them: a reader after a
    crash finds a call as it was before or after, never half. Raises WarehouseError.
    """
    calls = 0
    with open_warehouse(database) as connection:
        for portion in _portions(list(records)):
            with at_hand(portion) as paths:
                whole = _whole(list(zip(paths, portion, strict=True)), broken)
                calls += _load_some(connection, whole, words, broken)
            if tell is not None:
                tell(len(portion))
    return calls


def rebuild(
    database: Path,
    records_dir: Path,
    *,
    words: bool = False,
    tell: Callable[[int], None] | None = None,
    broken: SetApart = _refuse,
) -> int:
    """Make the whole warehouse again from the records; how many calls are in it.

    ``words``, ``tell`` and ``broken`` as for ``load``. The old file stays until the new one is
    complete. Raises WarehouseError.
    """
    fresh = aside_of(database)
    try:
        records = sorted(records_dir.glob("[!.]*.json"))
        calls = load(fresh, records, words=words, tell=tell, broken=broken)
        with open_warehouse(fresh) as connection:
            # Closing says nothing of a full disk, and leaves the calls in the log that goes.
            connection.execute("checkpoint")
        with writing:
            _wal(database).unlink(missing_ok=True)  # first: it is no log of the new file
            fresh.replace(database)
    finally:
        _remove(fresh)
    return calls


def without_record(database: Path, records: Iterable[Path]) -> list[str]:
    """Ids of calls in the warehouse whose record is none of these. Raises WarehouseError."""
    names = [path.name for path in records]
    with open_warehouse(database) as connection:
        found = connection.execute(
            "select call_id from calls anti join (select unnest(?) as record) using (record)",
            [names],
        ).fetchall()
    return [call_id for (call_id,) in found]


def not_loaded(database: Path, records: Sequence[Path]) -> list[Path]:
    """Those of the records of whose call the warehouse knows nothing. Raises WarehouseError."""
    with open_warehouse(database) as connection:
        found = connection.execute("select record, call_id from calls").fetchall()
    names, ids = {record for record, _ in found}, {call_id for _, call_id in found}
    strange = [path for path in records if path.name not in names]
    return [path for path in strange if _call_in(path) not in ids]


def _call_in(record: Path) -> str | None:
    """Whose record it is, whatever its file is called; None where it cannot be used."""
    try:
        return from_json(record.read_bytes(), str(record)).call.id
    except (RecordError, OSError):
        return None


def keeps_words(database: Path, wanted: bool) -> bool:
    """Whether the calls in the warehouse have their words, or have none, as ``wanted``.

    Raises WarehouseError.
    """
    with open_warehouse(database) as connection:
        ((have, could),) = connection.execute(HAS_WORDS.read_text(encoding="utf-8")).fetchall()
    return bool(have) == wanted or (wanted and not could)


def _whole(files: list[tuple[Path, Path]], broken: SetApart) -> list[tuple[Path, Path]]:
    """Those of the files, each at hand and as it is called, that are whole records."""
    gone = next((record for here, record in files if not lies_there(here)), None)
    if gone is not None:
        raise WarehouseError(f"{gone} is not there any more")
    whole = []
    for here, record in files:
        if why := why_broken(here, record):
            broken(record, why)
        else:
            whole.append((here, record))
    return whole


def _load_some(
    connection: duckdb.DuckDBPyConnection,
    files: list[tuple[Path, Path]],
    words: bool,
    broken: SetApart,
) -> int:
    """All of them in one transaction; where one will not do, in halves, until that one is found."""
    if not files:
        return 0
    try:
        return _load_together(connection, [str(here) for here, _ in files], words)
    except UNFIT as error:
        if len(files) == 1:
            said = str(error).partition("\n")[0]
            broken(files[0][1], f"{files[0][1]} cannot be loaded ({said}): {REMEDY}")
            return 0
    half = len(files) // 2
    parts = (files[:half], files[half:])
    return sum(_load_some(connection, part, words, broken) for part in parts)


def _load_together(connection: duckdb.DuckDBPyConnection, paths: list[str], words: bool) -> int:
    """One transaction: what was known of these calls goes, what the records say comes."""
    staged, *steps = sorted(path.name for path in LOAD.iterdir() if path.name.endswith(".sql"))
    connection.execute(_statement(staged), [paths])
    _transaction(connection, steps, paths if words else ())
    calls = connection.execute("select count(*) from staged").fetchall()[0][0]
    connection.execute("drop table staged")
    return int(calls)


def _transaction(
    connection: duckdb.DuckDBPyConnection, steps: Sequence[str], worded: Sequence[str] = ()
) -> None:
    """These steps, and the words of the ``worded`` record files, or nothing."""
    connection.begin()
    try:
        for step in steps:
            connection.execute(_statement(step))
        if worded:
            connection.execute(WORDS.read_text(encoding="utf-8"), [list(worded)])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _statement(name: str) -> str:
    return (LOAD / name).read_text(encoding="utf-8")


def _portions(paths: list[Path]) -> Iterator[list[Path]]:
    for first in range(0, len(paths), RECORDS_AT_A_TIME):
        yield paths[first : first + RECORDS_AT_A_TIME]


def _wal(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _remove(database: Path) -> None:
    """A database and its write-ahead log, where they are."""
    for path in (database, _wal(database)):
        path.unlink(missing_ok=True)
