"""The words of a sentence that say something about time, each as one letter and a value.

"Volgende week dinsdag" becomes "xwd": the grammar of moments
(``analysis/language/date_grammar.py``) is the same for every language, the words are the pack's
section [calendar].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.language.pack import Pack

LETTERS: Mapping[str, str] = {
    "weekdays": "d",
    "months": "m",
    "numbers": "n",
    "ordinals": "o",
    "days_ahead": "t",
    "seasons": "r",
    "days": "u",
    "weeks": "w",
    "fortnights": "f",
    "months_long": "y",
    "quarters": "q",
    "years": "z",
    "hours": "h",
    "weekends": "k",
    "christmas": "g",
    "at_christmas": "G",
    "few": "C",
    "half": "a",
    "in_time": "i",
    "within": "W",
    "from_now": "b",
    "next": "x",
    "this": "c",
    "after_next": "v",
    "start": "s",
    "middle": "l",
    "end": "e",
    "last": "L",
    "past": "B",
    "before": "j",
    "after": "A",
    "at": "J",
    "fillers": "p",
    "or": "R",
    "oclock": "H",
    "quarter_hour": "Q",
    "past_hour": "P",
    "noon": "N",
}
"""The lists of [calendar] and the letter of the words in them. Of ``weekdays``, ``months``,
``numbers``, ``ordinals``, ``days_ahead`` and ``seasons`` the place in the list is the value."""

_COUNTED_FROM_1 = frozenset({"months", "numbers", "ordinals"})

_MOMENTS = "dwtumohHqyzfkgGrNQ"
"""Letters of which one is in whatever names a moment, but for digits and for an hour with none of
them ("om drie"): that takes a letter of each of ``_HOURS``."""

_HOURS = ("n", "Ja")

_OF_HOURS = "nKNHQa"
_NAMING = _OF_HOURS + "#dtmo@D"
"""Letters of what tells one moment from another: no preposition, no unit."""

_MAY_BE_MORE = re.compile(r"[\d-]")
"""Numbers, and words that are read in parts."""

_NUMBER = re.compile(r"(\d{1,2})")
_YEAR = re.compile(r"(20\d\d)")
_ORDINAL = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2}u(?:\d{2})?|\d{1,2}(?:am|pm)")


class TimeWord(NamedTuple):
    """``letter`` as in ``LETTERS``; digits are "#" (a number), "@" (an ordinal), "D" (day and
    month), "K" (a clock time), "Y" (a year), "." is a word that says nothing of time. ``first`` and
    ``last`` are the indices of its tokens."""

    letter: str
    value: int
    first: int
    last: int


def speaks_of_time(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether ``tokens`` may name a moment: most sentences name none, and need not be read so."""
    return (
        not _longest_words(_MOMENTS, pack).isdisjoint(tokens)
        or _MAY_BE_MORE.search("".join(tokens)) is not None
        or not any(_longest_words(letters, pack).isdisjoint(tokens) for letters in _HOURS)
    )


def names_day_or_month(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether one of ``tokens`` is a weekday ("tuesday"), a month or a season."""
    return any(word.letter in "dmr" for word in time_words(tokens, pack))


def name_same_hour(one: Sequence[str], other: Sequence[str], pack: Pack) -> bool:
    """Whether tokens of both name an hour, and what it is the hour of, alike: "Thursday at ten" and
    "ten o'clock on Thursday". A day alone is not enough, nor is an hour of no day."""
    articles = pack.word_set("questions.articles")
    named, again = (
        {
            ("n" if word.letter == "#" else word.letter, word.value or tokens[word.first])
            for word in time_words(tokens, pack)
            if word.letter in _NAMING and tokens[word.first] not in articles
        }
        for tokens in (one, other)
    )
    shared = {letter for letter, *_ in named & again}
    return len(shared) > 1 and not shared.isdisjoint(_OF_HOURS)


def time_words(tokens: Sequence[str], pack: Pack) -> list[TimeWord]:
    """``tokens`` as time words, the longest phrases first."""
    known, longest = _known(pack), _longest_from(pack)
    parts = [(part, at) for at, token in enumerate(tokens) for part in _parts(token)]
    found: list[TimeWord] = []
    at = 0
    while at < len(parts):
        word = parts[at][0]
        most = longest.get(word, 0)
        length, letter, value = _longest(parts, at, most, known) if most else (1, *_digits(word))
        found.append(TimeWord(letter, value, parts[at][1], parts[at + length - 1][1]))
        at += length
    return found


def _parts(token: str) -> list[str]:
    """ "twenty-second" in two; digits and their marks stay together."""
    if "-" not in token or any(c.isdigit() for c in token):
        return [token]
    return token.replace("-", " ").split() or [token]


def _longest(
    parts: Sequence[tuple[str, int]], at: int, most: int, known: Mapping[str, tuple[str, int]]
) -> tuple[int, str, int]:
    """Of the longest phrase of at most so many words that begins ``at``: its length (words), letter
    and value."""
    for length in range(min(most, len(parts) - at), 0, -1):
        phrase = " ".join(part for part, _ in parts[at : at + length])
        if phrase in known:
            return length, *known[phrase]
    return 1, *_digits(parts[at][0])


def _digits(word: str) -> tuple[str, int]:
    if not word[:1].isdigit():
        return ".", 0
    if _CLOCK.fullmatch(word):
        return "K", 0
    date = _DAY_MONTH.fullmatch(word)
    if date is not None:
        return "D", int(date.group(1)) * 100 + int(date.group(2))
    for letter, pattern in (("#", _NUMBER), ("Y", _YEAR), ("@", _ORDINAL)):
        match = pattern.fullmatch(word)
        if match is not None:
            return letter, int(match.group(1))
    return ".", 0


@lru_cache(8)
def _longest_from(pack: Pack) -> Mapping[str, int]:
    """How many words the longest phrase of [calendar] has that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in _known(pack):
        words = phrase.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


@lru_cache(8 * 3)
def _longest_words(letters: str, pack: Pack) -> frozenset[str]:
    """The longest word (the last of them) of every phrase with one of these letters."""
    return frozenset(
        max(reversed(phrase.split()), key=len, default="")
        for phrase, (letter, _) in _known(pack).items()
        if letter in letters
    )


@lru_cache(8)
def _known(pack: Pack) -> Mapping[str, tuple[str, int]]:
    """Every phrase of [calendar], with its letter and value; the first list that has it counts."""
    known: dict[str, tuple[str, int]] = {}
    for name, letter in LETTERS.items():
        for place, phrases in enumerate(pack.lists["calendar"][name]):
            value = place + 1 if name in _COUNTED_FROM_1 else place
            for phrase in _spellings(phrases, name == "weekdays", pack):
                known.setdefault(phrase, (letter, value))
    return known


def _spellings(phrases: str, weekday: bool, pack: Pack) -> Iterator[str]:
    """The spellings of one entry, "(a|b)"; a weekday also with the part of the day."""
    for phrase in phrases.strip("()").split("|"):
        yield phrase
        if weekday:
            for part in pack.lists["calendar"]["day_parts"]:
                yield f"{phrase}{part}"
