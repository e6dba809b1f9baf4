"""What a customer says after a question that is no answer to it: the sound of somebody who listens.

"Hm." tells that he has heard, and so does "yes" where no yes was asked for. Who says more at once
has begun his answer with it.
"""

from __future__ import annotations

from analysis.conversation import Conversation, Sentence
from analysis.findings import Question
from analysis.language.pack import Pack

_TAKES_A_YES = ("questions.openers", "commitments.proposals", "commitments.why_not")
"""Open questions with one of these may be answered by a yes: "how about Tuesday?"."""


def only_listens(
    sentence: Sentence,
    question: Question,
    conversation: Conversation,
    pack: Pack,
    goes_on_within_s: float,
) -> bool:
    """Whether the customer's ``sentence`` after ``question`` answers nothing: a bare "hm", or a
    bare "yes" to what asks for no yes or no. Not where he says more within ``goes_on_within_s``."""
    tokens = pack.texts(sentence.said)
    sounds = pack.word_set("conversation.hums")
    if not _takes_a_yes(question, pack):
        sounds |= pack.word_set("conversation.heard")
    if not tokens or not sounds.issuperset(tokens):
        return False
    following = conversation.sentences[sentence.id + 1 : sentence.id + 2]
    return not any(
        one.turn_id == sentence.turn_id and round(one.start - sentence.end, 3) < goes_on_within_s
        for one in following
    )


def _takes_a_yes(question: Question, pack: Pack) -> bool:
    tokens = pack.texts(question.text.split())
    asks_for_step = question.purpose in ("commitment", "other")
    return (
        question.form != "open" or asks_for_step or pack.first_of(_TAKES_A_YES, tokens) is not None
    )
