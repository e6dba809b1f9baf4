"""What a turn adds behind a yes: "in principle", a sound of doubt, a no; or the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.conversation import Sentence
from analysis.findings import Commitment
from analysis.language.pack import Pack
from analysis.measures.said import Said

HEDGED_WITHIN = 3
"""A yes is hedged in its own sentence, or in the next ones of its turn: so many in all."""

_AT_ONCE = 3
"""Tokens at the head of a sentence among which a "no" takes back the yes before it."""


_TAKES_BACK = tuple(f"commitments.{name}" for name in ("wait", "unavailable", "calls_off"))


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
    """ "Friday at two, yes. Well, no, wait.", "Oh no, I'm at the auction tomorrow." """
    tokens = pack.texts(sentence.said)
    said_no = not pack.word_set("conversation.no").isdisjoint(tokens[:_AT_ONCE])
    return said_no and pack.first_of(_TAKES_BACK, tokens) is not None


def with_moment(order: Commitment, behind: Iterable[Said]) -> Commitment:
    """ "Yes. All four floors, and I sign it today": a yes to an order takes the day named in
    the sentences ``behind`` it, unless it is named with a "not"."""
    sure = (
        one.when
        for one in behind
        if one.pack.word_set("commitments.negations").isdisjoint(one.first_clause)
    )
    when = next((moment for moment in sure if moment and moment.is_exact), None)
    if when is None:
        return order
    return replace(order, when_text=when.text, when_date=when.date, grade="A")
