"""Where sentences end, and whether one waits for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.language.tokens import WORDS_KEPT

_MARKS = (".", "?", "!", "…")
_ABBREVIATIONS = frozenset({"mr.", "mrs.", "ms.", "dr.", "dhr.", "mevr.", "bijv.", "e.g.", "i.e."})


@lru_cache(WORDS_KEPT)
def ends_sentence(word: str) -> bool:
    """Whether ``word``, as the recognizer wrote it, closes a sentence."""
    bare = word.rstrip("\"')\u201d\u2019")
    return bare.endswith(_MARKS) and bare.lower() not in _ABBREVIATIONS


def sentences_of(words: Sequence[str]) -> list[Sequence[str]]:
    """``words`` cut after every mark that closes a sentence; without marks, one sentence."""
    cut: list[Sequence[str]] = []
    start = 0
    for index, word in enumerate(words, 1):
        if ends_sentence(word) or index == len(words):
            cut.append(words[start:index])
            start = index
    return cut


def awaits_answer(words: Sequence[str], pack: Pack) -> bool:
    """Whether a "yes" right after ``words`` answers them: a question, or a proposal."""
    reading = read_question(words, pack)
    if reading is not None and reading.not_counted != "quoted":
        return True
    tokens = pack.texts(words)
    return pack.find("commitments.proposals", tokens) is not None
