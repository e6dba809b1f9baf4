"""Where sentences end, and whether one waits for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.language.dates import ANY_DAY, find_when, is_dated
from analysis.language.pack import LANGUAGES, Pack, load_pack
from analysis.language.question_form import read_question, without_leading
from analysis.language.tokens import WORDS_KEPT, plain

_INVITES_WITHIN = 9
"""Tokens of an invitation, at most: "you could come by on Tuesday at ten"."""

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


def sentences_of(words: Sequence[str], pack: Pack) -> list[Sequence[str]]:
    """``words`` cut after every mark that closes a sentence; without marks, one sentence."""
    cut: list[Sequence[str]] = []
    start = 0
    for index, word in enumerate(words, 1):
        if ends_sentence(word, pack) or index == len(words):
            cut.append(words[start:index])
            start = index
    return cut


_PROPOSES = ("commitments.proposals", "commitments.puts_down")
PROMISED = ("commitments.promises", "commitments.undertakes")
"""Lists of which one is heard where somebody promises."""


def awaits_answer(words: Sequence[str], pack: Pack) -> bool:
    """Whether a "yes" right after ``words`` answers them: a question, a proposal, or an invitation
    for a moment that is named ("come by on Tuesday", "Thursday at two works for me")."""
    reading = read_question(words, pack)
    if reading is not None and reading.not_counted != "quoted":
        return True
    tokens = pack.texts(words)
    if pack.first_of(_PROPOSES, tokens) is not None:
        return True
    return _invites(words, tokens, pack) or _announces_visit(words, tokens, pack)


def proposes_moment(words: Sequence[str], pack: Pack) -> bool:
    """Whether ``words`` propose a day or an hour: "shall we talk tomorrow at nine? I'll have the
    figures then" still waits for a yes."""
    return (
        is_dated(words, pack) and pack.find("commitments.proposals", pack.texts(words)) is not None
    )


def _announces_visit(words: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """ "So I'll see you on Friday at ten.": the other is to be there."""
    announced = pack.first_of(PROMISED, tokens) is not None
    return announced and "steps.meeting" in pack.lists_in(tokens) and is_dated(words, pack)


def _invites(words: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Whether a short sentence asks to come or to call on a day, or says which one suits; who tells
    of others that come by at six invites nobody."""
    asks = pack.find_in_part("commitments.asks", without_leading(tokens, pack))
    invites = asks is not None and asks.first == 0
    if len(tokens) > _INVITES_WITHIN or not (invites or pack.find("commitments.fits", tokens)):
        return False
    when = find_when(words, pack, ANY_DAY)
    return when is not None and when.is_exact and when.date is not None
