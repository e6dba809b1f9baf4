"""Asking the snapshot: ready questions by name, or SQL of one's own, read-only.

A ready question is a file of ``sql/queries``: its first line is the question it answers. Filters
name columns of its answer; their values are bound, never pasted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from flows.snapshot import open_snapshot

QUERIES = files("sql") / "queries"

Answer = tuple[list[str], list[tuple[object, ...]]]
"""Column names, and rows."""


class AskError(ValueError):
    """A question that cannot be asked, or was asked wrongly: one sentence."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready question: its name, what it answers, and its SQL."""

    name: str
    question: str
    sql: str


def ready_questions() -> tuple[Ready, ...]:
    """All ready questions, by name."""
    found = []
    for path in sorted(QUERIES.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".sql"):
            text = path.read_text(encoding="utf-8")
            question = text.splitlines()[0].removeprefix("--").strip()
            name = path.name.removesuffix(".sql").replace("_", "-")
            found.append(Ready(name, question, text))
    return tuple(found)


def ask(snapshot: Path, name: str, filters: Mapping[str, str]) -> Answer:
    """The answer to the ready question ``name``, of the rows that match every filter.

    A filter names a column of the answer; case does not matter, nor what surrounds the value in it.
    Raises AskError, WarehouseError.
    """
    known = {ready.name: ready for ready in ready_questions()}
    ready = known.get(name.replace("_", "-"))
    if ready is None:
        raise AskError(f"there is no question {name}; there are {', '.join(known)}")
    with open_snapshot(snapshot) as connection:
        columns = [about[0] for about in connection.sql(ready.sql).description]
        strange = [column for column in filters if column not in columns]
        if strange:
            there = ", ".join(columns)
            raise AskError(f"{ready.name} answers with no column {strange[0]}; it has {there}")
        answer = connection.sql(ready.sql)
        for column, value in filters.items():
            held = duckdb.FunctionExpression(
                "lower", duckdb.ColumnExpression(column).cast("varchar")
            )
            sought = duckdb.ConstantExpression(value.lower())
            answer = answer.filter(duckdb.FunctionExpression("contains", held, sought))
        return answer.columns, answer.fetchall()


def run_sql(snapshot: Path, sql: str) -> Answer:
    """The answer to one query, read-only: it can neither write nor reach another file.

    Raises AskError with DuckDB's own words, WarehouseError.
    """
    with open_snapshot(snapshot) as connection:
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                raise AskError(f"one query at a time, please: these are {len(statements)}")
            return _answer(connection.execute(statements[0]))
        except duckdb.Error as error:
            raise AskError(f"DuckDB does not take that: {str(error).splitlines()[0]}") from error


def _answer(result: duckdb.DuckDBPyConnection) -> Answer:
    return [column[0] for column in result.description or ()], result.fetchall()
