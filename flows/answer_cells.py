"""What DuckDB's values become in JSON, in a spreadsheet, on the screen."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flows.files import printable

Cell = object

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these is taken for a formula by spreadsheets."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters no sheet can hold."""


def json_value(cell: Cell, *, cast: bool = False) -> Any:
    """A value as JSON holds it; with ``cast``, as DuckDB casts it back to its type."""
    if isinstance(cell, dict):
        return {str(key): json_value(value, cast=cast) for key, value in cell.items()}
    if isinstance(cell, list | tuple):
        return [json_value(value, cast=cast) for value in cell]
    if isinstance(cell, float | Decimal):
        return _number(cell, cast=cast)
    return _one(cell, cast=cast)


def _number(cell: float | Decimal, *, cast: bool) -> Cell:
    """JSON knows no infinity, and of a decimal only what a float holds."""
    if cast:
        return str(cell) if isinstance(cell, Decimal) or not math.isfinite(cell) else cell
    return float(cell) if math.isfinite(cell) else None


def _one(cell: Cell, *, cast: bool) -> Cell:
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return f"{cell // timedelta(microseconds=1)} microseconds" if cast else str(cell)
    if isinstance(cell, bytes):
        return "".join(f"\\x{byte:02X}" for byte in cell)
    return cell if cell is None or isinstance(cell, bool | int | str) else str(cell)


def spreadsheet_text(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula stays a text; nested values are JSON; a
    figure is told as it was meant."""
    if isinstance(cell, dict | list | tuple):
        return json.dumps(json_value(cell), ensure_ascii=False)
    if isinstance(cell, float):
        return _told(cell)
    risky = isinstance(cell, str) and cell.startswith(FORMULA)
    return f"'{cell}" if risky else cell


def _told(figure: float) -> float:
    """What adding up leaves behind the twelfth digit is none of the figure: 56.608000000000004."""
    return float(f"{figure:.12g}")


def excel_cell(cell: Cell) -> Cell:
    """What a sheet can hold: no time zones, no nested values, no control characters."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float | Decimal):
        return _told(float(cell)) if math.isfinite(cell) else str(cell)
    if isinstance(cell, datetime | time):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date | timedelta):
        return cell
    plain = cell if isinstance(cell, str | dict | list | tuple) else json_value(cell)
    return CONTROL.sub(" ", str(spreadsheet_text(plain)))


def shown(cell: Cell, column: str) -> str:
    """A value as a reader wants it: shares as percentages, figures with one decimal."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if _is_share(column):
            return f"{cell:+.0%}" if column.endswith("_trend") else f"{cell:.0%}"
        return f"{cell:.1f}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return printable(str(cell))


def _is_share(column: str) -> bool:
    """Whether a column holds a ratio 0-1, or a difference of two."""
    ratios = ("share", "rate", "percentile", "confidence")
    return any(word in column.split("_") for word in ratios)
