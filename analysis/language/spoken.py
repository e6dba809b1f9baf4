"""What a speaker meant to say: without false starts, words said twice and sounds of hesitation.

"Wh- which so which one" is "so which one": recognizers that write down every sound keep such
repairs (Shriberg 1994), and no word order survives them.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.pack import Pack
from analysis.language.tokens import plain

LONGEST_REPEAT = 3
"""Words in a row that may be said twice on end: "do you do you have"."""


def without_false_starts(words: Sequence[str]) -> Sequence[str]:
    """``words`` without those cut off ("wh-") and without repeats on end; of a repeat the last
    stays, for it bears the marks."""
    all_different = len(set(map(plain, words))) == len(words)
    if all_different and "-" not in "".join(words):
        return words
    kept: list[str] = []
    bare: list[str] = []
    for word in words:
        if _is_cut_off(word):
            continue
        kept.append(word)
        bare.append(plain(word))
        for length in range(1, LONGEST_REPEAT + 1):
            if len(bare) >= 2 * length and bare[-length:] == bare[-2 * length : -length]:
                del kept[-2 * length : -length], bare[-length:]
                break
    return kept


def _is_cut_off(word: str) -> bool:
    return word.endswith("-") and len(word) > 1


def hesitates(word: str, pack: Pack) -> bool:
    """Whether ``word`` is a sound of hesitation, however it is written: "uh", "Uhhh"."""
    sounds = pack.texts((word,))
    return bool(sounds) and pack.word_set("conversation.hesitations").issuperset(sounds)
