"""An answer in the form somebody can use: a table on the screen, CSV, JSON, Parquet, Excel."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.ask import Answer, AskError
from flows.files import printable

Cell = object

FORMS = ("table", "csv", "json", "parquet", "excel")
LEAST_WIDTH = 11
"""Characters a column needs; an answer with more columns than fit is shown row by row."""

SHORT = 24
"""Texts up to this many characters are not folded in a table."""


def write_answer(answer: Answer, form: str, out: Path | None, console: Console) -> None:
    """Print an answer, or write it to ``out``, in one of ``FORMS``. Parquet and Excel need a file.

    Raises AskError, OSError.
    """
    if form == "table" and out is None:
        fits = len(answer[0]) * LEAST_WIDTH <= console.width
        console.print(_table(answer) if fits else _cards(answer))
    elif form in ("table", "csv"):
        _put(_csv(answer).encode("utf-8"), out)
    elif form == "json":
        _put(_json(answer).encode("utf-8"), out)
    elif out is None:
        raise AskError(f"--as {form} writes a file: say which with --out")
    elif form == "parquet":
        _parquet(answer, out)
    else:
        _excel(answer, out)


def _put(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        out.write_bytes(content)


def _table(answer: Answer) -> Table:
    columns, rows = answer
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    shown = [[_shown(cell, name) for cell, name in zip(row, columns, strict=True)] for row in rows]
    for index, (name, number) in enumerate(zip(columns, numeric, strict=True)):
        short = max((len(row[index]) for row in shown), default=0) <= SHORT
        side: Literal["left", "right"] = "right" if number else "left"
        table.add_column(name.replace("_", " "), justify=side, no_wrap=short and number)
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))
    table.caption = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    table.caption_justify = "left"
    return table


def _cards(answer: Answer) -> Table:
    """Every row as a block of its own: a column a line, what is not known left out."""
    columns, rows = answer
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", justify="right")
    table.add_column()
    for row in rows:
        for cell, name in zip(row, columns, strict=True):
            if cell is not None:
                table.add_row(name.replace("_", " "), Text(_shown(cell, name)))
        table.add_row("", "")
    table.add_row("", f"{len(rows)} rows" if len(rows) != 1 else "1 row")
    return table


def _shown(cell: Cell, column: str) -> str:
    """A value as a reader wants it: shares as percentages, figures with one decimal."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        share = "share" in column or column.endswith("rate")
        return f"{cell:.0%}" if share else f"{cell:.1f}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return printable(str(cell))


def _csv(answer: Answer) -> str:
    columns, rows = answer
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula stays a text."""
    risky = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t")
    return f"'{cell}" if risky else cell


def _json(answer: Answer) -> str:
    columns, rows = answer
    listed = [dict(zip(columns, (_plain(cell) for cell in row), strict=True)) for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def _plain(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell


def _parquet(answer: Answer, out: Path) -> None:
    """By way of JSON, from which DuckDB tells numbers, dates and times by itself."""
    import duckdb

    if not answer[1]:
        raise AskError("the answer has no rows: there is nothing to put into a Parquet file")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        rows = Path(folder) / "answer.json"
        rows.write_text(_json(answer), encoding="utf-8")
        connection.read_json(str(rows)).write_parquet(str(out))


def _excel(answer: Answer, out: Path) -> None:
    from openpyxl import Workbook

    columns, rows = answer
    book = Workbook(write_only=True)
    sheet = book.create_sheet("answer")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in columns])
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    book.save(out)


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell: Any = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell
