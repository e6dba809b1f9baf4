"""Tension moments: the seller probes or confronts, the customer objects, declines or hesitates.

A long silence that ends in a plain answer is strength, not tension.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import (
    Commitment,
    Evidence,
    MapEntry,
    Purpose,
    Question,
    Silence,
    Tension,
    TensionEnd,
)
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.measures.content_words import content_words
from analysis.settings import TensionSettings

_CONFIDENCE = 0.7
"""How sure it is that words or sounds of strain are strain (ratio 0-1)."""

_CLOSE_S = 0.05
"""A reply that begins within this of the silence's end is what ended it."""

_OFFER_WORDS = 6
"""Fewer words than these tie no offer to a problem."""

_UNCOMFORTABLE: frozenset[Purpose] = frozenset(
    ("decision", "commitment", "confrontation", "implication")
)
"""Questions that ask to face something or to bind oneself: a sound of hesitation before the answer
is tension there. Where they ask what goes wrong it may be nothing but thinking."""


def tensions(
    conversation: Conversation,
    questions: Sequence[Question],
    silences: Sequence[Silence],
    commitments: Sequence[Commitment],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> tuple[Tension, ...]:
    """One row a moment, with how it ended."""
    by_question = {row.question_id: row for row in silences}
    declined = [row for row in commitments if row.kind == "decline"]
    refused = {row.evidence.start for row in declined}
    asked_a_step = {row.answers_turn_id for row in declined}
    rows: list[Tension] = []
    for question in questions:
        silence = by_question.get(question.id)
        if silence is None:
            continue
        if not question.probing and question.turn_id not in asked_a_step:
            continue
        reply = _reply(conversation, question, silence)
        if reply is None:
            continue
        cue = _strained(reply, question, silence, refused, pack, settings)
        if cue is None:
            continue
        ended = _ended(conversation, reply, question, refused, needs, pack, settings)
        quote = " ".join(s.text for s in reply[:2])
        turns = (question.turn_id, reply[0].turn_id)
        evidence = Evidence(turns, question.start, reply[-1].end, quote)
        rows.append(Tension(ended, cue, _CONFIDENCE, question.id, evidence))
    rows.extend(_denials(conversation, rows, needs, pack, settings))
    return tuple(sorted(rows, key=lambda row: row.evidence.start))


def _denials(
    conversation: Conversation,
    found: Sequence[Tension],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> list[Tension]:
    """The seller put a problem to the customer without asking, and the customer denies it."""
    known = {turn_id for row in found for turn_id in row.evidence.turn_ids}
    rows: list[Tension] = []
    for before, turn in pairwise(conversation.turns):
        if (before.side, turn.side) != ("seller", "customer") or turn.id in known:
            continue
        tokens = pack.texts(turn.said)
        match = pack.find_in_part("tension.denials", tokens)
        if match is None:
            continue
        ended = _after_strain(
            conversation, turn.id, before.start, before.text, needs, pack, settings
        )
        evidence = Evidence((before.id, turn.id), before.start, turn.end, turn.text)
        rows.append(Tension(ended, match.cue, _CONFIDENCE, None, evidence))
    return rows


def _reply(
    conversation: Conversation, question: Question, silence: Silence
) -> list[Sentence] | None:
    """What the customer said next: the answer, or a hesitation the seller spoke after."""
    until = silence.end + _CLOSE_S
    for turn in conversation.turns[question.turn_id + 1 : question.turn_id + 3]:
        if turn.side != "customer" or not turn.sentences:
            continue
        if silence.broken_by == "customer" or turn.start <= until:
            return list(turn.sentences)
        return None
    return None


def _strained(
    reply: Sequence[Sentence],
    question: Question,
    silence: Silence,
    refused: set[float],
    pack: Pack,
    settings: TensionSettings,
) -> str | None:
    """The cue of an objection, a refusal, or an evasion after hesitating; None for an answer."""
    for sentence in reply[:3]:
        if sentence.start in refused:
            return "decline"
        tokens = pack.texts(sentence.said)
        match = pack.find("tension.objections", tokens)
        if match is not None:
            return match.cue
    if question.purpose == "commitment" and _says_no(reply[0], pack):
        return "no"
    if silence.broken_by != "customer":
        return " ".join(silence.hesitations) or None
    paused = silence.pause_s is not None and silence.pause_s >= settings.silence_from_s
    evades = silence.answer != "answered" and (paused or silence.hesitations)
    # "Does the board know?" - "Er, well, they know it needs some money."
    if evades or (question.purpose in _UNCOMFORTABLE and silence.hesitations):
        return " ".join(silence.hesitations) or "silence"
    return None


def _says_no(sentence: Sentence, pack: Pack) -> bool:
    """ "Can we put one in your shop?" - "No. Then I have three": a no that stands alone."""
    tokens = pack.texts(sentence.said)
    return len(tokens) == 1 and tokens[0] in pack.word_set("conversation.no")


def _ended(
    conversation: Conversation,
    reply: Sequence[Sentence],
    question: Question,
    refused: set[float],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> TensionEnd:
    if any(sentence.start in refused for sentence in reply):
        return "held"
    turn_id = reply[0].turn_id
    return _after_strain(
        conversation, turn_id, question.start, question.text, needs, pack, settings
    )


def _after_strain(
    conversation: Conversation,
    turn_id: int,
    since: float,
    asked: str,
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> TensionEnd:
    """What the seller did after the strained turn ``turn_id``."""
    mine = [
        turn for turn in conversation.turns[turn_id + 1 :] if turn.side == "seller" and turn.words
    ]
    if not mine:
        return "held"
    if _lets_go(mine[0], pack, settings):
        return "abandoned"
    topic = content_words(asked.split(), pack)
    for need in needs:
        if need.evidence.start >= since:
            topic |= content_words(need.evidence.quote.split(), pack)
    if any(ties_offer(turn, topic, pack) for turn in mine[: settings.solved_within_turns]):
        return "held-solved"
    return "held" if _asks_on(mine[0], pack) else "abandoned"


def _asks_on(turn: Turn, pack: Pack) -> bool:
    """Whether the seller asks: "do you hear me?" asks nothing of the matter."""
    read = (read_question(sentence.said, pack) for sentence in turn.sentences)
    return any(found is not None and found.not_counted is None for found in read)


def _lets_go(turn: Turn, pack: Pack, settings: TensionSettings) -> bool:
    tokens = pack.texts(turn.said)[: settings.soothing_words]
    return pack.find("tension.soothing", tokens) is not None


def ties_offer(turn: Turn, topic: frozenset[str], pack: Pack) -> bool:
    """Whether ``turn`` speaks of the seller's own offer and of the problem's words."""
    tokens = pack.texts(turn.said)
    if len(tokens) < _OFFER_WORDS or topic.isdisjoint(content_words(turn.said, pack)):
        return False
    return pack.find("tension.solutions", tokens) is not None
