"""Numbers and addresses that must not be stored: masked in what was heard and in the seller's own
report, before either is kept.

Card numbers (Luhn, ISO/IEC 7812-1), IBANs (mod 97, ISO 13616), citizen service numbers (the
11-test of the Dutch BSN), telephone numbers and e-mail addresses, written in figures or spoken
one by one or in pairs (``flows/spoken_numbers.py``), in Dutch and English. Every letter and figure
of such words becomes an ``x``: words, times and punctuation stay as they are, and with them the
measures.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise
from typing import TypeVar

from msgspec import structs

from analysis.heard import Heard, SpeechSegment, Word
from analysis.record import Facts
from flows.redaction_settings import RedactionSettings
from flows.spoken_numbers import readings

MASK = "x"
Told = TypeVar("Told", bound=Facts)
Spoken = TypeVar("Spoken", Word, SpeechSegment)
_PART = re.compile(r"\S+")
_SHOWN = re.compile(r"[^\W_]")
_RUN = re.compile(r"\+?\(?\d(?:[\s\-./()]{0,3}\d){7,}")
_IBAN = re.compile(
    r"(?<!\w)[a-z][\s.\-]?[a-z][\s.\-]{0,2}\d[\s.\-]?\d(?:[\s.\-]{0,2}[a-z\d]){11,30}"
)
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = re.compile(r"(?:\+|00)[1-9]\d{7,13}|0[1-9]\d{8,9}|1?[2-9]\d{2}[2-9]\d{6}")

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
"""What programs for writing make of a hyphen between figures."""

_COUNTRIES = {
    15: "no",
    16: "be",
    18: "dk fi nl",
    19: "si",
    20: "at ee lt lu",
    21: "ch hr li lv",
    22: "bg de gb ie",
    24: "cz es ro se sk",
    25: "pt",
    26: "is tr",
    27: "fr gr it mc sm",
    28: "cy hu pl",
    31: "mt",
}
IBAN_LENGTHS = {code: length for length, codes in _COUNTRIES.items() for code in codes.split()}
"""Characters of an IBAN, by country: without its length, every 97th text would pass the test."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A speaker's words as one text in which spoken numbers are figures; ``parts`` are the words
    in it, one character apart."""

    text: str
    parts: Sequence[str]

    def at_edges(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` begins and ends where words (or groups of one) do."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return not (before.isalnum() or after.isalnum())

    def words_in(self, spans: Sequence[tuple[int, int]]) -> set[int]:
        """Indexes of the words that are in any of ``spans``, each ``[start, end)``."""
        if not spans:
            return set()
        starts = list(accumulate((len(part) + 1 for part in self.parts), initial=0))
        return {
            index
            for start, end in spans
            for index in range(bisect_right(starts, start) - 1, bisect_left(starts, end))
        }


def redacted(heard: Heard, settings: RedactionSettings) -> Heard:
    """What was heard without what must not be stored; itself where ``on`` is False.

    Redacting again changes nothing.
    """
    if not settings.on:
        return heard
    words = list(heard.words)
    own: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        own[word.speaker].append(index)
    for places in own.values():
        for index in _to_mask([words[place] for place in places], settings):
            place = places[index]
            words[place] = structs.replace(words[place], text=_masked(words[place].text))
    dropped = tuple(
        replace(item, text=redacted_text(item.text, settings)) for item in heard.dropped
    )
    return _named(replace(heard, words=tuple(words), dropped=dropped), settings)


def _named(heard: Heard, settings: RedactionSettings) -> Heard:
    """Speakers, too, may be called by a number: meetings name whoever dials in so. They stay two
    where they were two."""
    masked = {
        name: _masked(name) if _RUN.fullmatch(name) else redacted_text(name, settings)
        for name in heard.speakers
    }
    if all(name == other for name, other in masked.items()):
        return heard
    names: dict[str, str] = {}
    for name, other in masked.items():
        before = list(masked.values())[: len(names)].count(other)
        names[name] = f"{other} ({before + 1})" if before and name != other else other

    def as_named(item: Spoken) -> Spoken:
        return structs.replace(item, speaker=names.get(item.speaker, item.speaker))

    return replace(
        heard,
        speakers=tuple(names.values()),
        words=tuple(map(as_named, heard.words)),
        segments=tuple(map(as_named, heard.segments)),
    )


def redacted_facts(told: Told, settings: RedactionSettings) -> Told:
    """What somebody told about a call, the seller's own report masked likewise."""
    if not settings.on or told.report is None:
        return told
    return replace(told, report=redacted_text(told.report, settings))


