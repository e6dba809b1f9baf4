"""Numbers, in digits or in words: "120", "twelve", "twenty-five", "honderdtwintig"."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.language.pack import Pack


def is_number(token: str, pack: Pack) -> bool:
    """Whether ``token`` is a number, or put together of words for numbers. "One" alone is none: it
    mostly stands for somebody."""
    if token[:1].isdigit() or token in pack.word_set("questions.numbers"):
        return True
    return _composed(pack).fullmatch(token) is not None


@lru_cache(8)
def _composed(pack: Pack) -> re.Pattern[str]:
    """Words for numbers, with others and with what ties them on either side."""
    number, tie = (
        "|".join(map(re.escape, sorted(pack.word_set(f"questions.{name}"), key=len, reverse=True)))
        for name in ("numbers", "number_ties")
    )
    return re.compile(f"(?:{number}|{tie})*(?:{number})(?:{number}|{tie})*")
