"""The date that the words of a moment mean, against the date of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from analysis.language import due_days, due_periods
from analysis.language.time_values import Words

Exactness = Literal["exact", "rough", "vague"]

_SPANS = frozenset({"week or month", "weekend", "last day"})
"""Rules of which the moment may lie before the call, and is not over yet: "this week"."""


def due(rule: str, words: Words, today: date) -> date | None:
    """The last day on which a promise in these words is kept; None where there is no such date.

    ``rule`` is the name of the rule of ``analysis/language/date_grammar.py`` that ``words`` match.
    """
    try:
        found = _RESOLVERS[rule](words, today)
    except (ValueError, OverflowError):
        return None  # the thirtieth of February
    if found is None or found >= today:
        return found
    return today if rule in _SPANS else None  # "this week", said on a Saturday


def _undated(words: Words, today: date) -> date | None:
    """ "In a few days", "Tuesday in the week after Easter": some day, and not the next one."""
    return None


_RESOLVERS: Mapping[str, Callable[[Words, date], date | None]] = {
    "weekday in week": due_days.weekday_in_week,
    "weekday of some week": _undated,
    "weekday and weeks": due_days.weekday_and_weeks,
    "weekday of month": due_days.weekday_of_month,
    "last day": due_periods.last_day,
    "day of month": due_days.day_of_month,
    "some days": due_days.some_days,
    "hours": due_days.hours,
    "weekday": due_days.next_weekday,
    "near day": due_days.near_day,
    "end of a day": due_days.end_of_day,
    "about so many": due_days.about_so_many,
    "some weeks": due_days.some_weeks,
    "a few": _undated,
    "week of": due_periods.week_of,
    "week of month": due_periods.week_of_month,
    "week number": due_periods.week_number,
    "quarter number": due_periods.quarter_number,
    "week or month": due_periods.week_or_month,
    "month": due_periods.month_named,
    "weekend": due_periods.weekend,
    "season": due_periods.season,
    "christmas": due_periods.christmas,
}
