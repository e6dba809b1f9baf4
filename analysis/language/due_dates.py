"""The date that the words of a moment mean, against the date of the call."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from analysis.language.calendar_words import TimeWord

Exactness = Literal["exact", "rough", "vague"]

_FRIDAY = 4
_DAYS_OF_HALF_MONTH = 15
_EARLY_DAY = 10
_SEASON_ENDS = (5, 8, 11, 2)
"""Last months of spring, summer, autumn and winter (meteorological seasons)."""

_SPANS = frozenset({"week or month", "weekend", "last day"})
"""Rules of which the moment may lie before the call, and is not over yet: "this week"."""

Words = Sequence[TimeWord]


def due(rule: str, words: Words, today: date) -> date | None:
    """The last day on which a promise in these words is kept; None where there is no such date.

    ``rule`` is the name of the rule of ``analysis/language/dates.py`` that ``words`` match.
    """
    try:
        found = _RESOLVERS[rule](words, today)
    except (ValueError, OverflowError):
        return None  # the thirtieth of February
    if found is None or found >= today:
        return found
    return today if rule in _SPANS else None  # "this week", said on a Saturday


def _has(words: Words, letters: str) -> bool:
    return any(word.letter in letters for word in words)


def _value(words: Words, letters: str, default: int = 1) -> int:
    return next((word.value for word in words if word.letter in letters), default)


def _letters(words: Words) -> str:
    return "".join(word.letter for word in words)


def _monday(today: date, weeks: int = 0) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _next_weekday(words: Words, today: date) -> date:
    """The next such day; "next Tuesday" is in the week after this one."""
    number = _value(words, "d")
    if _has(words, "x"):
        return _monday(today, 1) + timedelta(days=number)
    return today + timedelta(days=(number - today.weekday()) % 7 or 7)


def _weekday_in_week(words: Words, today: date) -> date:
    weeks = 2 if _has(words, "v") else 1 if _has(words, "x") else 0
    return _monday(today, weeks) + timedelta(days=_value(words, "d"))


def _weekday_and_weeks(words: Words, today: date) -> date:
    weeks = _value(words, "n#") * (2 if _has(words, "f") else 1)
    if _has(words, "t"):
        return today + timedelta(days=_value(words, "t"), weeks=weeks)
    return _next_weekday(words, today) + timedelta(weeks=weeks)


def _near_day(words: Words, today: date) -> date:
    return today + timedelta(days=_value(words, "t"))


def _weekday_of_month(words: Words, today: date) -> date | None:
    """ "The first Monday of June", "de laatste vrijdag van de maand"."""
    first = _first_of_month(words, today)
    found = _weekday_from(words, first)
    if found is None or found >= today or _has(words, "xc"):
        return found
    return _weekday_from(words, _add_months(first, 12 if _has(words, "m") else 1))


def _weekday_from(words: Words, first: date) -> date | None:
    """That weekday of the month that begins on ``first``; few months have a fifth Monday."""
    number = _value(words, "d")
    if words[0].letter == "L":
        last = _month_end(first)
        return last - timedelta(days=(last.weekday() - number) % 7)
    ahead = (number - first.weekday()) % 7
    found = first + timedelta(days=ahead, weeks=_value(words, "o") - 1)
    return found if found.month == first.month else None


def _first_of_month(words: Words, today: date) -> date:
    if _has(words, "m"):
        month = _value(words, "m")
        return date(today.year + (month < today.month), month, 1)
    return _add_months(today.replace(day=1), int(_has(words, "x")))


def _day_of_month(words: Words, today: date) -> date:
    """ "Drie april", "vrijdag de 22e", "22/5": the next such day."""
    if _has(words, "D"):
        day, month = divmod(_value(words, "D"), 100)
    else:
        day = _value(words, "o@#n")
        month = _value(words, "m", 0)
    if month == 0:
        first = today.replace(day=1)
        first = first if day >= today.day else _add_months(first, 1)
        return first.replace(day=day)
    passed = (month, day) < (today.month, today.day)
    return date(today.year + passed, month, day)


def _some_days(words: Words, today: date) -> date:
    return today + timedelta(days=_value(words, "n#"))


def _hours(words: Words, today: date) -> date:
    """In an hour is today; within 24 hours is tomorrow."""
    hours = _value(words, "n#") if _has(words, "hH") else 0
    return today + timedelta(days=hours // 24)


def _some_weeks(words: Words, today: date) -> date:
    """ "In three weeks", "over twee en een half jaar", "in half a year"."""
    letters = _letters(words)
    half = "a" in letters
    added = any(word.letter == "a" and word.last > word.first for word in words)  # "and a half"
    count = _value(words, "n#") if added or not half else 0
    if "u" in letters:
        return today + timedelta(days=count + half)
    if "w" in letters or "f" in letters:
        days = (7 * count + 4 * half) * (2 if "f" in letters else 1)
        return today + timedelta(days=days)
    if "z" in letters:
        return _add_months(today, 12 * count + 6 * half)
    months = _add_months(today, count * (3 if "q" in letters else 1))
    return months + timedelta(days=(45 if "q" in letters else _DAYS_OF_HALF_MONTH) * half)


def _about_so_many(words: Words, today: date) -> date:
    """ "Over een week of twee": in about two weeks."""
    return _some_weeks([*words[2:3], *words[-1:]], today)


def _a_few(words: Words, today: date) -> date | None:
    return None


def _week_of(words: Words, today: date) -> date:
    return _monday(_day_of_month(words[1:], today)) + timedelta(days=_FRIDAY)


def _week_number(words: Words, today: date) -> date:
    week = _value(words, "n#")
    now = today.isocalendar()  # 1 January may lie in the last week of the year before
    year = now.year + (week < now.week)
    return date.fromisocalendar(year, week, _FRIDAY + 1)


def _quarter_number(words: Words, today: date) -> date:
    month = 3 * _value(words, "o")
    end = _month_end(date(today.year, month, 1))
    return end if end >= today else _month_end(date(today.year + 1, month, 1))


def _week_or_month(words: Words, today: date) -> date:
    """ "The start of the month" is the next one to come; "the start of this month" is not."""
    ahead = 2 if _has(words, "v") else 1 if _has(words, "x") else 0
    found = _week_or_month_from(words, today, ahead)
    if found >= today or _has(words, "c"):
        return found
    return _week_or_month_from(words, today, ahead + 1)


def _week_or_month_from(words: Words, today: date, ahead: int) -> date:
    """What is said of the week, month, quarter or year so many ``ahead`` of this one."""
    if _has(words, "w"):
        day = 1 if _has(words, "s") else 2 if _has(words, "la") else _FRIDAY
        return _monday(today, ahead) + timedelta(days=day)
    if _has(words, "y"):
        return _part_of_month(words, _add_months(today.replace(day=1), ahead))
    if _has(words, "q"):
        first = date(today.year, today.month - (today.month - 1) % 3, 1)
        months = 0 if _has(words, "s") else 1 if _has(words, "la") else 2
        return _month_end(_add_months(first, 3 * ahead + months))
    month = 1 if _has(words, "s") else 6 if _has(words, "la") else 12
    return _month_end(date(today.year + ahead, month, 1))


def _month(words: Words, today: date) -> date:
    """ "Early November", said at its end, is next year's."""
    first = _first_of_month(words, today)
    found = _part_of_month(words, first)
    return found if found >= today else _part_of_month(words, _add_months(first, 12))


