"""A customer's reply to a question: does it answer, or evade?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from analysis.conversation import Conversation, Sentence
from analysis.findings import Answer
from analysis.language.dates import is_dated
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.language.question_form import read_question


def reply_from(conversation: Conversation, first: Sentence) -> list[Sentence]:
    """The customer's turn from the sentence that answers, to its end."""
    turn = conversation.turns[first.turn_id]
    return [said for said in turn.sentences if said.id >= first.id]


def answer(reply: Sequence[Sentence], pack: Pack, within_words: int) -> tuple[Answer, str]:
    """Evaded when the reply is vague in the sentences of its first ``within_words``, or a question
    back, with the cue that told; else answered."""
    said = list(accumulate(len(sentence.words) for sentence in reply))
    first = reply[: bisect_left(said, within_words) + 1]
    parts = [pack.texts(sentence.said) for sentence in first]
    for name in ("silences.evasions", "commitments.stalls"):
        found = (pack.find(name, tokens) for tokens in parts)
        cue = next((match.cue for match in found if match is not None), None)
        if cue is not None and (name != "silences.evasions" or not gives_fact(first, pack)):
            return "evaded", cue
    counter = read_question(reply[0].said, pack)
    if counter is not None and counter.not_counted not in ("backchannel", "echo", "quoted"):
        return "evaded", counter.cue
    return "answered", ""


def gives_fact(said: Sequence[Sentence], pack: Pack) -> bool:
    """A date or a number in it: vague words around a fact do not make an evasion."""
    tokens = pack.texts([word for sentence in said for word in sentence.said])
    return is_dated(tokens, pack) or any(is_number(token, pack) for token in tokens)
