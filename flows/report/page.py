"""The report as a page: one file, nothing fetched from anywhere, light and dark, fit for paper."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from flows.erased import ERASED
from flows.report.charts import COLOURS, outcome_chart, silence_chart
from flows.report.data import Findings
from flows.texts import clock, decimal, speaker_of

TEMPLATE = files("flows") / "report" / "report.html"


def page(found: Findings, language: str, made: date) -> str:
    """The whole HTML of a report in ``language`` (``nl`` or ``en``), made on the day ``made``."""
    say = speaker_of("flows", "report", language)

    def day(when: date | None) -> str:
        return "–" if when is None else f"{when.day} {say(f'month.{when.month}')}"

    def day_of(when: date | None) -> str:  # of another year than the reader's it says which
        return day(when) if when is None or when.year == made.year else f"{day(when)} {when.year}"

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {
        "share": lambda ratio: "–" if ratio is None else f"{ratio:.0%}",
        "whole": lambda number: "–" if number is None else f"{number:.0f}",
        "day": day,
        "day_of": day_of,
        "clock": lambda seconds: "–" if seconds is None else clock(seconds),
        "decimal": lambda number: decimal(number, language),
    }
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    html = template.render(
        found=found,
        totals=found.totals,
        say=say,
        language=language,
        made=made,
        colours=COLOURS,
        outcomes=Markup(outcome_chart(found.outcomes, say)),  # noqa: S704 - drawn by us
        few_silences=next((row["few_silences"] for row in found.silence if row["too_few"]), None),
        silence=Markup(silence_chart(found.silence, say)) if found.silence else None,  # noqa: S704
    )
    return html.replace(ERASED, say("report.erased"))


def today() -> date:
    """The day a report is made."""
    return datetime.now().astimezone().date()
