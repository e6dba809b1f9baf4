"""How a seller lets a tension end: he holds it, answers it with what is his, or lets it go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.conversation import Conversation, Turn
from analysis.findings import MapEntry, Question, TensionEnd
from analysis.language.pack import Pack
from analysis.measures.content_words import content_words
from analysis.measures.own_offer import names_own, ties_offer
from analysis.settings import TensionSettings

_SAME_MATTER = 2
"""Turns after the strain: what the customer names in them is still the matter that strained."""


@dataclass(frozen=True, slots=True)
class Strain:
    """The customer's turn ``turn_id`` strains against what the seller ``put`` to him, from second
    ``since`` on. ``thought``: it holds no more than a sound before an answer."""

    turn_id: int
    since: float
    put: str
    thought: bool = False


class Ends:
    """What the seller of a call does after each strain. ``asked`` are his questions that count, by
    their sentence; ``needs`` what the customer needs."""

    def __init__(
        self,
        conversation: Conversation,
        asked: Mapping[int, Question],
        needs: Sequence[MapEntry],
        pack: Pack,
        settings: TensionSettings,
    ) -> None:
        self._conversation, self._asked, self._needs = conversation, asked, needs
        self._pack, self._settings = pack, settings

    def after(self, strain: Strain) -> TensionEnd:
        """How it ended: held where the call ended before the seller said anything more."""
        later = self._conversation.turns[strain.turn_id + 1 :]
        sellers = [turn for turn in later if turn.side == "seller" and turn.words]
        if not sellers:
            return "held"
        if self._lets_go(sellers[0]):
            return "abandoned"
        topic = self._topic(strain)
        soon = sellers[: self._settings.solved_within_turns]
        if any(ties_offer(turn, topic, self._pack) for turn in soon):
            return "held-solved"
        if not self._asks_on(sellers[0]):
            return "held" if strain.thought else "abandoned"
        answers = sellers[: self._settings.answered_within_turns]
        return "held-solved" if any(map(self._offers_at_length, answers)) else "held"

    def _topic(self, strain: Strain) -> frozenset[str]:
        """The words of what strained: the seller's, and those of the needs named meanwhile."""
        topic = content_words(strain.put.split(), self._pack)
        for need in self._needs:
            here = need.evidence.turn_ids[0] - strain.turn_id <= _SAME_MATTER
            if need.evidence.start >= strain.since and here:
                topic |= content_words(need.evidence.quote.split(), self._pack)
        return topic

    def _lets_go(self, turn: Turn) -> bool:
        """Whether the seller soothes at once: "never mind, that's fine"."""
        tokens = self._pack.texts(turn.said)[: self._settings.soothing_words]
        return self._pack.find("tension.soothing", tokens) is not None

    def _asks_on(self, turn: Turn) -> bool:
        """Whether the seller asks on: at once, or a question that follows up or wants to hear more
        ("tell me more"). "Okay. And which colour would you like?" leaves it, and "do you hear me?"
        asks nothing of the matter."""
        asked = [self._asked[one.id] for one in turn.sentences if one.id in self._asked]
        at_once = turn.sentences[0].id in self._asked
        more = self._pack.find("tension.asks_on", self._pack.texts(turn.said)) is not None
        return at_once or more or any(question.follow_up for question in asked)

    def _offers_at_length(self, turn: Turn) -> bool:
        """Whether the seller speaks of what is his at length: who asks on and then does so answers
        what he was told, whatever its words."""
        tokens = self._pack.texts(turn.said)
        offers = (
            names_own(tokens, self._pack)
            or self._pack.find("tension.solutions", tokens) is not None
        )
        return len(tokens) >= self._settings.solved_words and offers
