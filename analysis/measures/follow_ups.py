"""Follow-ups: a question that goes on with what the customer has just said, and how deep they dig.

Huang, Yeomans, Brooks, Minson & Gino (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import MapEntry, Purpose, Question
from analysis.language.pack import Pack
from analysis.language.question_form import QuestionReading
from analysis.measures.content_words import content_words
from analysis.settings import QuestionSettings

_POINTS_WITHIN = 8
"""Tokens at the head of a question among which a "that" or "then" points back."""

_SHORT = 3
"""Tokens of a question that is short enough to lean on the last answer: "and then what?"."""

_INHERITED: frozenset[Purpose] = frozenset(("problem", "implication", "decision", "confrontation"))
"""What a chain of follow-ups goes on digging for."""

_LEANS = 8
"""Tokens of a question without a verb, at most."""

_GASP_WORDS = 2
"""Words of an exclamation that answers nothing: "oh dear"."""

_DIGS = 4
"""Tokens of a question that asks how much, or since when, of what was just said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that asks: how it reads, and its tokens without what only leads in."""

    sentence: Sentence
    reading: QuestionReading
    tokens: Sequence[str]


def follows_up(
    asked: Asked,
    purpose: Purpose,
    conversation: Conversation,
    before: Sequence[Question],
    pack: Pack,
    settings: QuestionSettings,
) -> bool:
    """Whether a seller's question goes on with the customer's last turn, after those ``before``:
    by where it stands, by its words, or by a word that points back.

    The "it" of a question for a step or of an offer is what is sold: there, shared words tell.
    """
    turn = _last_customer_turn(conversation, asked.sentence.turn_id)
    if turn is None or not turn.words:
        return False
    told = _tells_by_place(asked, purpose, turn, conversation, before, settings)
    if told is not None:
        return told
    own = asked.sentence.said
    shared = content_words(own, pack) & content_words(turn.said, pack)
    if len(shared) >= settings.follow_up_words:
        return True
    if purpose == "commitment" or (purpose == "other" and asked.reading.form != "open"):
        return False
    if _points_back(asked.tokens, pack):
        return True
    light = pack.word_set("questions.stop_words").issuperset(asked.tokens)  # "do you though?"
    short = len(asked.tokens) <= _SHORT and (asked.reading.form == "open" or light)
    short = short or _leans(asked, pack)
    return short or _digs(asked.tokens, pack) or _concludes(own, asked.reading, pack)


def _tells_by_place(
    asked: Asked,
    purpose: Purpose,
    turn: Turn,
    conversation: Conversation,
    before: Sequence[Question],
    settings: QuestionSettings,
) -> bool | None:
    """Whether it goes on with the customer's last ``turn`` by where it is asked, whatever its
    words; None where those must tell.

    The first thing asked after a long answer nearly always does. What is asked after a remark in
    passing, or after a word of the customer's and talk of one's own, does not.
    """
    opens = conversation.turns[asked.sentence.turn_id].sentences[0].id == asked.sentence.id
    answers, said = _answers_seller(turn, before), len(turn.words)
    if not answers and said < (settings.remark_words if opens else settings.answer_words):
        return False
    at_length = answers and opens and said >= settings.answer_words
    return True if at_length and purpose not in ("commitment", "other") else None


def _answers_seller(turn: Turn, before: Sequence[Question]) -> bool:
    """Whether the customer's turn follows upon a question of the seller's; his "mhm" may come in
    between."""
    last = _last_of_seller(before)
    return last is not None and turn.id - 2 <= last.turn_id < turn.id


def _points_back(tokens: Sequence[str], pack: Pack) -> bool:
    """A "that" or "then" near the start; not the one of "this moment", "these days"."""
    moments = pack.word_set("customer_map.moments")
    return any(
        match.first < _POINTS_WITHIN and moments.isdisjoint(tokens[match.last + 1 : match.last + 2])
        for match in pack.find_all("questions.anaphors", tokens)
    )


def _leans(asked: Asked, pack: Pack) -> bool:
    """ "All of them, or only the tall ones?": no verb, so that the answer before must lend it."""
    verbs = pack.word_set("questions.verbs") | pack.word_set("commitments.states")
    alone = asked.reading.cue == "?" and len(asked.tokens) <= _LEANS
    return alone and verbs.isdisjoint(asked.tokens)


def _concludes(words: Sequence[str], reading: QuestionReading, pack: Pack) -> bool:
    """A summary of what was said: "so you pay even when it stands still, is that right?"."""
    first = pack.texts(words)[:1]
    sums_up = not pack.word_set("questions.concluding").isdisjoint(first)
    return sums_up and reading.form in ("declarative", "check")


def _digs(tokens: Sequence[str], pack: Pack) -> bool:
    """A short question that only the last answer can explain: "how much longer?"."""
    return len(tokens) <= _DIGS and pack.find("questions.digging", tokens) is not None


def dug_into(
    needs: Sequence[MapEntry],
    conversation: Conversation,
    questions: Sequence[Question],
    settings: QuestionSettings,
) -> tuple[MapEntry, ...]:
    """The problems among ``needs`` that the seller dug into: one of his next turns after the
    customer's, however soon it begins, holds a follow-up question."""
    asked = {q.turn_id for q in questions if q.counted and q.side == "seller" and q.follow_up}
    dug: list[MapEntry] = []
    for need in needs:
        later = conversation.turns[need.evidence.turn_id + 1 :]
        sellers = (turn.id for turn in later if turn.id in asked or takes_up(turn))
        if not asked.isdisjoint(islice(sellers, settings.problem_window_turns)):
            dug.append(need)
    return tuple(dug)


def takes_up(turn: Turn) -> bool:
    """Whether a turn of the seller's says something: "gosh" leaves the word to the customer."""
    return turn.side == "seller" and len(turn.words) > _GASP_WORDS


def _last_of_seller(rows: Sequence[Question]) -> Question | None:
    """The seller's last question that counts."""
    return next((row for row in reversed(rows) if row.side == "seller" and row.counted), None)


def inherited(before: Sequence[Question]) -> Purpose:
    """What a follow-up is for whose own words tell nothing: what the question before it was for."""
    last = _last_of_seller(before)
    return last.purpose if last is not None and last.purpose in _INHERITED else "situation"


def chain_depth(follow_up: bool, turn_id: int, before: Sequence[Question]) -> int:
    """Depth of the chain of follow-ups this question stands in; what is asked on in one turn,
    before anybody could answer, digs no deeper."""
    if not follow_up:
        return 1
    last = _last_of_seller(before)
    if last is not None and last.turn_id == turn_id:
        return max(2, last.chain)
    return 2 if last is None else last.chain + 1


def _last_customer_turn(conversation: Conversation, turn_id: int) -> Turn | None:
    """The customer's turn right before ``turn_id`` (other voices in between are passed over)."""
    for turn in reversed(conversation.turns[:turn_id]):
        if turn.side == "customer":
            return turn
        if turn.side == "seller":
            return None
    return None
