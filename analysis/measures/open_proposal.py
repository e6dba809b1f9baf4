"""A step that one side has put on the table."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.conversation import Sentence, Side
from analysis.findings import Step
from analysis.measures.invitations import Doer


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A step proposed. ``closed``: a yes is enough; ``leave``: it only asks leave to do it;
    ``doer``: who would take the step, seen from the one who proposes."""

    sentence: Sentence
    by: Side
    step: Step
    closed: bool
    leave: bool
    doer: Doer
    words: tuple[str, ...]

    def is_just_before(self, sentence: Sentence) -> bool:
        """Whether it was put in the turn before that of ``sentence``."""
        return sentence.turn_id - self.sentence.turn_id == 1