def _part_of_month(words: Words, first: date) -> date:
    if _has(words, "s"):
        return first.replace(day=_EARLY_DAY)
    return first.replace(day=_DAYS_OF_HALF_MONTH) if _has(words, "la") else _month_end(first)


def _weekend(words: Words, today: date) -> date:
    """The Sunday; what must be done before the weekend is due on Friday."""
    before = words[0].letter == "j" and not _has(words, "i")
    return _monday(today, int(_has(words, "x"))) + timedelta(days=_FRIDAY if before else 6)


def _season(words: Words, today: date) -> date:
    place = _value(words, "r", 0)
    month = _SEASON_ENDS[place]
    end = _month_end(date(today.year, month, 1))
    if end < today or (_has(words, "x") and _add_months(end, -3) < today):
        end = _month_end(date(today.year + 1, month, 1))
    return end


def _christmas(words: Words, today: date) -> date:
    passed = (today.month, today.day) > (12, 25)
    return date(today.year + passed, 12, 25)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _add_months(start: date, months: int) -> date:
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _last_day(words: Words, today: date) -> date:
    return _month(words[1:], today) if _has(words, "m") else _week_or_month(words[1:], today)


_RESOLVERS: Mapping[str, Callable[[Words, date], date | None]] = {
    "weekday in week": _weekday_in_week,
    "weekday and weeks": _weekday_and_weeks,
    "weekday of month": _weekday_of_month,
    "last day": _last_day,
    "day of month": _day_of_month,
    "some days": _some_days,
    "hours": _hours,
    "weekday": _next_weekday,
    "near day": _near_day,
    "about so many": _about_so_many,
    "some weeks": _some_weeks,
    "a few": _a_few,
    "week of": _week_of,
    "week number": _week_number,
    "quarter number": _quarter_number,
    "week or month": _week_or_month,
    "month": _month,
    "weekend": _weekend,
    "season": _season,
    "christmas": _christmas,
}
