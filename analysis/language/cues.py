"""Cue phrases as a sales manager writes them, found in tokens.

A cue is a plain phrase with six extras::

    stuur maar *offerte*     "*" inside a word: any letters
    ik stuur ... op          "...": up to eight words in between
    bel (me|mij) (terug|)    "(a|b)": either; an empty choice makes it optional
    <day> om <hour>          "<name>": one of the words or phrases of that list in the pack
    ^ zullen we              "^": only at the start of the sentence
    of niet $                "$": only at its end
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from analysis.language.cue_ways import Way, needed, written_out

MOST_WORDS_BETWEEN = 8
"""Words that a gap in a phrase may stand for, at most."""

_PIECE = re.compile(r"\.\.\.|…|[\^$()|]|<[\w-]+>|[^\s()<>|]+")


class CueError(ValueError):
    """A cue phrase that cannot be read; the message names the phrase and what is wrong."""


class Match(NamedTuple):
    """A cue found: the phrase as written in the pack, and its first and last token (inclusive)."""

    cue: str
    first: int
    last: int


class Cue:
    """One phrase. Raises ``CueError`` when it cannot be read."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        check(phrase, lists)
        self.phrase = phrase
        self._lists = lists

    @cached_property
    def ways(self) -> list[Way]:
        """The phrase written out."""
        return written_out(self._pieces, self._lists)

    @property
    def needed(self) -> tuple[list[Way], tuple[frozenset[str], ...]]:
        """What must be said for the phrase to be."""
        return needed(self._pieces, self._lists)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a pattern for ``as_text``."""
        return re.compile(_sequence(self._pieces, 0, self._lists)[0] + "(?= )")

    @property
    def _pieces(self) -> list[str]:
        return _PIECE.findall(self.phrase.lower())


def matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the pattern of a cue is in ``text``, made by ``as_text``: from the space before its
    first token to the one behind its last."""
    for found in pattern.finditer(text):
        start, end = found.span()
        if text[start] == " " and start < len(text) - 1:
            yield start, end


def tokens_between(start: int, end: int, text: str) -> tuple[int, int]:
    """The first and the last token between two spaces of ``text``: one stands before each."""
    return text.count(" ", 0, start), text.count(" ", 0, end) - 1


def as_text(tokens: Sequence[str]) -> str:
    """Tokens as the patterns of cues read them."""
    return f" {' '.join(tokens)} "


def check(phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
    """Raises ``CueError`` when the phrase cannot be read."""
    if not phrase.strip():
        raise CueError("a cue phrase is empty")
    for name in re.findall(r"<([\w-]+)>", phrase):
        if name not in lists:
            raise CueError(f"cue {phrase!r}: there is no word list called {name!r}")
    depth = 0
    for mark in re.findall(r"[()|]", phrase):
        if depth == 0 and mark != "(":
            raise CueError(f"cue {phrase!r}: a {mark!r} stands outside the brackets of '(a|b)'")
        depth += {"(": 1, "|": 0, ")": -1}[mark]
    if depth:
        raise CueError(f"cue {phrase!r}: a bracket is not closed")


def _sequence(
    pieces: Sequence[str], at: int, lists: Mapping[str, Sequence[str]]
) -> tuple[str, int]:
    """Pieces up to a ``|`` or ``)``, as one pattern; and where that is."""
    parts: list[str] = []
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        piece = pieces[at]
        if piece == "(":
            part, at = _choice(pieces, at + 1, lists)
            parts.append(part)
            continue
        parts.append(_one(piece, lists))
        at += 1
    return "".join(parts), at


def _choice(pieces: Sequence[str], at: int, lists: Mapping[str, Sequence[str]]) -> tuple[str, int]:
    """``a|b)`` as one pattern, the longest first; and where it goes on behind the bracket."""
    choices: list[str] = []
    while True:
        choice, at = _sequence(pieces, at, lists)
        choices.append(choice)
        at += 1
        if pieces[at - 1] == ")":
            break
    return f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})", at


def _one(piece: str, lists: Mapping[str, Sequence[str]]) -> str:
    if piece in ("...", "…"):
        return rf"(?: \S+){{0,{MOST_WORDS_BETWEEN}}}?"
    if piece == "^":
        return r"\A"
    if piece == "$":
        return r"(?= \Z)"
    if piece.startswith("<"):
        words = sorted(lists[piece[1:-1]], key=len, reverse=True)
        return (
            f"(?:{'|'.join(''.join(' ' + _letters(w) for w in c.lower().split()) for c in words)})"
        )
    return " " + _letters(piece)


def _letters(piece: str) -> str:
    return re.escape(piece).replace(r"\*", r"\S*")
