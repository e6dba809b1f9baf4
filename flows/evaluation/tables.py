"""A table once, shown twice: in the terminal with rich, and as Markdown for a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from flows.files import write_whole
from flows.troubles import to_write

DASH = "–"
"""What stands where there is nothing to measure."""


PAGE_WIDTH = 180
"""Columns of a table that is written to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings. A heading that starts with ``<`` aligns its column left;
    all others are figures, and stand right. ``note`` is a sentence below the table."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def share(value: float | None) -> str:
    """A ratio 0-1 as it is read in these tables: ``0.97``."""
    return DASH if value is None else f"{value:.2f}"


def points(value: float | None) -> str:
    """A ratio 0-1 as signed points of a hundred: ``+1.2``."""
    return DASH if value is None else f"{100 * value:+.1f}"


def percent(value: float | None) -> str:
    """A ratio 0-1 as a percentage: ``3.4 %``."""
    return DASH if value is None else f"{100 * value:.1f} %"


def milliseconds(value: float | None) -> str:
    """Seconds as whole milliseconds."""
    return DASH if value is None else f"{1000 * value:.0f}"


def of(right: int, total: int) -> str:
    """How many out of how many: ``12/13``."""
    return f"{right}/{total}" if total else DASH


def console() -> Console:
    """A console as wide as the terminal; where the output goes to a file, as wide as is useful."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=PAGE_WIDTH)


def shortened(text: str, most: int = 60) -> str:
    """A text that may be very long, at most ``most`` characters of it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def show(tables: Sequence[Table], console: Console) -> None:
    """Print the tables, as wide as the console allows."""
    for table in tables:
        drawn = RichTable(
            title=table.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
        )
        for heading in table.headings:
            left = heading.startswith("<")
            drawn.add_column(
                heading.removeprefix("<"),
                justify="left" if left else "right",
                overflow="fold",
                no_wrap=not left,
            )
        for row in table.rows:
            drawn.add_row(*(Text(cell) for cell in row))
        console.print(drawn)
        if table.note:
            console.print(Text(f"  {table.note}\n", style="dim"))


def markdown(tables: Sequence[Table]) -> str:
    """The tables as GitHub-flavoured Markdown."""
    return "\n".join(_markdown(table) for table in tables)


def write_markdown(tables: Sequence[Table], path: Path, heading: str) -> None:
    """Write the tables to ``path``. Raises OutputError."""
    with to_write(path):
        write_whole(path, f"# {heading}\n\n{markdown(tables)}".encode())


def _markdown(table: Table) -> str:
    lines = [
        f"## {table.title}",
        "",
        _row(tuple(heading.removeprefix("<") for heading in table.headings)),
        _row(tuple("---" if h.startswith("<") else "---:" for h in table.headings)),
        *(_row(row) for row in table.rows),
        "",
    ]
    if table.note:
        lines += [table.note, ""]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
