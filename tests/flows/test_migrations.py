"""The schema: every version leads to today's, once, in order, and nothing is left unexplained."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows import migrations
from flows.migrations import Migration, SchemaError


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
    assert tables == [("kept",), ("schema_migrations",)]
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
    unsaid = connection.execute(
        """
        select table_name, column_name from duckdb_columns()
        where not internal and (
            (ends_with(column_name, '_s') and not regexp_matches(comment, '(?i)second| s[. ]'))
            or (regexp_matches(column_name, 'share|rate$|confidence') and comment not like '%0-1%')
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
