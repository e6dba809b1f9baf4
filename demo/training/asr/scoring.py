"""Comparing what was written with what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def plain_words(text: str) -> list[str]:
    """Words in lower case, without marks; an apostrophe or hyphen inside a word stays."""
    return _WORD.findall(text.lower().replace("’", "'"))


def align(said: Sequence[str], written: Sequence[str]) -> tuple[int, list[tuple[int, int]]]:
    """The least number of words to change, add or leave out (Levenshtein 1966), and the pairs of
    places that hold the same word."""
    cost = np.zeros((len(said) + 1, len(written) + 1), dtype=np.int32)
    cost[:, 0] = np.arange(len(said) + 1)
    cost[0] = np.arange(len(written) + 1)
    for i, word in enumerate(said, 1):
        for j, other in enumerate(written, 1):
            cost[i, j] = min(
                cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (word != other)
            )
    pairs = []
    i, j = len(said), len(written)
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + (said[i - 1] != written[j - 1]):
            if said[i - 1] == written[j - 1]:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return int(cost[-1, -1]), pairs[::-1]
