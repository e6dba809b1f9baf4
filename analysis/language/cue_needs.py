"""Which cues a sentence may match, told from single words: most match none of what is said.

Trying every phrase on every sentence is where the time of reading a call would go. A phrase needs
words; where none of them was said it is not tried.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

_WORDS_KEPT = 50_000
_FEWEST_LETTERS = 3
"""A word with ``*`` in it is told from as many letters at least; from fewer, too many are."""

_WORD = re.compile(r"[^\s()<>^$|]+")


def needs_of(
    pieces: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> tuple[frozenset[str], ...]:
    """Sets of words of which one must be said for the phrase of ``pieces`` to match: plain words,
    and the choices of a bracket or list that each have a word. The set least often said first.

    >>> needs_of(["(", "i", "|", "we", ")", "...", "signed"], {})[0]
    frozenset({'signed'})
    """
    needs: list[frozenset[str]] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece == "(":
            end = _closing(pieces, at)
            needs += _any_of([needs_of(choice, lists) for choice in _choices(pieces[at + 1 : end])])
            at = end
        elif piece.startswith("<"):
            needs += _any_of([needs_of(c.lower().split(), lists) for c in lists[piece[1:-1]]])
        elif _WORD.fullmatch(piece) and _tells(piece):
            needs.append(frozenset((piece,)))
        at += 1
    return tuple(sorted(needs, key=_often_said))


class WordIndex(Generic[Key]):
    """Keys by the words they need. A key added with no words is always there."""

    def __init__(self, needs: Iterable[tuple[Key, frozenset[str]]]) -> None:
        always: set[Key] = set()
        by_word: dict[str, set[Key]] = {}
        shapes: list[tuple[re.Pattern[str], Key]] = []
        for key, words in needs:
            if not words:
                always.add(key)
            for word in words:
                if "*" in word:
                    shapes.append((re.compile(re.escape(word).replace(r"\*", r"\S*")), key))
                else:
                    by_word.setdefault(word, set()).add(key)
        self._always = frozenset(always)
        self._by_word = {word: frozenset(keys) for word, keys in by_word.items()}
        self._shapes = tuple(shapes)
        self._any_shape = re.compile("|".join(shape.pattern for shape, _ in shapes) or r"(?!)")
        self._keys = lru_cache(_WORDS_KEPT)(self._keys_of)

    def keys(self, words: Iterable[str]) -> frozenset[Key]:
        """The keys of which a needed word is among ``words``, and those that need none."""
        return self._always.union(*map(self._keys, words))

    def _keys_of(self, word: str) -> frozenset[Key]:
        known = self._by_word.get(word, frozenset())
        if not self._any_shape.fullmatch(word):  # most words have none of the shapes
            return known
        return known.union(key for shape, key in self._shapes if shape.fullmatch(word))


def _tells(piece: str) -> bool:
    if piece in ("...", "…"):
        return False
    return "*" not in piece or len(piece.replace("*", "")) >= _FEWEST_LETTERS


def _often_said(words: frozenset[str]) -> float:
    """A guess at how often one of ``words`` is said: short words are, long ones are not."""
    return sum(1 / len(word) ** 2 for word in words)


def _any_of(choices: Sequence[tuple[frozenset[str], ...]]) -> list[frozenset[str]]:
    """What is needed where one of ``choices`` is; nothing where one of them needs nothing."""
    if not all(choices):
        return []
    return [frozenset[str]().union(*(needs[0] for needs in choices))]


def _closing(pieces: Sequence[str], at: int) -> int:
    """Where the bracket that opens at ``at`` closes."""
    depth = 0
    for index in range(at, len(pieces)):
        depth += (pieces[index] == "(") - (pieces[index] == ")")
        if depth == 0:
            return index
    return len(pieces)


def _choices(pieces: Sequence[str]) -> list[list[str]]:
    """What stands between the bars of a bracket; the bars of brackets inside it part nothing."""
    choices: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            choices.append([])
        else:
            choices[-1].append(piece)
    return choices
