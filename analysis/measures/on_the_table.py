"""Which proposal a turn may answer: the other side's last one, while it is still open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from analysis.conversation import Conversation, Sentence, Turn
from analysis.measures.open_proposal import OpenProposal


class OnTheTable:
    """The ``proposals`` of a call, in order. Each is open to the other side for so many turns of
    its own (``within_turns``)."""

    def __init__(
        self, conversation: Conversation, proposals: Sequence[OpenProposal], within_turns: int
    ) -> None:
        self._turns, self._proposals, self._within = conversation.turns, proposals, within_turns
        self._proposed_in = [proposal.sentence.turn_id for proposal in proposals]

    def open_in(self, turn: Turn) -> OpenProposal | None:
        """The other side's last proposal, if it is still open in this turn."""
        for at in range(bisect_left(self._proposed_in, turn.id) - 1, -1, -1):
            proposal = self._proposals[at]
            if proposal.by == turn.side:
                continue
            between = range(self._proposed_in[at] + 1, turn.id)
            own = (number for number in between if self._turns[number].side == turn.side)
            return proposal if len(tuple(islice(own, self._within))) < self._within else None
        return None

    def holds(self, sentence: Sentence) -> bool:
        """Whether this very sentence proposes something."""
        return any(proposal.sentence.id == sentence.id for proposal in self._proposals)

    def puts_to_other(self, announced: Sentence) -> bool:
        """Whether the next sentence puts this one to the other: "we'll start on the first.
        Agreed?"."""
        tagged = (one for one in self._proposals if one.words == announced.said)
        return any(one.sentence.id == announced.id + 1 for one in tagged)
