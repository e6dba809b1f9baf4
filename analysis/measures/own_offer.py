"""Whether the seller speaks of what is his: of his offer, in the words of a problem or not."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Turn
from analysis.language.pack import Pack
from analysis.measures.content_words import content_words

_OFFER_WORDS = 6
"""Fewer words than these tie no offer to a problem."""


def ties_offer(turn: Turn, topic: frozenset[str], pack: Pack) -> bool:
    """Whether ``turn`` speaks of the seller's own offer and of the problem's words."""
    tokens = pack.texts(turn.said)
    if len(tokens) < _OFFER_WORDS or topic.isdisjoint(content_words(turn.said, pack)):
        return False
    return pack.find("tension.solutions", tokens) is not None


def offers_of(turn: Turn, topic: frozenset[str], pack: Pack) -> bool:
    """Whether ``turn`` speaks of what is the seller's in words of the ``topic``."""
    tokens = pack.texts(turn.said)
    shares = not topic.isdisjoint(content_words(turn.said, pack))
    return shares and len(tokens) >= _OFFER_WORDS and names_own(tokens, pack)


def names_own(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether somebody speaks of himself, or of what is his: "with ours", "we do that"."""
    own = pack.word_set("commitments.we") | pack.word_set("commitments.i")
    return not own.isdisjoint(tokens) or pack.find("tension.ours", tokens) is not None
