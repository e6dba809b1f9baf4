"""A call as far as it has been read for commitments: what was noted, what is on the table."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation, Sentence
from analysis.findings import Commitment, Question
from analysis.language.pack import Pack
from analysis.measures.no_asked_for import noes_put
from analysis.measures.noted import noted
from analysis.measures.on_the_table import OnTheTable
from analysis.measures.proposals import open_proposals
from analysis.measures.said import Readings, Said
from analysis.settings import CommitmentSettings

_OF_MANNERS = ("courtesy", "procedural")
"""Questions whose answer puts nothing off."""


class SoFar:
    """``rows`` are those noted up to here, in order; ``asked`` the ids of sentences that ask,
    ``polite`` the turns with a question of manners, ``noes_put`` what puts a no to the customer, by
    the turn that answers it."""

    def __init__(
        self,
        conversation: Conversation,
        questions: Sequence[Question],
        pack: Pack,
        settings: CommitmentSettings,
    ) -> None:
        self.conversation, self.pack, self._settings = conversation, pack, settings
        today = conversation.started_at.date() if conversation.started_at else None
        self.said = Readings(pack, today)
        # "Weet je wat, ik haal hem erbij" only looks like a question.
        self.asked = {q.sentence_id for q in questions if q.not_counted != "rhetorical"}
        self.polite = {q.turn_id for q in questions if q.not_counted in _OF_MANNERS}
        self.noes_put = noes_put(conversation, self.asked, pack)
        proposals = open_proposals(conversation, questions, pack)
        self.table = OnTheTable(conversation, proposals, settings.acceptance_within_turns)
        self.rows: list[Commitment] = []

    @property
    def last(self) -> Commitment | None:
        """The row noted last."""
        return self.rows[-1] if self.rows else None

    def turn_of(self, said: Said) -> tuple[Sentence, ...]:
        """The sentences of the turn that it is said in."""
        return self.conversation.turns[said.sentence.turn_id].sentences

    def note(self, found: Commitment) -> None:
        """Put a row beside those before it."""
        sentences, within_s = self.conversation.sentences, self._settings.repeat_within_s
        self.rows = noted(found, self.rows, sentences, self.said, within_s, self.pack)
