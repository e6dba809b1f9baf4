"""Words heard beside words spoken: word error rate, and words given to the right side.

The alignment is Levenshtein's (1966) over whole words, bare of case and punctuation. It is thirty
lines, needs the pairs as well as their number, and a package for it would be one more to install.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.tokens import plain
from flows.evaluation.figures import Added, Agreement
from flows.evaluation.truth import TrueWord


@dataclass(frozen=True, slots=True)
class WordErrors(Added):
    """Words that were changed, left out or put in, out of the words spoken."""

    errors: int = 0
    spoken: int = 0

    @property
    def rate(self) -> float | None:
        """Word error rate: above 1 where more was put in than was spoken."""
        return self.errors / self.spoken if self.spoken else None


def word_errors(heard: Sequence[TrueWord], spoken: Sequence[TrueWord]) -> WordErrors:
    """Errors over words in the order in which they stand; whose they are plays no part."""
    true = _bare(spoken)
    matched = align([text for text, _ in _bare(heard)], [text for text, _ in true])
    return WordErrors(matched.errors, len(true))


def word_errors_by_side(heard: Sequence[TrueWord], spoken: Sequence[TrueWord]) -> WordErrors:
    """Errors within each side: for channels, where words of both sides may stand in any order
    while both speak."""
    sides = sorted({word.side for word in (*heard, *spoken)})
    result = WordErrors()
    for side in sides:
        mine = [word for word in heard if word.side == side]
        result += word_errors(mine, [word for word in spoken if word.side == side])
    return result


def right_side(heard: Sequence[TrueWord], spoken: Sequence[TrueWord]) -> Agreement:
    """Of the words heard right, how many were given to the side that spoke them."""
    mine, true = _bare(heard), _bare(spoken)
    matched = align([text for text, _ in mine], [text for text, _ in true])
    same = sum(mine[here][1] == true[there][1] for here, there in matched.pairs)
    return Agreement(same, len(matched.pairs))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The least number of edits, and the index pairs of words that are the same."""

    errors: int
    pairs: tuple[tuple[int, int], ...]


def align(heard: Sequence[str], spoken: Sequence[str]) -> Alignment:
    """The fewest edits (change, leave out, put in) that turn one into the other."""
    costs = [list(range(len(spoken) + 1))]
    for place, word in enumerate(heard, start=1):
        above, row = costs[-1], [place]
        for column, true in enumerate(spoken, start=1):
            change = above[column - 1] + (word != true)
            row.append(min(change, above[column] + 1, row[-1] + 1))
        costs.append(row)
    pairs: list[tuple[int, int]] = []
    here, there = len(heard), len(spoken)
    while here and there:
        same = heard[here - 1] == spoken[there - 1]
        if costs[here][there] == costs[here - 1][there - 1] + (not same):
            here, there = here - 1, there - 1
            if same:
                pairs.append((here, there))
        elif costs[here][there] == costs[here - 1][there] + 1:
            here -= 1
        else:
            there -= 1
    return Alignment(costs[-1][-1], tuple(reversed(pairs)))


def _bare(words: Sequence[TrueWord]) -> list[tuple[str, str]]:
    """Comparable words with their side, in the order in which they were spoken."""
    ordered = sorted(words, key=lambda word: (word.start + word.end, word.side))
    return [(text, word.side) for word in ordered if (text := plain(word.text))]
