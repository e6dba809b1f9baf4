"""All cue phrases of a language looked for at once, by one walk over the letters of a sentence.

Thousands of phrases are listened for, and a sentence holds a handful. Phrases that can be written
out (``cue_ways``) are found by an automaton (Aho & Corasick 1975), however many there are. Of the
others, with a gap or a ``*`` in them, it finds words or letters that they need, and their pattern
is tried only where those were said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ahocorasick import Automaton

from analysis.language.cue_ways import END, START, is_plain
from analysis.language.cues import Cue, Match, as_text, matches

Place = tuple[int, int, int]
"""A cue found: its first token, minus its last, and its number. So the first and longest is least,
and of two alike the one that stands first in its list."""


class _Told:
    """What it tells that some letters are said."""

    def __init__(self) -> None:
        self.cues: list[tuple[str, int]] = []
        """Cues that are said with them, each with its list."""
        self.hints: list[tuple[int, frozenset[str]]] = []
        """Cues that need them, and beside them one of a set of words (if that is not empty)."""


class CueTree:
    """Lists of cue phrases, ready to be looked for. ``words`` are what a ``<name>`` stands for."""

    def __init__(
        self, lists: Mapping[str, Iterable[str]], words: Mapping[str, Sequence[str]]
    ) -> None:
        self._names = [(name, phrase) for name in lists for phrase in lists[name]]
        self._cues = [Cue(phrase, words) for _, phrase in self._names]
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._always: set[int] = set()
        told: defaultdict[str, _Told] = defaultdict(_Told)
        for number, cue in enumerate(self._cues):
            plain = [way for way in cue.ways if is_plain(way)]
            for way in dict.fromkeys(plain):
                told[as_text(way)].cues.append((self._names[number][0], number))
            if len(plain) < len(cue.ways):
                self._hint(number, cue, told)
        self._automaton = Automaton()
        for text, what in told.items():
            self._automaton.add_word(text, (text.count(" ") - 1, what.cues, what.hints))
        self._automaton.make_automaton()

    def places(self, tokens: Sequence[str]) -> Mapping[str, list[Place]]:
        """The lists of which a cue is in ``tokens``, with all its places."""
        if not tokens:
            return {}
        text, last_token = as_text((START, *tokens, END)), len(tokens) - 1
        said, to_try = frozenset(tokens), set(self._always)
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for at, (length, cues, hints) in self._automaton.iter(text) if self._automaton else ():
            for number, others in hints:
                if not others or not others.isdisjoint(said):
                    to_try.add(number)
            if cues:
                end = text.count(" ", 0, at) - 1  # START is no token
                first, last = max(0, end - length), min(end - 1, last_token)
                for name, number in cues:
                    found[name].append((first, -last, number))
        plain = as_text(tokens)
        for number in to_try:
            for first, last in matches(self._patterns[number], plain):
                found[self._names[number][0]].append((first, -last, number))
        return found

    def first_of(self, places: Iterable[Place]) -> Match:
        """The first and longest of ``places``."""
        first, last, number = min(places)
        return Match(self._names[number][1], first, -last)

    def all_of(self, places: Iterable[Place]) -> tuple[Match, ...]:
        """What was found at ``places``, by the first token, the longest first. Those of one cue do
        not overlap."""
        matches: list[Match] = []
        ended: dict[int, int] = {}
        for first, last, number in sorted(places):
            if first > ended.get(number, -1):
                ended[number] = -last
                matches.append(Match(self._names[number][1], first, -last))
        return tuple(matches)

    def _hint(self, number: int, cue: Cue, told: Mapping[str, _Told]) -> None:
        """Where this cue is worth trying."""
        self._patterns[number] = cue.pattern
        ways, others = cue.needed
        if not ways:
            self._always.add(number)
        for text in dict.fromkeys(max(as_text(way).split("*"), key=len) for way in ways):
            told[text].hints.append((number, others))
