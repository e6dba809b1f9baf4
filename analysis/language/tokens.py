"""Words as they are compared: lower case, bare of punctuation, spoken forms written out.

A recognized word may become several tokens ("da's" is "dat is"), so each token remembers the
word it came from: evidence is always quoted from the words themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORDS_KEPT = 50_000
"""Words whose plain form is remembered: a call says few different ones, each many times over."""

_EDGES = re.compile(r"^[^\w']+|[^\w']+$")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})


class Token(NamedTuple):
    """One comparable word and the index of the spoken word it stands for."""

    text: str
    word: int


@lru_cache(maxsize=WORDS_KEPT)
def plain(word: str) -> str:
    """Lower-case ``word`` without the punctuation around it; apostrophes inside stay.

    >>> plain("“Écht?”"), plain("'t"), plain("toch,")
    ('écht', "'t", 'toch')
    """
    if word.isascii() and word.isalpha():
        return word.lower()  # most words have nothing around them
    folded = unicodedata.normalize("NFC", word).translate(_APOSTROPHES).lower()
    bare = _EDGES.sub("", folded)
    return bare.strip("'") if bare.count("'") > 1 else bare
