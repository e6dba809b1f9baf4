"""An answer as a table on the screen, or row by row where it has too many columns for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    table = _table(columns, rows, console.width) if fits else None
    console.print(table or _cards(columns, rows))
    if more:
        said = (
            f"The first {len(rows)} rows; --rows 0 shows all, --out answer.csv writes all to a file"
        )
    else:
        said = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    console.print(Text(said, style="italic"))


def _table(columns: Sequence[str], rows: Sequence[Row], width: int) -> Table | None:
    """A column each; None where that would cut a word: half a day is none."""
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    headings = [name.replace("_", " ") for name in columns]
    texts = [[shown(cell, name) for cell, name in zip(row, columns, strict=True)] for row in rows]
    inside = [list(column) for column in zip(headings, *texts, strict=True)]
    least = [_longest(word for text in column for word in text.split()) for column in inside]
    wanted = [_longest(line for text in column for line in text.splitlines()) for column in inside]
    room = width - GAP * len(columns)
    if sum(least) > room:
        return None
    widths = _shared(room, least, wanted)
    for heading, number, wide in zip(headings, numeric, widths, strict=True):
        side: Literal["left", "right"] = "right" if number else "left"
        table.add_column(Text(heading), justify=side, width=wide)
    for row in texts:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _shared(room: int, least: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The width of each column: what it wants, or the widest ones cut to one measure, none to less
    than it needs."""
    most = min(room, max(wanted, default=0))
    while True:
        widths = [max(need, min(want, most)) for need, want in zip(least, wanted, strict=True)]
        if sum(widths) <= room:
            return widths
        most -= 1


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
