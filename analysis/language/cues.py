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

from analysis.language.cue_needs import WordIndex, needs_of

MOST_WORDS_BETWEEN = 8

_PIECE = re.compile(r"\.\.\.|…|[\^$()|]|<[\w-]+>|[^\s()<>|]+")


class CueError(ValueError):
    """A cue phrase that cannot be read; the message names the phrase and what is wrong."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found: the phrase as written in the pack, and its first and last token (inclusive)."""

    cue: str
    first: int
    last: int


class Cue:
    """One phrase, compiled when it is first tried. ``needs`` as of ``needs_of``."""

    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.phrase = phrase
        self._lists = lists
        self._pieces: list[str] = _PIECE.findall(phrase.lower())
        self.needs = needs_of(self._pieces, lists)
        self._plain_needs = [n for n in self.needs[1:] if not any("*" in word for word in n)]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Raises ``CueError`` when the phrase cannot be read."""
        body, used = _sequence(self._pieces, 0, self._lists)
        if used < len(self._pieces):
            raise CueError(f"cue {self.phrase!r}: a bracket is closed that was not opened")
        return re.compile(body + "(?= )")

    def may_match(self, said: frozenset[str]) -> bool:
        """Whether all else that is needed was said."""
        for need in self._plain_needs:  # noqa: SIM110 - a generator costs more than it finds
            if need.isdisjoint(said):
                return False
        return True


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

    def find(self, tokens: Sequence[str]) -> tuple[Match, ...]:
        """All matches in ``tokens``, in order of their first token, longest first."""
        return in_order(matches(self._worth_trying(tokens), tokens))

    def first(self, tokens: Sequence[str]) -> Match | None:
        """The first (longest) match, or None."""
        return first_of(matches(self._worth_trying(tokens), tokens))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The phrases, ready to be tried one by one."""
        return tuple(Cue(phrase, self._lists) for phrase in self.phrases)

    @cached_property
    def _index(self) -> WordIndex[int]:
        return WordIndex(
            (place, cue.needs[0] if cue.needs else frozenset())
            for place, cue in enumerate(self.cues)
        )

    def _worth_trying(self, tokens: Sequence[str]) -> list[Cue]:
        """The cues that may match, in the order of the list."""
        said = frozenset(tokens)
        places = sorted(self._index.keys(said))
        return [cue for place in places if (cue := self.cues[place]).may_match(said)]


def matches(cues: Iterable[Cue], tokens: Sequence[str]) -> Iterator[Match]:
    """Where ``cues`` match ``tokens``, cue by cue."""
    text = " " + " ".join(tokens) + " "
    for cue in cues:
        for found in cue.pattern.finditer(text):
            # Before every token stands one space: those before the match count its first token.
            start, first = found.start(), text.count(" ", 0, found.start())
            if text[start] == " " and first < len(tokens):
                yield Match(cue.phrase, first, first + len(found.group().split()) - 1)


def in_order(found: Iterable[Match]) -> tuple[Match, ...]:
    """Matches in order of their first token, the longest first."""
    return tuple(sorted(found, key=_place))


def first_of(found: Iterable[Match]) -> Match | None:
    """The first (longest) of the matches, or None."""
    return min(found, key=_place, default=None)


def _place(match: Match) -> tuple[int, int]:
    return match.first, match.first - match.last


def _check(phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
    if not phrase.strip():
        raise CueError("a cue phrase is empty")
    for name in re.findall(r"<([\w-]+)>", phrase):
        if name not in lists:
            raise CueError(f"cue {phrase!r}: there is no word list called {name!r}")
    if phrase.count("(") != phrase.count(")"):
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
