"""What the time words of a moment hold, and steps through the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from analysis.language.calendar_words import TimeWord

Words = Sequence[TimeWord]


def has(words: Words, letters: str) -> bool:
    """Whether a word of one of these ``letters`` is among ``words``."""
    return any(word.letter in letters for word in words)


def value(words: Words, letters: str, default: int = 1) -> int:
    """The value of the first word of one of these ``letters``."""
    return next((word.value for word in words if word.letter in letters), default)


def letters_of(words: Words) -> str:
    """The letters of ``words`` in a row."""
    return "".join(word.letter for word in words)


def monday(today: date, weeks: int = 0) -> date:
    """The Monday of the week so many ``weeks`` from that of ``today``."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(start: date, months: int) -> date:
    """The same day so many ``months`` on, or the last of a shorter month."""
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def ahead_of(words: Words) -> int:
    """How many weeks, months or years on: "this" 0, "next" 1, "after next" 2, and "after" each of
    them one more."""
    named = 2 if has(words, "v") else 1 if has(words, "x") else 0
    return named + has(words, "A")


def year_named(words: Words, today: date) -> int | None:
    """The year that is named: "2027", "next year"; None where none is."""
    for before, word in pairwise([None, *words]):
        if word is not None and word.letter == "Y":
            return word.value
        if word is not None and word.letter == "z":
            return today.year + (before is not None and before.letter == "x")
    return None
