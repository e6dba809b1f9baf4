"""The date that the words of a moment mean, against the date of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from analysis.language.time_values import (
    Words,
    add_months,
    ahead_of,
    has,
    letters_of,
    monday,
    month_end,
    value,
    year_named,
)

Exactness = Literal["exact", "rough", "vague"]

_FRIDAY = 4
_DAYS_OF_HALF_MONTH = 15
_EARLY_DAY = 10
_LONGEST_MONTH = 31
_DAYS_A_WEEK = 7
_SEASON_ENDS = (5, 8, 11, 2)
"""Last months of spring, summer, autumn and winter (meteorological seasons)."""

_WINTER = len(_SEASON_ENDS) - 1

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


def _next_weekday(words: Words, today: date) -> date:
    """The next such day; "next Tuesday" is in the week after this one."""
    number = value(words, "d")
    if has(words, "x"):
        return monday(today, 1) + timedelta(days=number)
    return today + timedelta(days=(number - today.weekday()) % 7 or 7)


def _weekday_in_week(words: Words, today: date) -> date:
    return monday(today, ahead_of(words)) + timedelta(days=value(words, "d"))


def _weekday_and_weeks(words: Words, today: date) -> date:
    weeks = value(words, "n#") * (2 if has(words, "f") else 1)
    if has(words, "u"):
        weeks = round(weeks / _DAYS_A_WEEK)  # "dinsdag over veertien dagen", "over acht dagen"
    if has(words, "t"):
        return today + timedelta(days=value(words, "t"), weeks=weeks)
    return _next_weekday(words, today) + timedelta(weeks=weeks)


def _near_day(words: Words, today: date) -> date:
    return today + timedelta(days=value(words, "t"))


def _end_of_day(words: Words, today: date) -> date:
    """ "By end of day Friday" is due on Friday; "tomorrow, Friday" tells tomorrow in two ways."""
    day = [word for word in words if word.letter != "t"]
    near = [word.value for word in words if word.letter == "t"]
    if not has(day, "d@") or (words[0].letter == "t" and near[0]):
        return today + timedelta(days=max(near))
    if has(day, "@"):
        return _day_of_month(day, today)
    if has(day, "w"):
        return _weekday_in_week(day, today)
    named = _next_weekday(day, today)
    return today if named.weekday() == today.weekday() and not has(day, "x") else named


def _weekday_of_month(words: Words, today: date) -> date | None:
    """ "The first Monday of June", "de laatste vrijdag van de maand"."""
    first = _first_of_month(words, today)
    found = _weekday_from(words, first)
    if found is None or found >= today or has(words, "xc"):
        return found
    return _weekday_from(words, add_months(first, 12 if has(words, "m") else 1))


def _weekday_from(words: Words, first: date) -> date | None:
    """That weekday of the month that begins on ``first``; few months have a fifth Monday."""
    number = value(words, "d")
    if words[0].letter == "L":
        last = month_end(first)
        return last - timedelta(days=(last.weekday() - number) % 7)
    ahead = (number - first.weekday()) % 7
    found = first + timedelta(days=ahead, weeks=value(words, "o") - 1)
    return found if found.month == first.month else None


def _first_of_month(words: Words, today: date) -> date:
    if has(words, "m"):
        month = value(words, "m")
        year = year_named(words, today) or today.year + (month < today.month)
        return date(year, month, 1)
    return add_months(today.replace(day=1), int(has(words, "x")))


def _day_of_month(words: Words, today: date) -> date:
    """ "Drie april", "vrijdag de 22e", "22/5": the next such day."""
    if has(words, "D"):
        day, month = divmod(value(words, "D"), 100)
    else:
        day = value(words, "o@#n")
        month = value(words, "m", 0)
    if month == 0:
        first = today.replace(day=1)
        first = first if day >= today.day else add_months(first, 1)
        while day <= _LONGEST_MONTH and day > month_end(first).day:
            first = add_months(first, 1)  # "the 30th", said at the end of January
        return first.replace(day=day)
    passed = (month, day) < (today.month, today.day)
    return date(year_named(words, today) or today.year + passed, month, day)


def _some_days(words: Words, today: date) -> date:
    return today + timedelta(days=value(words, "n#"))


def _hours(words: Words, today: date) -> date:
    """In an hour is today; within 24 hours is tomorrow."""
    hours = value(words, "n#") if has(words, "hH") else 0
    return today + timedelta(days=hours // 24)


def _some_weeks(words: Words, today: date) -> date:
    """ "In three weeks", "over twee en een half jaar", "in half a year"."""
    letters = letters_of(words)
    half = "a" in letters
    added = any(word.letter == "a" and word.last > word.first for word in words)  # "and a half"
    count = value(words, "n#") if added or not half else 0
    if "u" in letters:
        return today + timedelta(days=count + half)
    if "w" in letters or "f" in letters:
        days = (7 * count + 4 * half) * (2 if "f" in letters else 1)
        return today + timedelta(days=days)
    if "z" in letters:
        return add_months(today, 12 * count + 6 * half)
    months = add_months(today, count * (3 if "q" in letters else 1))
    return months + timedelta(days=(45 if "q" in letters else _DAYS_OF_HALF_MONTH) * half)


def _about_so_many(words: Words, today: date) -> date:
    """ "Over een week of twee", "in one or two weeks": in about two weeks."""
    unit = next(word for word in words if word.letter in "uwyzf")
    return _some_weeks(
        [max(words, key=lambda word: word.value if word.letter in "n#" else 0), unit], today
    )


def _undated(words: Words, today: date) -> date | None:
    """ "In a few days", "Tuesday in the week after Easter": some day, and not the next one."""
    return None


def _week_of(words: Words, today: date) -> date:
    return monday(_day_of_month(words[1:], today)) + timedelta(days=_FRIDAY)


def _week_of_month(words: Words, today: date) -> date:
    """ "The first week of January": up to the 7th; the last week is due with the month."""
    found = _in_month(words, _first_of_month(words, today))
    if found >= today or year_named(words, today) is not None:
        return found
    return _in_month(words, add_months(_first_of_month(words, today), 12 if has(words, "m") else 1))


def _in_month(words: Words, first: date) -> date:
    """The last day of that week of the month that begins on ``first``."""
    last = month_end(first)
    if has(words, "L"):
        return last
    return first.replace(day=min(last.day, 7 * value(words, "o@")))


def _week_number(words: Words, today: date) -> date:
    week = value(words, "n#")
    now = today.isocalendar()  # 1 January may lie in the last week of the year before
    year = now.year + (week < now.week)
    return date.fromisocalendar(year, week, _FRIDAY + 1)


def _quarter_number(words: Words, today: date) -> date:
    month = 3 * value(words, "o")
    year = year_named(words, today)
    end = month_end(date(year or today.year, month, 1))
    return end if year or end >= today else month_end(date(today.year + 1, month, 1))


def _week_or_month(words: Words, today: date) -> date:
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


def _month(words: Words, today: date) -> date:
    """ "Early November", said at its end, is next year's."""
    first = _first_of_month(words, today)
    found = _part_of_month(words, first)
    if found >= today or year_named(words, today) is not None:
        return found
    return _part_of_month(words, add_months(first, 12))


