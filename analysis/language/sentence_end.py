"""Where sentences end, and whether one waits for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.language.pack import LANGUAGES, Pack, load_pack
from analysis.language.question_form import read_question
from analysis.language.tokens import WORDS_KEPT, plain

_MARKS = (".", "?", "!", "…")
_CLOSING = "\"')\u201d\u2019"


@lru_cache(WORDS_KEPT)
def ends_sentence(word: str, pack: Pack | None = None) -> bool:
    """Whether ``word``, as the recognizer wrote it, closes a sentence.

    Without a ``pack`` (of a language not told yet, or not known) the abbreviations of every
    language count.
    """
    return word.rstrip(_CLOSING).endswith(_MARKS) and not is_abbreviation(word, pack)


def is_abbreviation(word: str, pack: Pack | None = None) -> bool:
    """Whether the full stop of ``word`` belongs to the word: "a.m.", "dhr."."""
    bare = word.rstrip(_CLOSING)
    if not bare.endswith(".") or bare.endswith(".."):
        return False
    packs = [load_pack(language) for language in LANGUAGES] if pack is None else [pack]
    short = plain(word)
    return any(short in one.word_set("conversation.abbreviations") for one in packs)


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
