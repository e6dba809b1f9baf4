"""Words as they are compared: lower case, bare of punctuation, spoken forms written out.

A recognized word may become several tokens ("da's" is "dat is"), so each token remembers the
word it came from: evidence is always quoted from the words themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORDS_KEPT = 50_000
"""Words whose plain form is remembered: a call says few different ones, each many times over."""

_EDGES = re.compile(r"^[^\w']+|[^\w']+$")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})


@dataclass(frozen=True, slots=True)
class Token:
    """One comparable word and the index of the spoken word it stands for."""

    text: str
    word: int


@lru_cache(maxsize=_WORDS_KEPT)
def plain(word: str) -> str:
    """Lower-case ``word`` without the punctuation around it; apostrophes inside stay.

    >>> plain("“Écht?”"), plain("'t"), plain("toch,")
    ('écht', "'t", 'toch')
    """
    folded = unicodedata.normalize("NFC", word).translate(_APOSTROPHES).lower()
    bare = _EDGES.sub("", folded)
    return bare.strip("'") if bare.count("'") > 1 else bare


def tokenize(words: Sequence[str], spoken_forms: Mapping[str, str]) -> tuple[Token, ...]:
    """Tokens of ``words``; ``spoken_forms`` maps a plain word to what it stands for.

    >>> [t.text for t in tokenize(["Da's", "goed."], {"da's": "dat is"})]
    ['dat', 'is', 'goed']
    """
    tokens: list[Token] = []
    for index, word in enumerate(words):
        bare = plain(word)
        if not bare:
            continue
        tokens.extend(Token(part, index) for part in spoken_forms.get(bare, bare).split())
    return tuple(tokens)
