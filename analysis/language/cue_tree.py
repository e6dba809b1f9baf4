"""All cue phrases of a language looked for at once, by one walk over the words of a sentence.

Thousands of phrases are listened for, and a sentence holds a handful. Phrases that can be written
out (``cue_ways``) stand in a tree of words: from each word of a sentence the tree is followed as
far as the sentence goes. Of the others, with a gap or a ``*`` in them, words that they need stand
in the tree, and their pattern is tried only where those were said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from analysis.language.cue_ways import END, START, Way, is_plain
from analysis.language.cues import Cue, Match, as_text, shape

_WORDS_KEPT = 50_000

Place = tuple[int, int, int, str]
"""A cue found: its first token, minus its last, its number, and the phrase. So the first and
longest is least, and of two alike the one that stands first in its list."""


def as_match(place: Place) -> Match:
    """What was found at ``place``."""
    first, last, _, phrase = place
    return Match(phrase, first, -last)


class _Node:
    """A place in the tree, reached by the words said so far."""

    __slots__ = ("ends", "hints", "next")

    def __init__(self) -> None:
        self.next: dict[str | None, _Node] = {}
        self.ends: tuple[int, ...] = ()
        """Cues that are said with these words."""
        self.hints: tuple[tuple[int, frozenset[str]], ...] = ()
        """Cues that need these words, and beside them one of a set (if that is not empty)."""


class _Known(dict[str, frozenset[int]]):
    """What ``look_up`` says of a word; of words met before it is remembered."""

    def __init__(self, look_up: Callable[[str], frozenset[int]]) -> None:
        self._look_up = look_up

    def __missing__(self, word: str) -> frozenset[int]:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        self[word] = found = self._look_up(word)
        return found


class CueTree:
    """Lists of cue phrases, ready to be looked for. ``words`` are what a ``<name>`` stands for."""

    def __init__(
        self, lists: Mapping[str, Iterable[str]], words: Mapping[str, Sequence[str]]
    ) -> None:
        self._names = [(name, phrase) for name in lists for phrase in lists[name]]
        self._cues = [Cue(phrase, words) for _, phrase in self._names]
        self._root = _Node()
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._always: set[int] = set()
        self._shapes: list[tuple[re.Pattern[str], int]] = []
        for number, cue in enumerate(self._cues):
            ways = cue.ways
            if ways and all(map(is_plain, ways)):
                for way in dict.fromkeys(ways):
                    self._node(way).ends += (number,)
            else:
                self._hint(number, cue)
        self._any_shape = re.compile("|".join(s.pattern for s, _ in self._shapes) or r"(?!)")
        self._shaped = _Known(self._with_shape)

    def places(self, tokens: Sequence[str]) -> dict[str, list[Place]]:
        """The lists of which a cue is in ``tokens``, with all its places. Those of one cue do not
        overlap."""
        if not tokens:
            return {}
        said = (START, *tokens, END, None)
        last_token = len(tokens) - 1
        to_try = self._always.union(*filter(None, map(self._shaped.__getitem__, tokens)))
        found: dict[str, list[Place]] = {}
        ended: dict[int, int] = {}
        for start in range(len(tokens) + 1):
            node = self._root.next.get(said[start])
            if node is None:
                continue
            ends: dict[int, int] = {}
            at = start
            while node is not None:
                at += 1
                for number in node.ends:
                    ends[number] = at  # a longer way of the same cue goes before
                for number, others in node.hints:
                    if not others or not others.isdisjoint(said):
                        to_try.add(number)
                node = node.next.get(said[at])
            for number, end in ends.items():
                if start >= ended.get(number, 0):
                    ended[number] = end
                    first, last = start - 1 if start else 0, min(end - 2, last_token)
                    name, phrase = self._names[number]
                    found.setdefault(name, []).append((first, -last, number, phrase))
        for place in self._tried(to_try, as_text(tokens)):
            found.setdefault(self._names[place[2]][0], []).append(place)
        return found

    def _tried(self, numbers: Iterable[int], text: str) -> list[Place]:
        """Where the patterns of these cues match; most do not."""
        matching = [number for number in numbers if self._patterns[number].search(text)]
        return [
            (first, -last, number, self._names[number][1])
            for number in matching
            for first, last in self._cues[number].matches(text)
        ]

    def _node(self, words: Way) -> _Node:
        node = self._root
        for word in words:
            following = node.next.get(word)
            if following is None:
                following = node.next[word] = _Node()
            node = following
        return node

    def _hint(self, number: int, cue: Cue) -> None:
        """Where this cue is worth trying."""
        self._patterns[number] = cue.pattern
        ways, others = cue.needed
        if not ways:
            self._always.add(number)
        for way in dict.fromkeys(ways):
            if "*" in way[0]:
                self._shapes.append((shape(way[0]), number))
            else:
                self._node(way).hints += ((number, others),)

    def _with_shape(self, word: str) -> frozenset[int]:
        """The cues that need a word with letters as those of ``word``."""
        if not self._any_shape.fullmatch(word):  # as most words
            return frozenset()
        return frozenset(number for shape, number in self._shapes if shape.fullmatch(word))
