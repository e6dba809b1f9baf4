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
from analysis.measures.own_offer import names_own, offers_of, ties_offer

_AT_ONCE_WITHIN = 2
"""What is asked or offered in so many sentences after the problem may be about it."""


def dropped_problems(facts: Facts, pack: Pack, sure_from: float) -> list[Evidence]:
    """All that were named and left lying; or one with a word of sympathy, and no more. Only those
    whose confidence (0-1) is at least ``sure_from``."""
    needs = [entry for entry in facts.entries if entry.kind == "need"]
    sure = [need for need in needs if need.confidence >= sure_from]
    if not sure:
        return []
    seller = _Seller(facts, pack)
    left = [need for need in needs if not seller.takes_up(need)]
    dropped = (n for n in sure if left == needs or (n in left and _is_passed_over(n, facts, pack)))
    return [need.evidence for need in dropped]


class _Seller:
    """What the seller of a call did with the problems that the customer named."""

    def __init__(self, facts: Facts, pack: Pack) -> None:
        self._facts, self._pack = facts, pack
        counted = (q for q in facts.questions if q.side == "seller" and q.counted)
        self._asked = {question.sentence_id for question in counted}
        # "Twice a week" and "I'll call you next week" share no subject.
        self._moments = content_words(sorted(pack.word_set("customer_map.moments")), pack)

    def takes_up(self, entry: MapEntry) -> bool:
        """He dug into it, asked or offered something right after it, or later tied his offer to it.
        What he asks right after it gets the benefit of the doubt: a flag accuses."""
        if entry in self._facts.dug_into:
            return True
        later = _sellers_after(entry, self._facts)
        if not later or self._turns_to(later[0]):
            return True
        if offers_of(later[0], self._new_in(entry), self._pack):
            return True
        topic = content_words(entry.evidence.quote.split(), self._pack) - self._moments
        return any(ties_offer(turn, topic, self._pack) for turn in later)

    def _turns_to(self, turn: Turn) -> bool:
        """Whether he asks or offers something at once, and not of something else."""
        return any(
            said.id in self._asked or _offers_it(said, self._pack)
            for said in turn.sentences[:_AT_ONCE_WITHIN]
            if self._pack.find("silences.topic_changes", self._pack.texts(said.said)) is None
        )

    def _new_in(self, entry: MapEntry) -> frozenset[str]:
        """What the customer says with the problem and the seller has not spoken of: what is sold is
        no word of the problem's."""
        pack, turns = self._pack, self._facts.conversation.turns
        told = turns[entry.evidence.turn_id]
        known = [content_words(one.said, pack) for one in turns[: told.id] if one.side == "seller"]
        words = [word for word in told.said if not is_number(plain(word), pack)]
        return content_words(words, pack) - self._moments - frozenset().union(*known)


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
