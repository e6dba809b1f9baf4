"""An answer that was given before its question had ended: the customer was eager, and nobody has
rescued him."""

from __future__ import annotations

from collections.abc import Callable

from analysis.conversation import Conversation, Sentence
from analysis.language.pack import Pack
from analysis.language.question_form import read_question

_NEXT_TURNS = 2
"""What is said into a question is one of the turns right after that in which it is asked."""


def said_into(
    asked: Sentence,
    from_s: float,
    until_s: float,
    conversation: Conversation,
    pack: Pack,
    listens: Callable[[Sentence], bool],
) -> Sentence | None:
    """The customer's answer that begins from second ``from_s`` on and is over by ``until_s``, the
    end of the question ``asked``. Not what he asks himself ("sorry?"), nor what he was saying
    before, nor what only ``listens``."""
    after = conversation.turns[asked.turn_id + 1 : asked.turn_id + 1 + _NEXT_TURNS]
    for turn in after:
        if turn.side != "customer" or not turn.sentences:
            continue
        first = turn.sentences[0]
        begins_inside = round(turn.start - from_s, 3) >= 0 and turn.start > asked.start
        if not begins_inside or turn.end > until_s or listens(first):
            return None
        return first if read_question(first.said, pack) is None else None
    return None
