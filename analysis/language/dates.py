"""When: the words for a moment in a sentence, how exact they are, and the date they mean.

Dates are resolved against the call's own date; a bare weekday is the next one to come. What
spans time (a week, a month) is due on its last day: Friday, the 31st. The words are the pack's
[calendar]; phrases of [dates] are moments, too, without a date of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis.language.calendar_words import TimeWord, speaks_of_time, time_words
from analysis.language.date_grammar import (
    ANY_RULE,
    CLOCK,
    DAY_IN_WORDS,
    IN_WEEK,
    MINUTES,
    RULES,
)
from analysis.language.due_dates import Exactness, due
from analysis.language.pack import Pack
from analysis.language.tokens import Token

_LISTS: tuple[Exactness, ...] = ("exact", "rough", "vague")
_PHRASES = frozenset(f"dates.{exactness}" for exactness in _LISTS)
_KEPT = 8192
"""Sentences whose moments are remembered: many measures of a call ask for those of each."""

ANY_DAY = date(2001, 1, 1)
"""The day of a call for who asks whether a day is named, whichever it is."""

_HOURS = 12
"""Hours on a clock's face: "at twenty" is none."""

_FIRST_ALONE = 13
"""From which day on it is a date: "the third" counts whatever was spoken of."""

_MAY_FOLLOW = ("questions.prepositions", "questions.verbs", "commitments.after_fits")
"""Lists of words that may stand behind "the fourteenth", and are nothing that is counted."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment named in a sentence: as said, how exact, and the date where there is one."""

    text: str
    exactness: Exactness
    date: date | None

    @property
    def is_exact(self) -> bool:
        """Whether it is a day or an hour."""
        return self.exactness == "exact"

    @property
    def is_timed(self) -> bool:
        """Whether it is a day, an hour, a week or a month: "some time" is none."""
        return self.exactness != "vague"


def find_when(words: Sequence[str], pack: Pack, call_date: date | None) -> When | None:
    """The most exact moment named in ``words``; None when none is.

    ``call_date`` None leaves dates unresolved.
    """
    return _find(tuple(words), pack, call_date)


def is_dated(words: Sequence[str], pack: Pack) -> bool:
    """Whether a day or an hour is named exactly."""
    when = find_when(words, pack, None)
    return when is not None and when.is_exact


def is_timed(words: Sequence[str], pack: Pack) -> bool:
    """Whether a day, an hour, a week or a month is named."""
    when = find_when(words, pack, None)
    return when is not None and when.is_timed


@lru_cache(_KEPT)
def _find(words: tuple[str, ...], pack: Pack, call_date: date | None) -> When | None:
    found = [(one, _due(one, call_date)) for one in _moments(pack.texts(words), pack)]
    if not found:
        return None
    tokens = pack.tokenize(words)
    best, when = min(
        found, key=lambda f: (_LISTS.index(f[0].exactness), f[1] is None, f[0].first - f[0].last)
    )
    return When(_as_said(words, tokens[best.first : best.last + 1]), best.exactness, when)


class _Found(NamedTuple):
    """A moment from the token ``first`` to the token ``last`` (inclusive). ``rule`` and ``said``
    tell its date; neither is there for one that has none."""

    exactness: Exactness
    rule: str
    said: Sequence[TimeWord]
    first: int
    last: int


def _due(found: _Found, today: date | None) -> date | None:
    return due(found.rule, found.said, today) if found.rule and today is not None else None


@lru_cache(_KEPT)
def _moments(texts: tuple[str, ...], pack: Pack) -> list[_Found]:
    """Every moment named, whatever day it is."""
    said = time_words(texts, pack) if speaks_of_time(texts, pack) else ()
    bare = pack.word_set("questions.articles")
    articles = frozenset(at for at, token in enumerate(texts) if token in bare)
    found = [one for one in _by_grammar(said, articles) if not _counts(one, texts, pack)]
    return _outermost([*found, *_by_list(texts, pack)])


def _counts(found: _Found, texts: Sequence[str], pack: Pack) -> bool:
    """ "The fourteenth floor", "the third": no day of the month."""
    if "".join(word.letter for word in found.said) != DAY_IN_WORDS:
        return False
    day = next(word.value for word in found.said if word.letter == "o")
    if found.first == 0 and found.last == len(texts) - 1:
        return False  # "Which date suits you?" - "The twelfth."
    behind = texts[found.last + 1 : found.last + 2]
    ends = not behind or any(behind[0] in pack.word_set(name) for name in _MAY_FOLLOW)
    return day < _FIRST_ALONE or not ends


def _outermost(found: Sequence[_Found]) -> list[_Found]:
    """What is not part of a longer moment: "the week of the 18th" is no day."""

    def inside(one: _Found, other: _Found) -> bool:
        shorter = one.last - one.first < other.last - other.first
        return shorter and other.first <= one.first and one.last <= other.last

    return [one for one in found if not any(inside(one, other) for other in found)]


