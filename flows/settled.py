"""Answers that are worked out once, when the snapshot is published, and not at every question.

A snapshot never changes, so what a view says of it does not either, unless it looks at today's
date. The views below add up all calls; in the snapshot they are tables of the same names. Before
them come one spelling for each name, and the flags that only an account's calls together raise.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import duckdb

from flows.account_flags import flag_accounts
from flows.interrupted import by_hand
from flows.warehouse_file import STORAGE_VERSION, unusable

SETTLED = (
    "call_scorecard",
    "flagged_calls",
    "seller_scorecard",
    "seller_measures",
    "team_trend",
    "account_momentum",
    "question_bank",
    "silence_curve",
    "data_quality",
)
"""In this order: flagged_calls and those after it read call_scorecard."""

SPELLINGS = files("sql") / "published" / "spellings.sql"
COMMENTS = files("sql") / "published" / "column_comments.sql"


def settle(snapshot: Path, database: Path, chosen: Mapping[str, object] | None = None) -> None:
    """Spell names alike, flag accounts, make tables of ``SETTLED``: in a snapshot nobody reads yet.

    ``database`` is what it was made of, and is named in the error. ``chosen`` are the numbers the
    views go by, by column of ``view_settings``; the defaults stand where it says nothing. Raises
    WarehouseError.
    """
    try:
        with (
            by_hand(),
            duckdb.connect(
                str(snapshot), config={"storage_compatibility_version": STORAGE_VERSION}
            ) as connection,
        ):
            connection.begin()
            for column, value in (chosen or {}).items():
                connection.execute(f'update view_settings set "{column}" = ?', [value])  # noqa: S608
            connection.execute(SPELLINGS.read_text(encoding="utf-8"))
            flag_accounts(connection)
            for view in SETTLED:
                _as_table(connection, view)
            connection.commit()
            connection.execute("checkpoint")
    except duckdb.Error as error:
        raise unusable(database, error) from error


def _as_table(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    about = connection.execute("select comment from duckdb_views() where view_name = ?", [view])
    ((comment,),) = about.fetchall()
    columns = connection.execute(COMMENTS.read_text(encoding="utf-8"), [view]).fetchall()
    connection.execute(f'create table "{view}_" as from "{view}"')
    connection.execute(f'drop view "{view}"')
    connection.execute(f'alter table "{view}_" rename to "{view}"')
    connection.execute(f'comment on table "{view}" is {_quoted(comment)}')
    for column, said in columns:
        connection.execute(f'comment on column "{view}"."{column}" is {_quoted(said)}')


def _quoted(text: str) -> str:
    """A text of ours as SQL: DuckDB binds no parameter in a comment."""
    return "'" + text.replace("'", "''") + "'"
