"""The last day of a stretch of time: of "this week", "early November", "the second quarter"."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.language.due_days import day_of_month, first_of_month
from analysis.language.time_values import (
    Words,
    add_months,
    ahead_of,
    has,
    monday,
    month_end,
    value,
    year_named,
)

_FRIDAY = 4
_EARLY_DAY, _MIDDLE_DAY = 10, 15
"""Days of the month on which its start and its middle are over."""

_SEASON_ENDS = (5, 8, 11, 2)
"""Last months of spring, summer, autumn and winter (meteorological seasons)."""

_WINTER = len(_SEASON_ENDS) - 1


def week_of(words: Words, today: date) -> date:
    """ "The week of the 14th": its Friday."""
    return monday(day_of_month(words[1:], today)) + timedelta(days=_FRIDAY)


def week_of_month(words: Words, today: date) -> date:
    """ "The first week of January": up to the 7th; the last week is due with the month."""
    found = _in_month(words, first_of_month(words, today))
    if found >= today or year_named(words, today) is not None:
        return found
    return _in_month(words, add_months(first_of_month(words, today), 12 if has(words, "m") else 1))


def _in_month(words: Words, first: date) -> date:
    """The last day of that week of the month that begins on ``first``."""
    last = month_end(first)
    if has(words, "L"):
        return last
    return first.replace(day=min(last.day, 7 * value(words, "o@")))


def week_number(words: Words, today: date) -> date:
    """ "Week 12" (ISO 8601): its Friday, next year's where this year's week is over."""
    week = value(words, "n#")
    now = today.isocalendar()  # 1 January may lie in the last week of the year before
    year = now.year + (week < now.week)
    return date.fromisocalendar(year, week, _FRIDAY + 1)


def quarter_number(words: Words, today: date) -> date:
    """ "The second quarter": the next one to end."""
    month = 3 * value(words, "o")
    year = year_named(words, today)
    end = month_end(date(year or today.year, month, 1))
    return end if year or end >= today else month_end(date(today.year + 1, month, 1))


def week_or_month(words: Words, today: date) -> date:
    """ "The start of the month" is the next one to come; "the start of this month" is not."""
    ahead = ahead_of(words)
    found = _week_or_month_from(words, today, ahead)
    if found >= today or has(words, "c"):
        return found
    return _week_or_month_from(words, today, ahead + 1)


def _week_or_month_from(words: Words, today: date, ahead: int) -> date:
    """What is said of the week, month, quarter or year so many ``ahead`` of this one."""
    if has(words, "w"):
        day = 1 if has(words, "s") else 2 if has(words, "la") else _FRIDAY
        return monday(today, ahead) + timedelta(days=day)
    if has(words, "y"):
        return _part_of_month(words, add_months(today.replace(day=1), ahead))
    if has(words, "q"):
        first = date(today.year, today.month - (today.month - 1) % 3, 1)
        months = 0 if has(words, "s") else 1 if has(words, "la") else 2
        return month_end(add_months(first, 3 * ahead + months))
    month = 1 if has(words, "s") else 6 if has(words, "la") else 12
    return month_end(date(today.year + ahead, month, 1))


def month_named(words: Words, today: date) -> date:
    """ "Early November", said at its end, is next year's."""
    first = first_of_month(words, today)
    found = _part_of_month(words, first)
    if found >= today or year_named(words, today) is not None:
        return found
    return _part_of_month(words, add_months(first, 12))


def _part_of_month(words: Words, first: date) -> date:
    if has(words, "s"):
        return first.replace(day=_EARLY_DAY)
    return first.replace(day=_MIDDLE_DAY) if has(words, "la") else month_end(first)


def weekend(words: Words, today: date) -> date:
    """The Sunday; what must be done before the weekend is due on Friday."""
    before = words[0].letter == "j" and not has(words, "i")
    return monday(today, int(has(words, "x"))) + timedelta(days=_FRIDAY if before else 6)


def season(words: Words, today: date) -> date:
    """ "This spring": the next one to end."""
    place = value(words, "r", 0)
    month = _SEASON_ENDS[place]
    year = year_named(words, today)
    if year is not None:
        return month_end(date(year + (place == _WINTER), month, 1))
    end = month_end(date(today.year, month, 1))
    if end < today or (has(words, "x") and add_months(end, -3) < today):
        end = month_end(date(today.year + 1, month, 1))
    return end


def christmas(words: Words, today: date) -> date:
    """The next Christmas Day."""
    passed = (today.month, today.day) > (12, 25)
    return date(today.year + passed, 12, 25)


def last_day(words: Words, today: date) -> date:
    """ "The last day of the month"."""
    return month_named(words[1:], today) if has(words, "m") else week_or_month(words[1:], today)
