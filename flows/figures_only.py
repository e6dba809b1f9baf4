"""A snapshot for wider circles: every figure, no words, no names.

It is made as a new file and never held what it does not show, so that nothing can be found in its
bytes. A text is left out unless it is known to be harmless: a column that comes later stays out
until somebody decides otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import duckdb

from flows import migrations
from flows.aside import aside_of
from flows.publish import to_disk
from flows.settled import settle
from flows.warehouse_file import STORAGE_VERSION, WarehouseError, open_warehouse

HARMLESS = frozenset(
    "call_id layout language direction role_source outcome transcriber_hash "
    "diarizer_hash activity program_version pack_hash settings_hash side by_side kind step grade "
    "form purpose not_counted broken_by result answer rescue_kind ended flag measure code key "
    "verdict should_be missing".split()
)
"""Texts that are one of a few words of ours, or a hash."""

ONE_OF_FEW = {("reviews", "what"), ("reviews", "found")}
"""Likewise, in this table alone: elsewhere a column of that name may hold what was said."""

NUMBERED = ("seller", "customer", "account", "deal_stage")
"""Texts of somebody's own that become "seller 1": figures stay together, nobody is named. The
numbers hold within one snapshot."""

TABLES = files("sql") / "published" / "tables.sql"
NUMBERS = files("sql") / "published" / "numbers.sql"
COACHES = files("sql") / "published" / "coaches.sql"


def publish_figures(
    database: Path, snapshot: Path, chosen: Mapping[str, object] | None = None
) -> None:
    """Put a copy of the warehouse without words and names in place of ``snapshot``.

    ``chosen`` as for ``settle``. Raises WarehouseError.
    """
    snapshot.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(snapshot)
    try:
        with open_warehouse(database) as connection:
            connection.execute("checkpoint")
            _copy(connection, aside)
        settle(aside, database, chosen)
        to_disk(aside)
        aside.replace(snapshot)
        to_disk(snapshot.parent)
    except duckdb.Error as error:
        raise WarehouseError(f"{snapshot}: {error}") from error
    finally:
        aside.unlink(missing_ok=True)
        aside.with_name(f"{aside.name}.wal").unlink(missing_ok=True)


def _copy(warehouse: duckdb.DuckDBPyConnection, aside: Path) -> None:
    """Everything of the warehouse that may be seen, into a new file."""
    for name in NUMBERED:
        warehouse.execute(NUMBERS.read_text(encoding="utf-8").replace("$name", name))
    warehouse.execute(COACHES.read_text(encoding="utf-8"))
    with duckdb.connect(
        str(aside), config={"storage_compatibility_version": STORAGE_VERSION}
    ) as fresh:
        migrations.apply(fresh)
        migrations.refresh_views(fresh)
        fresh.execute("checkpoint")
    tables = warehouse.execute(TABLES.read_text(encoding="utf-8")).fetchall()
    warehouse.execute(f"attach '{_quoted(aside)}' as figures")
    try:
        for table, *columns in tables:
            shown = ", ".join(_shown(table, *column) for column in zip(*columns, strict=True))
            copy = f"insert into figures.{table} by name select {shown} from {table}"  # noqa: S608
            warehouse.execute(copy)  # names of our own catalog; what is in the rows stays there
    finally:
        warehouse.execute("detach figures")


def _shown(table: str, column: str, kind: str, nullable: bool) -> str:
    """A column as it is shown: as it is, numbered, or left out."""
    if kind != "VARCHAR" or column in HARMLESS or (table, column) in ONE_OF_FEW:
        return f'"{column}"'
    if (table, column) == ("calls", "account"):  # else one told as a customer would be another
        return f"({_number('account', 'same_name(coalesce(account, customer))')}) as account"
    if (table, column) == ("reviews", "author") or (table == "calls" and column in NUMBERED):
        name = column if table == "reviews" else f"same_name({column})"
        return f"({_number(column, name)}) as {column}"
    if table == "participants" and column == "name":
        return f"case side {' '.join(map(_numbered, ('seller', 'customer')))} end as name"
    if column in ("recording", "record"):
        return f"call_id as {column}"
    return f'{"null" if nullable else repr("")} as "{column}"'


def _numbered(side: str) -> str:
    return f"when '{side}' then ({_number(side, 'same_name(participants.name)')})"


def _number(column: str, name: str) -> str:
    return f"select shown from {column}_numbers as n where n.name = {name}"  # noqa: S608


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
