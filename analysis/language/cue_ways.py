"""A cue phrase written out in all its ways, word by word: "bel (me|mij) (terug|)" in four."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

GAP = "..."
_GAPS = (GAP, "…")
START, END = "^", "$"

MOST_WAYS = 1024
"""Of a phrase that can be said in more ways only a part is written out, with a gap for the rest."""

_FEWEST_LETTERS = 2
"""A word with ``*`` in it tells something from so many letters on."""

Way = tuple[str, ...]
"""Words, ``START``, ``END`` and ``GAP``; a word may have ``*`` in it."""


def written_out(pieces: Sequence[str], lists: Mapping[str, Sequence[str]]) -> list[Way]:
    """Every way to say the phrase of ``pieces``; ``lists`` are what a ``<name>`` stands for.

    >>> written_out(["bel", "(", "me", "|", "mij", ")", "..."], {})
    [('bel', 'me', '...'), ('bel', 'mij', '...')]
    """
    return _sequence(pieces, 0, lists)[0]


def is_plain(way: Way) -> bool:
    """Whether ``way`` is words alone: where they are said, the phrase is."""
    said = " ".join(way)
    return bool(way) and "*" not in said and GAP not in said


def needed(
    pieces: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> tuple[list[Way], tuple[frozenset[str], ...]]:
    """Words on end of which some are said wherever the phrase is, those least often said; and sets
    of words of which each has one that is said beside them. Both are empty where nothing is known.
    Of a phrase without a gap only for its ways that are not plain: the others need no looking for.

    >>> ways, beside = needed(["send", "...", "(", "quote", "|", "offer", ")"], {})
    >>> ways, [sorted(words) for words in beside]
    ([('send',)], [['send'], ['offer', 'quote']])
    """
    items = [written_out(item, lists) for item in _items(pieces)]
    parts = [*items, *(written_out(part, lists) for part in _between_gaps(pieces))]
    whole = written_out(pieces, lists)
    if any(map(is_plain, whole)):
        parts.append([way for way in whole if not is_plain(way)])
    telling = [
        list(dict.fromkeys(map(tells, ways))) for ways in parts for tells in (_most_telling, _shape)
    ]
    known = [part for part in telling if part and all(part)]
    beside = (frozenset(map(_word_of, ways)) for ways in items)
    return min(known, key=_often_said, default=[]), tuple(w for w in beside if "" not in w)


def _between_gaps(pieces: Sequence[str]) -> list[list[str]]:
    """The parts of a phrase; a gap inside brackets parts nothing."""
    parts: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece in _GAPS:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in parts if part]


def _shape(way: Way) -> Way:
    """The word with ``*`` in it that has most letters; empty where none has enough."""
    shapes = [(w,) for w in way if "*" in w and _letters((w,)) >= _FEWEST_LETTERS]
    return max(shapes, key=_letters, default=())


def _items(pieces: Sequence[str]) -> list[list[str]]:
    """The words, lists and brackets of a phrase, one by one."""
    items: list[list[str]] = []
    depth = 0
    for piece in pieces:
        if depth == 0:
            items.append([])
        depth += (piece == "(") - (piece == ")")
        items[-1].append(piece)
    return [item for item in items if item[0] not in (*_GAPS, START, END)]


def _word_of(way: Way) -> str:
    """The longest word that is said in ``way`` as it is written; empty where there is none."""
    words = [word for word in way if not _is_open(word) and _letters((word,))]
    return max(words, key=len, default="")


def _most_telling(way: Way) -> Way:
    """The words on end without which ``way`` is not said, or the word with ``*`` in it, that have
    most letters. Empty where there is nothing to go by."""
    if is_plain(way):
        return way if _letters(way) else ()
    closed = [tuple(part) for is_open, part in groupby(way, _is_open) if not is_open]
    words = max((*closed, _shape(way)), key=_letters)
    return words if _letters(words) else ()


def _is_open(word: str) -> bool:
    return word == GAP or "*" in word


def _letters(words: Way) -> int:
    return sum(map(str.isalnum, "".join(words)))


def _often_said(ways: Sequence[Way]) -> float:
    """A guess at how often one of ``ways`` is said: short ones are, long ones are not."""
    return sum(1 / _letters(way) ** 2 for way in ways)


def _sequence(
    pieces: Sequence[str], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[list[Way], int]:
    """The pieces up to a ``|`` or ``)`` written out; and where that is."""
    ways: list[Way] = [()]
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        piece = pieces[at]
        at += 1
        if piece == "(":
            more, at = _choice(pieces, at, lists)
        elif piece.startswith("<"):
            more = [tuple(words.lower().split()) for words in lists[piece[1:-1]]]
        else:
            more = [(GAP if piece in _GAPS else piece,)]
        if len(ways) * len(more) > MOST_WAYS:
            more = [(GAP,)]
        ways = [way + part for way in ways for part in more]
    return ways, at


def _choice(
    pieces: Sequence[str], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[list[Way], int]:
    """``a|b)`` written out; and where it goes on behind the bracket."""
    ways: list[Way] = []
    while True:
        some, at = _sequence(pieces, at, lists)
        ways += some
        at += 1
        if pieces[at - 1] == ")":
            return ways, at
