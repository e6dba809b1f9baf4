"""The day that words name, or that is counted from the day of the call: "next Tuesday", "the 22nd",
"in three weeks"."""

from __future__ import annotations

from datetime import date, timedelta

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

_DAYS_OF_HALF_MONTH = 15
_LONGEST_MONTH = 31
_DAYS_A_WEEK = 7


def next_weekday(words: Words, today: date) -> date:
    """The next such day; "next Tuesday" is in the week after this one."""
    number = value(words, "d")
    if has(words, "x"):
        return monday(today, 1) + timedelta(days=number)
    return today + timedelta(days=(number - today.weekday()) % 7 or 7)


def weekday_in_week(words: Words, today: date) -> date:
    """ "Tuesday next week"."""
    return monday(today, ahead_of(words)) + timedelta(days=value(words, "d"))


def weekday_and_weeks(words: Words, today: date) -> date:
    """ "Tuesday in two weeks", "a week from tomorrow"."""
    weeks = value(words, "n#") * (2 if has(words, "f") else 1)
    if has(words, "u"):
        weeks = round(weeks / _DAYS_A_WEEK)  # "dinsdag over veertien dagen", "over acht dagen"
    if has(words, "t"):
        return today + timedelta(days=value(words, "t"), weeks=weeks)
    return next_weekday(words, today) + timedelta(weeks=weeks)


def near_day(words: Words, today: date) -> date:
    """ "Tomorrow"."""
    return today + timedelta(days=value(words, "t"))


def end_of_day(words: Words, today: date) -> date:
    """ "By end of day Friday" is due on Friday; "tomorrow, Friday" tells tomorrow in two ways."""
    day = [word for word in words if word.letter != "t"]
    near = [word.value for word in words if word.letter == "t"]
    if not has(day, "d@") or (words[0].letter == "t" and near[0]):
        return today + timedelta(days=max(near))
    if has(day, "@"):
        return day_of_month(day, today)
    if has(day, "w"):
        return weekday_in_week(day, today)
    named = next_weekday(day, today)
    return today if named.weekday() == today.weekday() and not has(day, "x") else named


def weekday_of_month(words: Words, today: date) -> date | None:
    """ "The first Monday of June", "de laatste vrijdag van de maand"."""
    first = first_of_month(words, today)
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


def first_of_month(words: Words, today: date) -> date:
    """The first day of the month that is meant: named, this one, or the next."""
    if has(words, "m"):
        month = value(words, "m")
        year = year_named(words, today) or today.year + (month < today.month)
        return date(year, month, 1)
    return add_months(today.replace(day=1), int(has(words, "x")))


def day_of_month(words: Words, today: date) -> date:
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


def some_days(words: Words, today: date) -> date:
    """ "In ten days"."""
    return today + timedelta(days=value(words, "n#"))


def hours(words: Words, today: date) -> date:
    """In an hour is today; within 24 hours is tomorrow."""
    hours = value(words, "n#") if has(words, "hH") else 0
    return today + timedelta(days=hours // 24)


def some_weeks(words: Words, today: date) -> date:
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


def about_so_many(words: Words, today: date) -> date:
    """ "Over een week of twee", "in one or two weeks": in about two weeks."""
    unit = next(word for word in words if word.letter in "uwyzf")
    return some_weeks(
        [max(words, key=lambda word: word.value if word.letter in "n#" else 0), unit], today
    )
