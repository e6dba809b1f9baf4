"""When: the words for a moment in a sentence, how exact they are, and the date they mean.

Dates are resolved against the call's own date; a bare weekday is the next one to come.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analysis.language.pack import Pack
from analysis.language.tokens import Token

Exactness = Literal["exact", "rough", "vague"]

_LEVELS: tuple[Exactness, ...] = ("exact", "rough", "vague")

_WEEKDAYS = {
    name: number
    for names in (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
_MONTHS = {
    name: number
    for names in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
_NUMBERS = {
    name: number
    for names in (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
        "zestien zeventien achttien negentien twintig eenentwintig tweeëntwintig drieëntwintig "
        "vierentwintig vijfentwintig zesentwintig zevenentwintig achtentwintig negenentwintig "
        "dertig eenendertig",
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"één": 1, "a": 1, "an": 1}
_SAME_DAY = frozenset("vandaag vanmiddag vanavond vanochtend straks today tonight".split())
_UNITS = {"dagen": 1, "days": 1, "day": 1, "week": 7, "weken": 7, "weeks": 7}
_SAME_DAY_PHRASES = ("this morning", "this afternoon", "this evening", "zo meteen", "right away")


@dataclass(frozen=True, slots=True)
class When:
    """A moment named in a sentence: as said, how exact, and the date where there is one."""

    text: str
    exactness: Exactness
    date: date | None


def find_when(words: Sequence[str], pack: Pack, call_date: date | None) -> When | None:
    """The most exact moment named in ``words``; None when none is.

    ``call_date`` None leaves dates unresolved.
    """
    tokens, texts = pack.tokenize(words), pack.texts(words)
    worth_trying = pack.may_match(texts)
    for exactness in _LEVELS:
        if f"dates.{exactness}" not in worth_trying:
            continue
        found = pack.cues(f"dates.{exactness}").find(texts)
        if found:
            match = max(found, key=lambda m: (m.last - m.first, -m.first))
            said = _as_said(words, tokens[match.first : match.last + 1])
            span = texts[match.first : match.last + 1]
            return When(said, exactness, _resolve(span, call_date) if call_date else None)
    return None


def _as_said(words: Sequence[str], tokens: Sequence[Token]) -> str:
    spoken = " ".join(words[tokens[0].word : tokens[-1].word + 1])
    return spoken.strip(" .,?!…")


def _resolve(tokens: Sequence[str], today: date) -> date | None:
    text = " ".join(tokens)
    if any(token in _SAME_DAY for token in tokens) or any(p in text for p in _SAME_DAY_PHRASES):
        return today
    if "overmorgen" in tokens or "day after tomorrow" in text:
        return today + timedelta(days=2)
    if tokens[0].startswith("morgen") or "tomorrow" in tokens:
        return today + timedelta(days=1)
    return (
        _in_some_time(tokens, today)
        or _day_of_month(tokens, today)
        or _weekday(tokens, text, today)
        or _week_or_month(tokens, text, today)
    )


def _in_some_time(tokens: Sequence[str], today: date) -> date | None:
    """ "over twee weken", "in three days"."""
    for index, token in enumerate(tokens[:-1]):
        if token in ("over", "in", "binnen", "within") and index + 2 < len(tokens):
            count, unit = _NUMBERS.get(tokens[index + 1]), tokens[index + 2]
            if count is not None and unit in _UNITS:
                return today + timedelta(days=count * _UNITS[unit])
            if count is not None and unit in ("maand", "maanden", "month", "months"):
                return _add_months(today, count)
    return None


def _day_of_month(tokens: Sequence[str], today: date) -> date | None:
    """ "drie april", "the third of April", "op de derde"."""
    month = next((_MONTHS[t] for t in tokens if t in _MONTHS), None)
    day = next((n for n in (_number(t) for t in tokens) if n is not None), None)
    weekday = any(_weekday_of(t) is not None for t in tokens)
    if day is None or not 1 <= day <= 31 or weekday or "uur" in tokens or "at" in tokens:
        return None
    if month is None:
        if not {"de", "the"} & set(tokens):
            return None
        month = today.month if day >= today.day else today.month % 12 + 1
    year = today.year + (month < today.month or (month == today.month and day < today.day))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _number(token: str) -> int | None:
    digits = re.fullmatch(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)?", token)
    return int(digits.group(1)) if digits else _NUMBERS.get(token)


def _weekday_of(token: str) -> int | None:
    if token in _WEEKDAYS:
        return _WEEKDAYS[token]
    stem = re.sub(r"(ochtend|middag|avond|morgen)$", "", token)
    return _WEEKDAYS.get(stem)


def _weekday(tokens: Sequence[str], text: str, today: date) -> date | None:
    """The next such day; "next Tuesday" and "volgende week dinsdag" are in the week after."""
    number = next((n for n in map(_weekday_of, tokens) if n is not None), None)
    if number is None:
        return None
    ahead = (number - today.weekday()) % 7 or 7
    if text.startswith(("volgende week", "next week")):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=number)
    return today + timedelta(days=ahead)


def _week_or_month(tokens: Sequence[str], text: str, today: date) -> date | None:
    """The last day of the week or month meant: by then it should have happened."""
    month = next((_MONTHS[t] for t in tokens if t in _MONTHS), None)
    if month is not None:
        year = today.year + (month < today.month)
        return date(year, month, calendar.monthrange(year, month)[1])
    friday = today - timedelta(days=today.weekday()) + timedelta(days=4)
    if "week" in tokens:
        ahead = 7 if {"volgende", "next", "komende", "following", "andere"} & set(tokens) else 0
        return friday + timedelta(days=ahead)
    if {"maand", "month"} & set(tokens):
        first = today.replace(day=1)
        ahead = 1 if {"volgende", "next", "komende", "following"} & set(tokens) else 0
        target = _add_months(first, ahead)
        return target.replace(day=calendar.monthrange(target.year, target.month)[1])
    return None


def _add_months(start: date, months: int) -> date:
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