def _by_grammar(said: Sequence[TimeWord], articles: frozenset[int]) -> list[_Found]:
    """``articles`` are the places of words like "a", which also count one."""
    letters = "".join(word.letter for word in said)
    if not letters.strip(".pjJiRPaLcA"):
        return []
    clocks = _clocks(letters, said, articles)
    found = [_Found("exact", "", (), said[a].first, said[b - 1].last) for a, b in clocks]
    hourless = letters
    for a, b in clocks:
        hourless = hourless[:a] + "p" * (b - a) + hourless[b:]
    for name, exactness, pattern in RULES if ANY_RULE.search(letters) else ():
        # "Tuesday at ten next week": the hour may stand between the day and its week.
        for match in pattern.finditer(hourless if name == IN_WEEK else letters):
            if _is_past(letters, match.start()) or _inside(match.span(), clocks):
                continue
            counted = _counted_from(letters, match)
            if counted is not None:
                start, end = counted
                found.append(_Found("rough", "", (), said[start].first, said[end - 1].last))
                continue
            part = said[match.start() : match.end()]
            start, end = _with_hour(match.span(), clocks, letters)
            found.append(_Found(exactness, name, part, said[start].first, said[end - 1].last))
    return found


def _clocks(
    letters: str, said: Sequence[TimeWord], articles: frozenset[int]
) -> list[tuple[int, int]]:
    """Where hours are named, in order."""
    minutes = [m.span() for m in MINUTES.finditer(letters) if _is_hour(m, said, articles)]
    hours = (m.span() for m in CLOCK.finditer(letters) if _is_hour(m, said, articles))
    apart = (span for span in hours if not any(span[0] < b and a < span[1] for a, b in minutes))
    return sorted([*minutes, *apart])


def _is_hour(match: re.Match[str], said: Sequence[TimeWord], articles: frozenset[int]) -> bool:
    """ "At twenty" is no hour, nor "about three" of a thing that follows, nor "at a restaurant"."""
    numbers = [word.value for word in said[match.start() : match.end()] if word.letter in "n#"]
    sure = any(letter in "KNHQ" for letter in match.group())
    following = said[match.end()].letter if match.end() < len(said) else "."
    if said[match.end() - 1].last in articles and not sure and following != "R":
        return False
    hour = numbers[-1 if match.re is MINUTES else 0] if numbers else _HOURS + 1
    return sure or (hour <= _HOURS and following not in "uwyqzhfm")


def _is_past(letters: str, start: int) -> bool:
    """Whether "last" or "vorige" stands before it: "vorige week dinsdag"."""
    return re.search("[BL]w?p?$", letters[:start]) is not None


def _counted_from(letters: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The span of a moment that is counted from another, of which no date is told: "the week after
    the 3rd of June", "in de week na Pinksteren"; None where ``match`` is no part of one."""
    unit = re.search("(?<![xcv])(?:[n#]p?)?[uwy]p?Ap?$", letters[: match.start()])
    if unit is not None:
        return unit.start(), match.end()
    after = re.match("p?A", letters[match.end() :])
    spans = letters[match.end() - 1] in "uwy" and not set(match.group()) & set("xcvn#")
    return (match.start(), match.end() + after.end()) if after is not None and spans else None


def _inside(span: tuple[int, int], clocks: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in clocks)


def _with_hour(
    span: tuple[int, int], clocks: Sequence[tuple[int, int]], letters: str
) -> tuple[int, int]:
    """``span`` with its preposition, and the hour said right before or after it: "on Friday",
    "overmorgen om half negen"."""
    start, end = span
    before = re.search("[jJ]p?$", letters[:start])
    start = before.start() if before is not None else start
    for a, b in clocks:
        if a >= end and not letters[end:a].strip("pjJi"):
            end = b
        elif b <= start and not letters[b:start].strip("pjJi"):
            start = a
    return start, end


def _by_list(texts: tuple[str, ...], pack: Pack) -> list[_Found]:
    """The phrases of [dates]: moments that have no date. The "soon" in "as soon as" is none."""
    worth_trying = pack.lists_in(texts)
    if worth_trying.isdisjoint(_PHRASES):
        return []
    none = pack.find_all("dates.no_moment", texts)
    return [
        _Found(exactness, "", (), match.first, match.last)
        for exactness in _LISTS
        if f"dates.{exactness}" in worth_trying
        for match in pack.find_all(f"dates.{exactness}", texts)
        if not any(no.first <= match.first and match.last <= no.last for no in none)
    ]


def _as_said(words: Sequence[str], tokens: Sequence[Token]) -> str:
    spoken = " ".join(words[tokens[0].word : tokens[-1].word + 1])
    return spoken.strip(" .,?!…")
