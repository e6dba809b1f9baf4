"""An answer as a table on the screen, or row by row where it has too many columns for that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.answer_cells import shown
from flows.ask import Row

LEAST_WIDTH = 11
"""Characters a column needs; an answer with more columns than fit is shown row by row."""

GAP = 2
"""Blanks between two columns."""


def draw(columns: Sequence[str], rows: Sequence[Row], console: Console, *, more: bool) -> None:
    """Print the rows, and how many they are; ``more``: there are others that are not shown."""
    fits = len(columns) * LEAST_WIDTH <= console.width
    table = _table(columns, rows) if fits else None
    if table is None or sum((it.min_width or 0) + GAP for it in table.columns) > console.width:
        table = _cards(columns, rows)
    console.print(table)
    if more:
        said = (
            f"The first {len(rows)} rows; --rows 0 shows all, --out answer.csv writes all to a file"
        )
    else:
        said = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    console.print(Text(said, style="italic"))


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    texts = [[shown(cell, name) for cell, name in zip(row, columns, strict=True)] for row in rows]
    for index, (name, number) in enumerate(zip(columns, numeric, strict=True)):
        side: Literal["left", "right"] = "right" if number else "left"
        heading = Text(name.replace("_", " "))
        # no word is cut off where another column has room to give: half a day is none
        words = " ".join([heading.plain, *(row[index] for row in texts)]).split()
        longest = max(map(cell_len, words), default=0)
        table.add_column(heading, justify=side, min_width=longest)
    for row in texts:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _cards(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    """Every row as a block of its own: a column a line, what is not known left out."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", justify="right")
    table.add_column()
    for row in rows:
        for cell, name in zip(row, columns, strict=True):
            if cell is not None:
                table.add_row(Text(name.replace("_", " ")), Text(shown(cell, name)))
        table.add_row("", "")
    return table