def _part_of_month(words: Words, first: date) -> date:
    if has(words, "s"):
        return first.replace(day=_EARLY_DAY)
    return first.replace(day=_DAYS_OF_HALF_MONTH) if has(words, "la") else month_end(first)


def _weekend(words: Words, today: date) -> date:
    """The Sunday; what must be done before the weekend is due on Friday."""
    before = words[0].letter == "j" and not has(words, "i")
    return monday(today, int(has(words, "x"))) + timedelta(days=_FRIDAY if before else 6)


def _season(words: Words, today: date) -> date:
    place = value(words, "r", 0)
    month = _SEASON_ENDS[place]
    year = year_named(words, today)
    if year is not None:
        return month_end(date(year + (place == _WINTER), month, 1))
    end = month_end(date(today.year, month, 1))
    if end < today or (has(words, "x") and add_months(end, -3) < today):
        end = month_end(date(today.year + 1, month, 1))
    return end


def _christmas(words: Words, today: date) -> date:
    passed = (today.month, today.day) > (12, 25)
    return date(today.year + passed, 12, 25)


def _last_day(words: Words, today: date) -> date:
    return _month(words[1:], today) if has(words, "m") else _week_or_month(words[1:], today)


_RESOLVERS: Mapping[str, Callable[[Words, date], date | None]] = {
    "weekday in week": _weekday_in_week,
    "weekday of some week": _undated,
    "weekday and weeks": _weekday_and_weeks,
    "weekday of month": _weekday_of_month,
    "last day": _last_day,
    "day of month": _day_of_month,
    "some days": _some_days,
    "hours": _hours,
    "weekday": _next_weekday,
    "near day": _near_day,
    "end of a day": _end_of_day,
    "about so many": _about_so_many,
    "some weeks": _some_weeks,
    "a few": _undated,
    "week of": _week_of,
    "week of month": _week_of_month,
    "week number": _week_number,
    "quarter number": _quarter_number,
    "week or month": _week_or_month,
    "month": _month,
    "weekend": _weekend,
    "season": _season,
    "christmas": _christmas,
}
