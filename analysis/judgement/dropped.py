"""Problems that the customer named and the seller left lying: neither asked on about, nor met with
his offer."""

from __future__ import annotations

from itertools import dropwhile

from analysis.conversation import Sentence, Turn
from analysis.findings import Evidence, MapEntry
from analysis.judgement.facts import Facts
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.language.tokens import plain
from analysis.measures.content_words import content_words
from analysis.measures.follow_ups import takes_up
from analysis.measures.tension import names_own, offers_of, ties_offer

_AT_ONCE_WITHIN = 2
"""What is asked or offered in so many sentences after the problem may be about it."""


def dropped_problems(facts: Facts, pack: Pack, sure_from: float) -> list[Evidence]:
    """All that were named and left lying; or one with a word of sympathy, and no more. Only those
    whose confidence (0-1) is at least ``sure_from``."""
    needs = [entry for entry in facts.entries if entry.kind == "need"]
    sure = [need for need in needs if need.confidence >= sure_from]
    left = [need for need in needs if not _taken_up(need, facts, pack)]
    dropped = (n for n in sure if left == needs or (n in left and _is_passed_over(n, facts, pack)))
    return [need.evidence for need in dropped]


def _taken_up(entry: MapEntry, facts: Facts, pack: Pack) -> bool:
    """The seller dug into it, asked or offered something right after it, or later tied his offer to
    it. What he asks right after it gets the benefit of the doubt: a flag accuses."""
    if entry in facts.dug_into:
        return True
    later = _sellers_after(entry, facts)
    if not later:
        return True
    at_once = [
        one
        for one in later[0].sentences[:_AT_ONCE_WITHIN]
        if pack.find("silences.topic_changes", pack.texts(one.said)) is None
    ]
    asked = {q.sentence_id for q in facts.questions if q.side == "seller" and q.counted}
    if any(said.id in asked or _offers_it(said, pack) for said in at_once):
        return True
    if offers_of(later[0], _new_in(entry, facts, pack), pack):
        return True
    topic = content_words(entry.evidence.quote.split(), pack) - _moments(pack)
    return any(ties_offer(turn, topic, pack) for turn in later)


def _new_in(entry: MapEntry, facts: Facts, pack: Pack) -> frozenset[str]:
    """What the customer says with the problem and the seller has not spoken of: what is sold is no
    word of the problem's."""
    told = facts.conversation.turns[entry.evidence.turn_id]
    before = facts.conversation.turns[: told.id]
    known = [content_words(turn.said, pack) for turn in before if turn.side == "seller"]
    words = [word for word in told.said if not is_number(plain(word), pack)]
    return content_words(words, pack) - _moments(pack) - frozenset().union(*known)


def _sellers_after(entry: MapEntry, facts: Facts) -> list[Turn]:
    """What the seller says after it; where he only gasps, the turn is the customer's still."""
    turns = facts.conversation.turns[entry.evidence.turn_id + 1 :]
    said = [turn for turn in turns if turn.side == "seller" and turn.words]
    return list(dropwhile(lambda turn: not takes_up(turn), said)) or said


def _is_passed_over(entry: MapEntry, facts: Facts, pack: Pack) -> bool:
    """ "How annoying for them." - "By the way ...": the seller heard that it is a problem, or goes
    on to something else, and speaks of nothing of his own that may help."""
    said = [pack.texts(one.said) for one in _sellers_after(entry, facts)[0].sentences]
    lists = ("customer_map.sympathy", "silences.topic_changes")
    rest = [tokens for tokens in said[: _AT_ONCE_WITHIN + 1] if not pack.first_of(lists, tokens)]
    passes = any(tokens not in rest for tokens in said[:_AT_ONCE_WITHIN])
    return passes and not any(names_own(tokens, pack) for tokens in rest)


def _offers_it(sentence: Sentence, pack: Pack) -> bool:
    """ "Our program does that for her": the offer, and what was just said, in one sentence."""
    lists = ("tension.solutions", "commitments.it")
    return all(pack.find(name, pack.texts(sentence.said)) is not None for name in lists)


def _moments(pack: Pack) -> frozenset[str]:
    """Words for time: "twice a week" and "I'll call you next week" share no subject."""
    return content_words(sorted(pack.word_set("customer_map.moments")), pack)
