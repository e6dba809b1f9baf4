"""The report as a page: one file, nothing fetched from anywhere, light and dark, fit for paper."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from flows.report.charts import outcome_chart, silence_chart
from flows.report.data import Findings

LANGUAGES = ("nl", "en")
FOLDER = files("flows") / "report"

Say = Callable[..., str]


def page(found: Findings, language: str, made: date) -> str:
    """The whole HTML of a report in ``language`` (one of LANGUAGES), made on the day ``made``."""
    say = _speaker(language)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {
        "share": lambda ratio: "–" if ratio is None else f"{ratio:.0%}",
        "whole": lambda number: "–" if number is None else f"{number:.0f}",
        "day": lambda when: "–" if when is None else f"{when.day} {say(f'month.{when.month}')}",
        "clock": _clock,
        "decimal": lambda number: _decimal(number, language),
    }
    template = environment.from_string((FOLDER / "report.html").read_text(encoding="utf-8"))
    return template.render(
        found=found,
        totals=found.totals,
        say=say,
        language=language,
        made=made,
        outcomes=Markup(outcome_chart(found.outcomes, say)),  # noqa: S704 - drawn by us
        silence=Markup(silence_chart(found.silence, say)) if found.silence else None,  # noqa: S704
    )


def _speaker(language: str) -> Say:
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    texts: dict[str, dict[str, str]] = tomllib.loads(text)

    def say(key: str, **named: object) -> str:
        section, _, name = key.partition(".")
        return texts[section][name].format(**named)

    return say


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _decimal(number: float, language: str) -> str:
    text = f"{number:.1f}"
    return text.replace(".", ",") if language == "nl" else text


def today() -> date:
    """The day a report is made."""
    return datetime.now().astimezone().date()
