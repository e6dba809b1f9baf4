"""What a turn adds behind a yes: "in principle", a sound of doubt, a no."""

from __future__ import annotations

from analysis.conversation import Sentence
from analysis.language.pack import Pack

HEDGED_WITHIN = 3
"""A yes is hedged in its own sentence, or in the next ones of its turn: so many in all."""

_AT_ONCE = 3
"""Tokens at the head of a sentence among which a "no" takes back the yes before it."""


def hedges(sentence: Sentence, pack: Pack) -> bool:
    """ "Maybe", "in principle": a moment that only may suit."""
    return "commitments.unsure" in pack.lists_in(pack.texts(sentence.said))


def doubts(sentence: Sentence, pack: Pack) -> bool:
    """ "Yes, Monday. Er, Sjoerd isn't one for that": a sound of hesitation, and a "not"."""
    tokens = pack.texts(sentence.said)
    sounds = pack.word_set("conversation.hesitations")
    nots = pack.word_set("commitments.negations")
    return not sounds.isdisjoint(tokens[:1]) and not nots.isdisjoint(tokens)


def takes_back(sentence: Sentence, pack: Pack) -> bool:
    """ "Friday at two, yes. Well, no, wait." """
    tokens = pack.texts(sentence.said)
    said_no = not pack.word_set("conversation.no").isdisjoint(tokens[:_AT_ONCE])
    return said_no and pack.find("commitments.wait", tokens) is not None
