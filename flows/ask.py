"""Asking the snapshot: ready questions by name, or SQL of one's own, read-only.

A ready question is a file of ``sql/queries``: its first line is the question it answers. What it
can be asked about it reads from variables (``getvariable('seller')``), which are NULL unless set,
so any DuckDB tool runs the file as it is. Values are bound, never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import duckdb

from flows.asked_of import nobody_called
from flows.snapshot import UNKNOWN, open_snapshot

QUERIES = files("sql") / "queries"

ROWS_AT_A_TIME = 2000
"""An answer is read in portions: one of millions of rows takes no more memory than a small one."""

HINTS = ("Did you mean", "Candidate bindings")
"""How DuckDB begins the line that says what there is by a name that is not there."""

Row = tuple[object, ...]
Kind = TypeVar("Kind")


class AskError(ValueError):
    """A question that cannot be asked, or was asked wrongly: one sentence."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready question: its name, what it answers, its SQL."""

    name: str
    question: str
    sql: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """What it can be asked about, as ``seller``."""
        return tuple(dict.fromkeys(re.findall(r"getvariable\('(\w+)'\)", self.sql)))


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names, their DuckDB types, and the rows, read as they are asked for."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[Row]


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


@contextmanager
def ask(
    snapshot: Path,
    name: str,
    parameters: Mapping[str, object],
    where: Mapping[str, str] | None = None,
) -> Iterator[Answer]:
    """The answer to the ready question ``name``, asked about ``parameters``.

    ``where`` keeps the rows that hold a text in a column of the answer; case does not matter.
    Raises AskError, WarehouseError.
    """
    known = {ready.name: ready for ready in ready_questions()}
    ready = known.get(name.replace("_", "-"))
    if ready is None:
        raise AskError(f"there is no question {name}; there are {', '.join(known)}")
    unknown = [item for item in parameters if item not in ready.parameters]
    if unknown:
        taken = ", ".join(f"--{item}" for item in ready.parameters)
        raise AskError(f"{ready.name} takes no --{unknown[0]}; it takes {taken}")
    with open_snapshot(snapshot) as connection:
        for parameter, value in parameters.items():
            connection.execute(f"set variable {parameter} = ?", [value])
        with _told(ours=True):
            for parameter, value in parameters.items():
                if why := nobody_called(connection, parameter, value):
                    raise AskError(why)
            asked, values = _asked(connection, ready, where or {})
            with _answer(connection, asked, values) as answer:
                yield answer


@contextmanager
def run_sql(snapshot: Path, sql: str) -> Iterator[Answer]:
    """The answer to one query, read-only: it can neither write nor reach another file.

    Raises AskError with DuckDB's own words, WarehouseError.
    """
    with open_snapshot(snapshot) as connection, _told():
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            raise AskError(f"one query at a time, please: these are {len(statements)}")
        with _answer(connection, statements[0]) as answer:
            yield answer


def _asked(
    connection: duckdb.DuckDBPyConnection, ready: Ready, where: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The question's SQL, of the rows that match, with values to be bound."""
    if not where:
        return ready.sql, []
    columns = connection.sql(ready.sql).columns
    strange = [column for column in where if column not in columns]
    if strange:
        there = ", ".join(columns)
        raise AskError(f"{ready.name} answers with no column {strange[0]}; it has {there}")
    conditions = " and ".join(f'asked_for("{column}"::varchar, ?)' for column in where)
    asked = f"from ({ready.sql.rstrip().rstrip(';')}) where {conditions}"
    return asked, list(where.values())


@contextmanager
def _told(*, ours: bool = False) -> Iterator[None]:
    """What DuckDB does not take, in one sentence; of a question of ``ours``, what is not there is
    no mistake of who asks."""
    try:
        yield
    except duckdb.Error as error:
        if ours and isinstance(error, UNKNOWN):
            raise
        raise AskError(f"DuckDB does not take that: {_said(error)}") from error


def _said(error: duckdb.Error) -> str:
    """Its first line, and the second where that is what it guesses was meant."""
    first, *more = str(error).splitlines() or [type(error).__name__]
    return " ".join([first, *(line for line in more[:1] if line.startswith(HINTS))])


@contextmanager
def _answer(
    connection: duckdb.DuckDBPyConnection,
    asked: str | duckdb.Statement,
    values: Sequence[object] = (),
) -> Iterator[Answer]:
    """The answer, worked out in a thread of its own: DuckDB hears no Ctrl-C while it works."""
    with ThreadPoolExecutor(1) as worker:

        def waited(work: Callable[[], Kind]) -> Kind:
            running = worker.submit(work)
            try:
                return running.result()
            except KeyboardInterrupt:
                connection.interrupt()
                raise

        def rows() -> Iterator[Row]:
            while some := waited(lambda: result.fetchmany(ROWS_AT_A_TIME)):
                yield from some

        result = waited(lambda: connection.execute(asked, list(values)))
        about = result.description or ()
        columns, types = (tuple(str(item[place]) for item in about) for place in (0, 1))
        yield Answer(columns, types, rows())
