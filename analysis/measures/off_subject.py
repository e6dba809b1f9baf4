"""A customer who leaves the subject of a question, and never comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import Question
from analysis.language.pack import Pack
from analysis.measures.content_words import content_words

AT_FIRST = 2
"""Somebody who changes the subject says so in his first sentences."""


def left_subject(
    question: Question,
    reply: Sequence[Sentence],
    conversation: Conversation,
    pack: Pack,
) -> str | None:
    """The cue with which the customer's ``reply`` to ``question`` leaves its subject for good.

    None where the reply holds a word of the subject, and where any of it is spoken of by the
    customer later, or by the seller in words the customer answers.
    """
    cue = next(filter(None, (_leaves(sentence, pack) for sentence in reply[:AT_FIRST])), None)
    if cue is None:
        return None
    subject = _subject(question, conversation, pack)
    said = (word for sentence in reply for word in sentence.said)
    if not subject or subject & content_words([*said], pack):
        return None
    later = conversation.turns[reply[0].turn_id + 1 :]
    return None if _comes_back(subject, later, pack) else cue


def _leaves(sentence: Sentence, pack: Pack) -> str | None:
    match = pack.find("silences.off_subject", pack.texts(sentence.said))
    return None if match is None else match.cue


def _subject(question: Question, conversation: Conversation, pack: Pack) -> frozenset[str]:
    """Content words of the question; of a follow-up, of what it follows up as well."""
    subject = content_words(question.text.split(), pack)
    if not question.follow_up:
        return subject
    before = takewhile(lambda turn: turn.id < question.turn_id, conversation.turns)
    customers = [turn for turn in before if turn.side == "customer"]
    return subject | _words(customers[-1], pack) if customers else subject


def _comes_back(subject: frozenset[str], later: Sequence[Turn], pack: Pack) -> bool:
    """Whether the customer speaks of it, or answers where the seller does."""
    asked = False
    for turn in later:
        if turn.side == "seller":
            asked = asked or bool(subject & _words(turn, pack))
        elif turn.side == "customer" and (asked or subject & _words(turn, pack)):
            return True
    return False


def _words(turn: Turn, pack: Pack) -> frozenset[str]:
    return content_words(turn.said, pack)
