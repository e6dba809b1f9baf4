"""An answer in the form somebody can use: a table on the screen, CSV, JSON, Parquet, Excel."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from rich.console import Console

from flows.answer_cells import excel_cell, json_value, spreadsheet_text
from flows.answer_table import draw
from flows.aside import aside_of
from flows.ask import Answer, AskError
from flows.troubles import to_write

FORMS = ("table", "csv", "json", "parquet", "excel")
ENDINGS = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".xlsx": "excel"}
"""What a file's ending says about its form."""

IN_PARQUET = {'"NULL"': "INTEGER", "HUGEINT": "DECIMAL(38, 0)", "UHUGEINT": "DECIMAL(38, 0)"}
"""Types Parquet does not have, as those that hold the same; sums of whole numbers are HUGEINT."""

EXCEL_ROWS = 1_048_575
"""Below the heading; a sheet holds no more."""


def form_of(form: str | None, out: Path | None) -> str:
    """The form that is meant: as said, else as the file's ending says, else a table."""
    return form or ENDINGS.get(out.suffix.lower() if out else "", "table")


def write_answer(
    answer: Answer, form: str, out: Path | None, console: Console, most: int = 0
) -> None:
    """Print an answer, or write it to ``out``, in one of ``FORMS``. Parquet and Excel need a file.

    A table on the screen ends after ``most`` rows (0: never). Raises AskError, OutputError.
    """
    if form in ("json", "parquet") and len(set(answer.columns)) < len(answer.columns):
        raise AskError("two columns have the same name: give one another name with 'as'")
    if form == "table" and out is None:
        some = list(islice(answer.rows, most + 1 if most else None))
        draw(answer.columns, some[:most] if most else some, console, more=0 < most < len(some))
    elif out is None:
        if form in ("parquet", "excel"):
            raise AskError(f"--as {form} writes a file: say which with --out")
        (_json if form == "json" else _csv)(answer, sys.stdout)
    else:
        with to_write(out), _whole(out) as aside:
            if form == "parquet":
                _parquet(answer, aside)
            elif form == "excel":
                _excel(answer, aside)
            else:
                with aside.open("w", encoding="utf-8", newline="") as file:
                    (_json if form == "json" else _csv)(answer, file)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A file to write, which takes the name of ``out`` once all is in it."""
    aside = aside_of(out)
    try:
        aside.touch()  # where it cannot be written, nothing need be asked
        yield aside
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)


def _csv(answer: Answer, file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([spreadsheet_text(cell) for cell in row] for row in answer.rows)


def _json(answer: Answer, file: IO[str]) -> None:
    file.write("[")
    for index, line in enumerate(_lines(answer)):
        file.write(f"{',' if index else ''}\n {line}")
    file.write("\n]\n")


def _lines(answer: Answer, *, cast: bool = False) -> Iterator[str]:
    """A JSON object a row; with ``cast``, in the words DuckDB reads every type back from."""
    for row in answer.rows:
        values = (json_value(cell, cast=cast) for cell in row)
        yield json.dumps(dict(zip(answer.columns, values, strict=True)), ensure_ascii=False)


def _parquet(answer: Answer, out: Path) -> None:
    """With the columns' own types: DuckDB reads the rows back as what they were."""
    import duckdb

    types = [IN_PARQUET.get(kind, kind) for kind in answer.types]
    columns = dict(zip(answer.columns, types, strict=True))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        rows = Path(folder) / "answer.json"
        with rows.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in _lines(answer, cast=True))
        read = connection.read_json(str(rows), columns=columns, format="newline_delimited")
        read.write_parquet(str(out))


def _excel(answer: Answer, out: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("answer")
    sheet.freeze_panes = "A2"
    heading = [WriteOnlyCell(sheet, name) for name in answer.columns]
    for index, (cell, kind) in enumerate(zip(heading, answer.types, strict=True), start=1):
        cell.font = Font(bold=True)
        wide = kind.startswith(("TIMESTAMP", "VARCHAR"))
        sheet.column_dimensions[get_column_letter(index)].width = 20 if wide else 12
    try:
        sheet.append(heading)
        for number, row in enumerate(answer.rows, start=1):
            if number > EXCEL_ROWS:
                raise AskError(
                    f"Excel holds {EXCEL_ROWS:,} rows and no more: ask for csv or parquet"
                )
            sheet.append([excel_cell(value) for value in row])
    except BaseException:
        sheet.close()  # a sheet left open complains when Python ends
        raise
    packed = io.BytesIO()  # so does a half-written file, where a disk is full
    book.save(packed)
    out.write_bytes(packed.getbuffer())
