"""The warehouse's schema: numbered files, applied once each, in order, and remembered.

A migration and its row in the ledger are one transaction, so a file that was interrupted is at
the version before or the version after, never in between. A migration that was edited after it
was applied is refused: what the file holds could then no longer be told from its version. Views
are no part of the schema: they are made again wherever they read differently than in the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

import duckdb

SCHEMA = files("sql") / "schema"
VIEWS = files("sql") / "views"
LEDGER = files("sql") / "ledger.sql"


class SchemaError(Exception):
    """The warehouse's schema is not one this program can bring up to date; says what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file of ``sql/schema``."""

    version: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Hash of the file's text, hexadecimal."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def available() -> tuple[Migration, ...]:
    """The migrations this program knows, in order."""
    found = [
        Migration(int(path.name.split("_")[0]), path.name, path.read_text(encoding="utf-8"))
        for path in SCHEMA.iterdir()
        if path.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda migration: migration.version))


def applied(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Version and hash of every migration this file has been through."""
    connection.execute(LEDGER.read_text(encoding="utf-8"))
    rows = connection.execute("select version, sha256 from schema_migrations").fetchall()
    return dict(rows)


def pending(
    connection: duckdb.DuckDBPyConnection, known: tuple[Migration, ...] | None = None
) -> tuple[Migration, ...]:
    """What is still to be applied.

    Raises SchemaError where the file went through a migration this program does not have, or
    one that reads differently here.
    """
    migrations = available() if known is None else known
    done = applied(connection)
    by_version = {migration.version: migration for migration in migrations}
    for version, sha256 in sorted(done.items()):
        if version not in by_version:
            raise SchemaError(
                f"the warehouse has schema version {version}, this program knows none above "
                f"{max(by_version, default=0)}: use the newer callprobe, or make the warehouse "
                "again with 'callprobe rebuild'"
            )
        if by_version[version].sha256 != sha256:
            raise SchemaError(
                f"{by_version[version].name} is not what was applied to this warehouse: make the "
                "warehouse again with 'callprobe rebuild'"
            )
    return tuple(migration for migration in migrations if migration.version not in done)


def apply(
    connection: duckdb.DuckDBPyConnection, known: tuple[Migration, ...] | None = None
) -> tuple[Migration, ...]:
    """Bring the schema up to date, and say which migrations that took. Raises SchemaError."""
    todo = pending(connection, known)
    for migration in todo:
        connection.begin()
        try:
            connection.execute(migration.sql)
            connection.execute(
                "insert into schema_migrations values (?, ?, ?, now() at time zone 'UTC')",
                [migration.version, migration.name, migration.sha256],
            )
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    return todo


def views() -> tuple[list[str], str]:
    """The statements that make every view, in the order of their file names; and their hash."""
    paths = sorted(
        (path for path in VIEWS.iterdir() if path.name.endswith(".sql")), key=lambda path: path.name
    )
    statements = [path.read_text(encoding="utf-8") for path in paths]
    return statements, hashlib.sha256("\n".join(statements).encode()).hexdigest()


def refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every view again, in the order of their file names, in one transaction.

    A file that has these very views already is left as it is.
    """
    statements, sha256 = views()
    if connection.execute("select sha256 from schema_views").fetchall() == [(sha256,)]:
        return
    connection.begin()
    try:
        gone = connection.execute("select view_name from duckdb_views() where not internal")
        for (view,) in gone.fetchall():
            connection.execute(f'drop view if exists "{view}"')
        for statement in statements:
            connection.execute(statement)
        connection.execute("delete from schema_views")
        connection.execute("insert into schema_views values (?)", [sha256])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
