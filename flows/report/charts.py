"""The report's charts as SVG that takes its colours from the page, light or dark."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

from analysis.speech.quiet import keep_quiet

keep_quiet()  # before matplotlib is imported

import matplotlib as mpl  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.colors import to_rgb  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

from flows.report.data import Rows  # noqa: E402
from flows.texts import Say  # noqa: E402

INK = "#010203"
"""Stands for the page's ink; what is drawn in it is ``currentColor`` in the page."""

COLOURS = {
    "orders": "#1b7f4b",
    "advances": "#57b894",
    "clear_noes": "#4c86c6",
    "continuations": "#e0a83a",
    "others": "#9aa0a6",
}
"""Readable on white and on near-black, and apart from one another without telling red from green
(Wong 2011): the stack's order tells them as well."""

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it can be read aloud, searched and selected
    "svg.hashsalt": "callprobe",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.family": "sans-serif",
    "font.size": 10,
}

_LAST_S = 4
"""The last bar holds all silences from so many seconds on (sql/report/silence.sql)."""

_PALE = 0.25
"""Of a bar that rests on too few: what shows of its colour (0-1)."""

_FEWEST_PLACES = 6
"""Room for so many bars at least: one bar alone is no wall."""


def outcome_chart(rows: Rows, say: Say) -> str:
    """Calls by outcome, stacked, a bar per week or month; one without calls leaves its place.

    Which colour is what the page says, in words that fit a phone.
    """
    figure, axes = _canvas(7.2, 2.8)
    places = [int(str(row["place"])) for row in rows]
    below = [0] * len(rows)
    for name, colour in COLOURS.items():
        counts = [int(str(row[name])) for row in rows]
        axes.bar(places, counts, 0.7, below, color=colour)
        below = [low + count for low, count in zip(below, counts, strict=True)]
    dated = _apart(places)
    axes.set_xticks([places[at] for at in dated])
    axes.set_xticklabels([_day(rows[at]["starts_on"], say) for at in dated])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(-0.6, max(places[-1] + 1, _FEWEST_PLACES) - 0.4)
    axes.set_ylabel(say("chart.calls"))
    return _svg(figure, say("chart.outcomes"))


def silence_chart(rows: Rows, say: Say) -> str:
    """Answered after so many seconds of silence: a bar per second, with its n; one that rests on
    too few is pale and dashed."""
    figure, axes = _canvas(7.2, 2.6)
    shares = [100 * int(str(row["answered"])) / int(str(row["silences"])) for row in rows]
    places = [int(str(row["from_s"])) for row in rows]
    bars = axes.bar(places, shares, 0.7, color=COLOURS["advances"])
    for bar, row in zip(bars, rows, strict=True):
        if row["too_few"]:
            bar.set(facecolor=(*to_rgb(COLOURS["advances"]), _PALE), linestyle="--")
            bar.set_edgecolor(COLOURS["advances"])
    for place, row, share in zip(places, rows, shares, strict=True):
        axes.text(place, share + 2, f"n = {row['silences']}", ha="center", fontsize=9, color=INK)
    axes.set_xticks(range(_LAST_S + 1), [_seconds(first) for first in range(_LAST_S + 1)])
    axes.set_xlim(-0.6, _LAST_S + 0.6)
    axes.set_ylim(0, 112)
    axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    axes.set_ylabel(say("chart.answered"))
    axes.set_xlabel(say("chart.seconds"))
    return _svg(figure, say("chart.silence"))


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        return figure, figure.add_subplot()


def _apart(places: list[int]) -> list[int]:
    """Which bars have their day written below them: those with room for it."""
    room = -(-(places[-1] + 1) // 9)
    dated: list[int] = []
    for at, place in enumerate(places):
        if not dated or place - places[dated[-1]] >= room:
            dated.append(at)
    return dated


def _day(day: object, say: Say) -> str:
    assert isinstance(day, date)
    return f"{day.day} {say(f'month_short.{day.month}')} ’{day:%y}"


def _seconds(first: int) -> str:
    return f"{first}+" if first == _LAST_S else f"{first}–{first + 1}"


def _svg(figure: Figure, title: str) -> str:
    """The figure as an ``svg`` element with a title for who cannot see it."""
    out = io.StringIO()
    with mpl.rc_context(STYLE):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    drawn = out.getvalue()
    drawn = drawn[drawn.index("<svg") :].replace(INK, "currentColor")
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    label = f'role="img" aria-label="{_attribute(title)}"'
    return re.sub(r'<svg([^>]*?) width="[^"]*"', rf"<svg {label}\1", drawn, count=1).replace(
        ' height="', ' data-height="', 1
    )


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
