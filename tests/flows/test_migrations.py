"""The schema: every version leads to today's, once, in order, and nothing is left unexplained."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows import migrations
from flows.migrations import Migration, SchemaError
from flows.settings import load_settings
from flows.warehouse import load
from flows.warehouse_file import open_warehouse
from tests.flows.made_records import write_records

TABLES = """
    select table_name from duckdb_tables()
    where database_name = ? and not starts_with(table_name, 'schema_') order by all
"""


@pytest.fixture
def connection(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(tmp_path / "schema.duckdb"))


def columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    found = connection.execute(
        """
        select table_name, column_name, data_type, is_nullable, comment
        from duckdb_columns() where not internal order by all
        """
    )
    return found.fetchall()


def tables_of(connection: duckdb.DuckDBPyConnection, file: str) -> list[tuple[str]]:
    """The tables of one of the files that are open."""
    return connection.execute(TABLES, [file]).fetchall()


def named(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The columns of a table, as a query names them."""
    described = connection.execute(f'describe "{table}"').fetchall()
    return ", ".join(f'"{name}"' for name, *_ in described)


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    versions = [migration.version for migration in migrations.available()]
    assert versions == list(range(1, len(versions) + 1))


@pytest.mark.parametrize("version", range(len(migrations.available())))
def test_every_earlier_version_leads_to_the_same_schema(tmp_path: Path, version: int) -> None:
    fresh = duckdb.connect(str(tmp_path / "fresh.duckdb"))
    migrations.apply(fresh)
    old = duckdb.connect(str(tmp_path / "old.duckdb"))
    migrations.apply(old, migrations.available()[:version])
    migrations.apply(old)
    assert columns(old) == columns(fresh)


@pytest.mark.parametrize("version", range(3, len(migrations.available()) + 1))
def test_the_calls_of_every_earlier_version_are_kept(tmp_path: Path, version: int) -> None:
    """What stood in the tables stands there still, and in those that came later; a column that
    came later is empty until the records are loaded again."""
    today, old = tmp_path / "today.duckdb", tmp_path / "old.duckdb"
    load(today, write_records(tmp_path / "records", ["a", "b"]))
    with duckdb.connect(str(old)) as connection:
        migrations.apply(connection, migrations.available()[:version])
        connection.execute(f"attach '{today}' as today (read_only)")
        had = {table: named(connection, table) for (table,) in tables_of(connection, "old")}
        for table, names in had.items():
            connection.execute(f'delete from "{table}"')
            connection.execute(f'insert into "{table}" by name select {names} from today."{table}"')
    with open_warehouse(old) as connection:
        connection.execute(f"attach '{today}' as today (read_only)")
        tables = tables_of(connection, "today")
        assert ("participants",) in tables
        for (table,) in tables:
            names = had.get(table, "*")
            kept, loaded = (
                connection.execute(f'select {names} from {file}."{table}" order by all').fetchall()
                for file in ("old", "today")
            )
            assert kept == loaded, table
        assert len(connection.execute("from call_scorecard").fetchall()) == 2


def test_a_second_start_applies_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    assert migrations.apply(connection) == migrations.available()
    assert migrations.apply(connection) == ()


def test_a_failing_migration_leaves_the_version_before(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    good = Migration(1, "001_good.sql", "create table kept (a integer)")
    bad = Migration(2, "002_bad.sql", "create table half (a integer); select * from nowhere")
    with pytest.raises(duckdb.Error):
        migrations.apply(connection, (good, bad))
    tables = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
    assert tables == [("kept",), ("schema_migrations",), ("schema_views",)]
    assert list(migrations.applied(connection)) == [1]


def test_an_edited_migration_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(connection, (Migration(1, "001_a.sql", "create table a (a integer)"),))
    edited = Migration(1, "001_a.sql", "create table a (a varchar)")
    with pytest.raises(SchemaError, match=r"001_a\.sql .*callprobe rebuild"):
        migrations.apply(connection, (edited,))


def test_a_file_of_a_newer_program_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    newer = Migration(99, "099_later.sql", "create table later (a integer)")
    migrations.apply(connection, (*migrations.available(), newer))
    with pytest.raises(SchemaError, match="version 99"):
        migrations.apply(connection)


def test_every_table_column_and_view_is_commented(connection: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(connection)
    migrations.refresh_views(connection)
    silent = connection.execute(
        """
        select table_name from duckdb_tables() where comment is null and not internal
        union all
        select view_name from duckdb_views() where comment is null and not internal
        union all
        select table_name || '.' || column_name
        from duckdb_columns() where comment is null and not internal
        """
    )
    assert silent.fetchall() == []


def test_every_second_and_share_says_its_unit(connection: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(connection)
    migrations.refresh_views(connection)
    unsaid = connection.execute(
        """
        select table_name, column_name from duckdb_columns()
        where not internal and (
            (ends_with(column_name, '_s') and not regexp_matches(comment, '(?i)second| s[. ]'))
            or (regexp_matches(column_name, 'share|rate$|confidence') and comment not like '%0-1%'
                and data_type <> 'BIGINT')
        )
        """
    )
    assert unsaid.fetchall() == []


def test_views_that_are_no_more_are_dropped(connection: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(connection)
    connection.execute("create view yesterday as select 1 as one")
    migrations.refresh_views(connection)
    views = connection.execute("select view_name from duckdb_views() where not internal")
    assert "yesterday" not in {name for (name,) in views.fetchall()}


def test_views_are_made_again_only_where_they_read_differently(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    migrations.apply(connection)
    migrations.refresh_views(connection)
    made = "select view_oid from duckdb_views() where not internal order by 1"
    before = connection.execute(made).fetchall()
    migrations.refresh_views(connection)
    assert connection.execute(made).fetchall() == before
    connection.execute("update schema_views set sha256 = repeat('0', 64)")
    migrations.refresh_views(connection)
    assert connection.execute(made).fetchall() != before


def test_the_views_go_by_what_the_settings_say_by_default(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    migrations.apply(connection)
    row = connection.execute("select * exclude (only_row) from view_settings")
    names = [column[0] for column in row.description]
    assert dict(zip(names, row.fetchone() or (), strict=True)) == load_settings().chosen_for_views
