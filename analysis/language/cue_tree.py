"""All cue phrases of a language looked for at once, by one walk over the letters of a sentence.

Thousands of phrases are listened for, and a sentence holds a handful. Phrases that can be written
out (``cue_ways``) are found by an automaton (Aho & Corasick 1975), however many there are. Of the
others, with a gap or a ``*`` in them, it finds words or letters that they need, and their pattern
is tried only where those were said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ahocorasick import Automaton

from analysis.language.cue_ways import END, START, is_plain
from analysis.language.cues import Cue, Match, as_text, matches, tokens_between

Place = tuple[int, int, int]
"""A cue found: where the space before it is in the text of its tokens, minus where the one behind
it is, and its number. So the first and longest is least, and of two alike the one that stands first
in its list."""


class _Told:
    """What it tells that some letters are said."""

    def __init__(self) -> None:
        self.cues: list[tuple[str, int]] = []
        """Cues that are said with them, each with its list."""
        self.hints: list[int] = []
        """Cues that need them."""


class CueTree:
    """Lists of cue phrases, ready to be looked for. ``words`` are what a ``<name>`` stands for,
    ``heard`` gives a phrase in the words that sentences are compared in."""

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        words: Mapping[str, Sequence[str]],
        heard: Callable[[str], str] = str,
    ) -> None:
        self._names = [(name, phrase) for name in lists for phrase in lists[name]]
        self._cues = [Cue(heard(phrase), words) for _, phrase in self._names]
        self._needs: dict[int, int] = {}
        """Of a cue that is tried, the bits of the word sets of which it needs a word each."""
        self._always: list[int] = []
        self._bits: dict[str, int] = {}
        """The bits of the sets that a word is in."""
        told: defaultdict[str, _Told] = defaultdict(_Told)
        sets: dict[frozenset[str], int] = {}
        for number, cue in enumerate(self._cues):
            plain = [way for way in cue.ways if is_plain(way)]
            for way in dict.fromkeys(plain):
                told[as_text(way)].cues.append((self._names[number][0], number))
            if len(plain) < len(cue.ways):
                self._hint(number, cue, told, sets)
        for number_of_set, words_of_set in enumerate(sets):
            for word in words_of_set:
                self._bits[word] = self._bits.get(word, 0) | 1 << number_of_set
        self._automaton = Automaton()
        for text, what in told.items():
            self._automaton.add_word(text, (len(text) - 1, what.cues, what.hints))
        self._automaton.make_automaton()

    def get_ready(self) -> None:
        """Make every pattern now, and not when it is first tried."""
        for number in self._needs:
            self._cues[number].pattern  # noqa: B018

    def places(self, tokens: Sequence[str]) -> Mapping[str, list[Place]]:
        """The lists of which a cue is in ``tokens``, with all its places."""
        if not tokens:
            return {}
        text = as_text((START, *tokens, END))
        plain = text[len(START) + 1 : -len(END) - 1]
        until = len(plain) - 1
        to_try = set(self._always)
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for at, (length, cues, hints) in self._automaton.iter(text) if self._automaton else ():
            if hints:
                to_try.update(hints)
            if cues:
                end = at - len(START) - 1
                start, end = max(0, end - length), min(end, until)
                for name, number in cues:
                    found[name].append((start, -end, number))
        if to_try:
            said = 0
            for bits in map(self._bits.get, tokens):
                if bits:
                    said |= bits
            for number in to_try:
                if said & self._needs[number] == self._needs[number]:
                    for start, end in matches(self._cues[number].pattern, plain):
                        found[self._names[number][0]].append((start, -end, number))
        return found

    def first_of(self, places: Iterable[Place], tokens: Sequence[str]) -> Match:
        """The first and longest of the ``places`` in ``tokens``."""
        return self._match(min(places), as_text(tokens))

    def all_of(self, places: Iterable[Place], tokens: Sequence[str]) -> tuple[Match, ...]:
        """What was found at ``places`` in ``tokens``, by the first token, the longest first. Those
        of one cue do not overlap."""
        text = as_text(tokens)
        apart: list[Match] = []
        ended: dict[int, int] = {}
        for place in sorted(places):
            start, end, number = place
            if start >= ended.get(number, 0):
                ended[number] = -end
                apart.append(self._match(place, text))
        return tuple(apart)

    def _match(self, place: Place, text: str) -> Match:
        start, end, number = place
        return Match(self._names[number][1], *tokens_between(start, -end, text))

    def _hint(
        self,
        number: int,
        cue: Cue,
        told: Mapping[str, _Told],
        sets: dict[frozenset[str], int],
    ) -> None:
        """Where this cue is worth trying."""
        ways, beside = cue.needed
        self._needs[number] = sum({1 << sets.setdefault(one, len(sets)) for one in beside})
        if not ways:
            self._always.append(number)
        for text in {max(as_text(way).split("*"), key=len) for way in ways}:
            told[text].hints.append(number)
