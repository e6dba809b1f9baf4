"""Cue phrases as a sales manager writes them, found in tokens.

A cue is a plain phrase with four extras::

    stuur maar *offerte*     "*" inside a word: any letters
    ik stuur ... op          "...": up to eight words in between
    bel (me|mij) (terug|)    "(a|b)": either; an empty choice makes it optional
    <day> om <hour>          "<name>": one of the words or phrases of that list in the pack
    ^ zullen we              "^": only at the start of the sentence
    of niet $                "$": only at its end
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

MOST_WORDS_BETWEEN = 8

_PIECE = re.compile(r"\.\.\.|…|[\^$()|]|<[\w-]+>|[^\s()<>|]+")
_LITERAL = re.compile(r"[^\s()<>*^$|]+")


class CueError(ValueError):
    """A cue phrase that cannot be read; the message names the phrase and what is wrong."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found: the phrase as written in the pack, and its first and last token (inclusive)."""

    cue: str
    first: int
    last: int


@dataclass(frozen=True)
class Cue:
    """One phrase, compiled."""

    phrase: str
    pattern: re.Pattern[str]
    needs: str | None  # a word that must be there: saves trying the pattern at all


class CueSet:
    """A list of cue phrases, ready to be looked for.

    Raises ``CueError`` when a phrase cannot be read.
    """

    def __init__(
        self, phrases: Iterable[str], lists: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.phrases = tuple(phrases)
        self._lists = lists or {}
        for phrase in self.phrases:
            _check(phrase, self._lists)

    @cached_property
    def _by_need(self) -> dict[str | None, list[Cue]]:
        by_need: dict[str | None, list[Cue]] = {}
        for phrase in self.phrases:
            cue = _compile(phrase, self._lists)
            by_need.setdefault(cue.needs, []).append(cue)
        return by_need

    def find(self, tokens: Sequence[str]) -> tuple[Match, ...]:
        """All matches in ``tokens``, in order of their first token, longest first."""
        return tuple(sorted(self._matches(tokens), key=lambda m: (m.first, m.first - m.last)))

    def first(self, tokens: Sequence[str]) -> Match | None:
        """The first (longest) match, or None."""
        found = self.find(tokens)
        return found[0] if found else None

    def _matches(self, tokens: Sequence[str]) -> Iterator[Match]:
        cues = self._worth_trying(tokens)
        if not cues:
            return
        text = " " + " ".join(tokens) + " "
        starts: list[int] = []
        at = 0
        for token in tokens:
            starts.append(at)
            at += len(token) + 1
        index_of = {start: index for index, start in enumerate(starts)}
        for cue in cues:
            for found in cue.pattern.finditer(text):
                first = index_of.get(found.start())
                if first is None:
                    continue
                words = found.group().split()
                yield Match(cue.phrase, first, first + len(words) - 1)

    def _worth_trying(self, tokens: Sequence[str]) -> Sequence[Cue]:
        """The cues whose needed word is among ``tokens``, and those that need none, in the order
        of the list. Most lists have none for most sentences: this is where the time goes."""
        if self._by_need.keys().isdisjoint(tokens):
            return self._by_need.get(None, [])
        present = {None, *tokens}
        return [cue for need, cues in self._by_need.items() if need in present for cue in cues]


def _check(phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
    if not phrase.strip():
        raise CueError("a cue phrase is empty")
    for name in re.findall(r"<([\w-]+)>", phrase):
        if name not in lists:
            raise CueError(f"cue {phrase!r}: there is no word list called {name!r}")
    if phrase.count("(") != phrase.count(")"):
        raise CueError(f"cue {phrase!r}: a bracket is not closed")


def _compile(phrase: str, lists: Mapping[str, Sequence[str]]) -> Cue:
    pieces = _PIECE.findall(phrase.lower())
    body, used = _sequence(pieces, 0, lists)
    if used < len(pieces):
        raise CueError(f"cue {phrase!r}: a bracket is closed that was not opened")
    return Cue(phrase, re.compile(body + "(?= )"), _needed(pieces))


def _needed(pieces: Sequence[str]) -> str | None:
    """A plain word outside all brackets: no match without it."""
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and _LITERAL.fullmatch(piece) and piece not in ("...", "…"):
            return piece
    return None


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
        if at >= len(pieces):
            raise CueError(f"cue {' '.join(pieces)!r}: a bracket is not closed")
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
