"""The words that say what a talk is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.language.pack import Pack

_STEM_LETTERS = 5
"""Words with so many first letters in common are of one stem: "delivery", "delivered"."""
_TURNS_KEPT = 4096
"""Turns and sentences whose content words are remembered: they are held against many others."""


def content_words(texts: Sequence[str], pack: Pack) -> frozenset[str]:
    """Stems of the words that say what a talk is about (first letters, function words out)."""
    return _stems(pack.texts(texts), pack)


@lru_cache(_TURNS_KEPT)
def _stems(tokens: tuple[str, ...], pack: Pack) -> frozenset[str]:
    words = frozenset(tokens) - pack.word_set("questions.stop_words")
    return frozenset(word[:_STEM_LETTERS] for word in words if len(word) > 2)