def redacted_text(text: str, settings: RedactionSettings) -> str:
    """The same for a text without times; its lines stay as they are."""
    words = [Word("", part, 0.0, 0.0, 1.0) for part in _PART.findall(text)]
    mask = _to_mask(words, settings)
    shown = (_masked(word.text) if index in mask else word.text for index, word in enumerate(words))
    return _PART.sub(lambda _: next(shown), text)


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number is right (Luhn, 1960)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def _card(digits: str) -> bool:
    return digits.isdecimal() and 13 <= len(digits) <= 19 and luhn(digits)


def iban(text: str) -> bool:
    """Whether a text without spaces is an IBAN: its country's length, mostly figures, as those of
    every country are ("it 80, or is it more like" is none), and 1 modulo 97."""
    low = text.lower()
    if len(low) != IBAN_LENGTHS.get(low[:2]) or not low.isascii() or not low.isalnum():
        return False
    if 2 * sum(map(str.isdecimal, low)) < len(low):
        return False
    return int("".join(str(int(character, 36)) for character in low[4:] + low[:4])) % 97 == 1


def bsn(digits: str) -> bool:
    """Whether eight or nine figures pass the 11-test of a Dutch citizen service number."""
    if len(digits) not in {8, 9} or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    pairs = zip(weights, digits.zfill(9), strict=True)
    return sum(weight * int(digit) for weight, digit in pairs) % 11 == 0


def _masked(text: str) -> str:
    return _SHOWN.sub(MASK, text)


def _to_mask(words: Sequence[Word], settings: RedactionSettings) -> set[int]:
    """Indexes of the words of one speaker that must not be stored."""
    mask: set[int] = set()
    for line in _lines(words, settings):
        mask |= line.words_in([*_emails(line, settings), *_ibans(line), *_numbers(line)])
    return mask


def _lines(words: Sequence[Word], settings: RedactionSettings) -> Iterator[_Line]:
    """A speaker's words, in each way in which the numbers among them may be meant."""
    low = [word.text.lower().translate(_DASHES) for word in words]
    longest = settings.longest_pause_s
    between = ["|" if b.start - a.end > longest else " " for a, b in pairwise(words)]
    for parts in readings(low, settings):
        text = "".join(chain.from_iterable(zip(parts, [*between, ""], strict=False)))
        yield _Line(text, parts)


def _emails(line: _Line, settings: RedactionSettings) -> Iterator[tuple[int, int]]:
    at, dot = "|".join(settings.spoken_at), "|".join(settings.spoken_dot)
    between = rf"(?:\.|\s(?:{dot})\s)"
    behind = rf"\s(?:{at})\s[\w-]+(?:{between}[\w-]+)+"
    if "@" in line.text:
        yield from (found.span() for found in re.finditer(_EMAIL, line.text))
    if re.search(behind, line.text):  # most talks have no "at" that a "dot" follows
        spoken = rf"\b[\w+-]+(?:{between}[\w+-]+)*{behind}"
        yield from (found.span() for found in re.finditer(spoken, line.text))


def _ibans(line: _Line) -> Iterator[tuple[int, int]]:
    for found in _IBAN.finditer(line.text):
        for end in range(found.end(), found.start() + 15, -1):
            start = found.start()
            if line.at_edges(start, end) and iban(re.sub(r"[\s.\-]", "", line.text[start:end])):
                yield start, end
                break


def _numbers(line: _Line) -> Iterator[tuple[int, int]]:
    """Cards and telephone numbers anywhere in a run of figures, a BSN that is all of one."""
    for found in _RUN.finditer(line.text):
        run = found.span()
        if bsn(_figures(line.text[slice(*run)]).lstrip("+")):
            yield run
        yield from _windows(line, run, _card)
        yield from _windows(line, run, lambda told: bool(_PHONE.fullmatch(told)))


def _windows(
    line: _Line, run: tuple[int, int], fits: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """The parts of a run, from edge to edge, that fit; the longest from each beginning."""
    first, last = run
    starts = [place for place in range(first, last) if line.text[place] not in " -./)"]
    for start in starts:
        for end in range(min(last, start + 60), start + 8, -1):
            if line.at_edges(start, end) and fits(_figures(line.text[start:end])):
                yield start, end
                break


def _figures(text: str) -> str:
    """The figures of a text, and the plus before them."""
    trunk = re.sub(r"(\+\d{1,3})\s?\(0\)", r"\1", text)
    return re.sub(r"[^\d+]", "", trunk)
