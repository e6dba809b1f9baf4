"""What is on the table: steps one side asks of the other, waiting for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.conversation import Conversation, Sentence, Side
from analysis.findings import Question, Step
from analysis.language.pack import Pack
from analysis.measures.questions import purpose_of
from analysis.measures.steps import step_of

_OFFERED = ("commitments.proposals", "commitments.asks")
"""What no question puts on the table one of these lists does."""

_MOST_BESIDE_DAY = 3
"""Tokens that may stand beside a day that is asked for, where none of them asks if it suits."""


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A step proposed. ``closed``: a yes is enough; ``leave``: it only asks leave to do it."""

    sentence: Sentence
    by: Side
    step: Step
    closed: bool
    leave: bool
    words: tuple[str, ...]


def open_proposals(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> tuple[OpenProposal, ...]:
    """Every proposal of the call, in order: commitment questions, offers, announced visits."""
    asked = {q.sentence_id: q for q in questions if q.counted}
    found: list[OpenProposal] = []
    meant: Step
    for sentence in conversation.sentences:
        words = tuple(word.text for word in sentence.words)
        tokens = pack.texts(words)
        question = asked.get(sentence.id)
        if question is None and pack.may_match(tokens).isdisjoint(_OFFERED):
            continue
        leave = pack.find("purpose.leave", _bare(tokens)) is not None
        step = step_of(tokens, pack)
        if question is not None:
            purpose = purpose_of(_bare(tokens), pack)[0]
            if purpose != "commitment" and not leave:
                continue
            meant = step[0] if step is not None else _unnamed(tokens, found, pack)
            closed = question.form in ("closed", "choice", "check")
        elif pack.find("commitments.proposals", tokens) is not None and step is not None:
            meant, closed = step[0], True
        elif sentence.side == "customer" and pack.find("commitments.asks", tokens) is not None:
            meant, closed = (step[0] if step is not None else "meeting"), True
        else:
            continue
        found.append(OpenProposal(sentence, sentence.side, meant, closed, leave, words))
    return tuple(found)


def _unnamed(tokens: Sequence[str], before: Sequence[OpenProposal], pack: Pack) -> Step:
    """ "Does Wednesday work?": the step proposed before; a day alone is a day to meet. Of longer
    questions whose step is not heard it can't be told."""
    date = pack.find("dates.exact", tokens)
    if date is None:
        return "other"
    beside = len(tokens) - (date.last + 1 - date.first)
    if beside > _MOST_BESIDE_DAY and pack.find("commitments.fits", tokens) is None:
        return "other"
    return before[-1].step if before else "meeting"


def _bare(tokens: Sequence[str]) -> list[str]:
    return [t for i, t in enumerate(tokens) if not (i == 0 and t in ("en", "and", "dan", "then"))]
