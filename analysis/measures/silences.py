"""What happened after each of the seller's questions: silence kept, or customer rescued?

The one measure nobody else makes. Times are those of speech activity: the end of the question is
the end of the sound that carries it, the answer starts at the first word that is no hesitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from analysis.conversation import Conversation, Sentence
from analysis.findings import (
    Answer,
    BrokenBy,
    Evidence,
    Question,
    RescueKind,
    Silence,
    SilenceResult,
)
from analysis.language.pack import Pack
from analysis.measures.after_question import After, said_after, starts
from analysis.measures.in_earnest import CLOSE_S, Speech, Spoken
from analysis.measures.off_subject import AT_FIRST, left_subject
from analysis.measures.replies import answer, gives_fact, reply_from
from analysis.measures.rescues import rescue_kind
from analysis.settings import SilenceSettings
from analysis.spans import overlap_s

_CLOSE_CALL = 0.7
"""How sure a close call is of what it would be otherwise (ratio 0-1)."""
_TIMED = 0.5
"""The same of a silence whose words only a recognizer timed, without sound to bear it out: another
program's, or a word that lay outside the speech that was found."""
_THIRD_VOICE = "third voice"
"""What told where a colleague answered in the customer's place."""


class _Ending(NamedTuple):
    """How a silence ended. ``told`` is the phrase that tells, where one does; ``broke`` is what was
    said into the silence, ``reply`` what the customer says to the question in the end."""

    result: SilenceResult
    broken_by: BrokenBy
    told: str = ""
    broke: Speech | None = None
    reply: Speech | None = None
    answer: Answer = "none"
    rescue_kind: RescueKind | None = None
    after_answer_s: float | None = None


def silences(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: SilenceSettings,
    goes_on_within_s: float,
) -> tuple[Silence, ...]:
    """One row for each counted question of the seller, probing or not, unless sound is missing from
    what came after it: nobody knows how long that was left silent. A listener's sound answers none,
    unless its speaker says more within ``goes_on_within_s``."""
    spoken = Spoken(conversation, pack)
    rows = (
        _silence(question, conversation, spoken, pack, settings, goes_on_within_s)
        for question in questions
        if question.side == "seller" and question.counted
    )
    lost = conversation.lost
    return tuple(row for row in rows if overlap_s((row.start, row.end), lost) < CLOSE_S)


def answered(questions: Sequence[Question], rows: Sequence[Silence]) -> tuple[Question, ...]:
    """``questions`` with ``answered`` filled in from their silences."""
    known = {row.question_id: row.answer == "answered" for row in rows}
    return tuple(replace(q, answered=known[q.id]) if q.id in known else q for q in questions)


def _silence(
    question: Question,
    conversation: Conversation,
    spoken: Spoken,
    pack: Pack,
    settings: SilenceSettings,
    goes_on_within_s: float,
) -> Silence:
    asked = conversation.sentences[question.sentence_id]
    after = said_after(question, spoken, conversation, pack, settings, goes_on_within_s)
    closes = conversation.duration if after.broken_at is None else after.broken_at
    held_at = conversation.held_at(after.end, closes)
    if held_at is not None and after.broken_at is not None:
        after, closes = after.held_from(held_at), held_at
        ending = _Ending("unanswered", "end", "hold")
    else:
        ending = _ending(question, asked, after, conversation, pack, settings)
    return Silence(
        question_id=question.id,
        probing=question.probing,
        start=after.end,
        end=max(after.end, closes),
        pause_s=_seconds(conversation, after.end, after.first_at),
        time_to_answer_s=_seconds(conversation, after.end, starts(ending.reply)),
        seller_silence_s=_seconds(conversation, after.end, after.broken_at),
        broken_by=ending.broken_by,
        result=ending.result,
        answer=ending.answer,
        rescue_kind=ending.rescue_kind,
        after_answer_s=ending.after_answer_s,
        hesitations=_hesitations(spoken.hesitant, after, closes),
        evidence=_evidence(asked, ending.broke, closes),
        confidence=question.confidence
        * (_CLOSE_CALL if _is_close(after, ending, settings) else 1.0)
        * (_TIMED if _is_badly_timed(asked, after, conversation) else 1.0),
        cue=f"{ending.broken_by} + {ending.told}" if ending.told else ending.broken_by,
    )


def _ending(
    question: Question,
    asked: Sentence,
    after: After,
    conversation: Conversation,
    pack: Pack,
    settings: SilenceSettings,
) -> _Ending:
    """How the silence ended, where nobody was put on hold."""
    seller, customer = after.seller, after.customer
    if customer is not None and after.customer_first:
        return _left_alone(question, customer, conversation, pack, settings)
    if seller is None or seller.start is None:
        return _Ending("unanswered", "end")
    if after.third_first:
        return _Ending("unanswered", "seller", _THIRD_VOICE, broke=after.third)
    hold = pack.find("interludes.hold", pack.texts(seller.sentence.said))
    if hold is not None:  # "one moment please" takes no answer away
        return _Ending("unanswered", "seller", hold.cue, broke=seller)
    kind, told = rescue_kind(asked, seller.sentence, pack, settings.short_answer_words)
    run_on = round(seller.start - after.end, 3) < settings.run_on_below_s
    result: SilenceResult = "run-on" if run_on else "rescued"
    return _Ending(result, "seller", told, broke=seller, reply=customer, rescue_kind=kind)


def _left_alone(
    question: Question,
    customer: Speech,
    conversation: Conversation,
    pack: Pack,
    settings: SilenceSettings,
) -> _Ending:
    """How the silence ended that the seller left alone until the ``customer`` spoke."""
    reply = reply_from(conversation, customer.sentence)
    left = left_subject(question, reply, conversation, pack)
    if left is not None and not gives_fact(reply[:AT_FIRST], pack):
        return _Ending("unanswered", "customer", left, broke=customer, reply=customer)
    given, told = answer(reply, pack, settings.answer_words)
    return _Ending(
        "kept",
        "customer",
        told,
        broke=customer,
        reply=customer,
        answer=given,
        after_answer_s=_after_answer(conversation, customer.sentence),
    )


def _seconds(conversation: Conversation, start: float, until: float | None) -> float | None:
    """Seconds that count, to the millisecond, as they are stored: a sum of floats may fall short of
    a limit it meets."""
    return None if until is None else round(conversation.counted(start, until), 3)


def _is_close(after: After, ending: _Ending, settings: SilenceSettings) -> bool:
    """Whether the result hangs on less than the edges of speech can tell: who spoke first, or
    whether the seller spoke on."""
    seller_at = starts(after.seller)
    if seller_at is None:
        return False
    third = after.third if ending.broken_by == "seller" else None
    others = [at for at in map(starts, (ending.reply, third)) if at is not None]
    if any(round(abs(seller_at - at), 3) < CLOSE_S for at in others):
        return True
    first = all(seller_at < at for at in others)
    return first and round(abs(seller_at - after.end - settings.run_on_below_s), 3) < CLOSE_S


def _is_badly_timed(asked: Sentence, after: After, conversation: Conversation) -> bool:
    """Whether only a recognizer timed a word that the silence lies between: the question's last
    one, or the first in earnest of whoever broke it."""
    if conversation.doubted("told_times") is not None:
        return True
    edges = {asked.words[-1].start}
    ends = (after.broken_at, after.first_at)
    for speech in (after.seller, after.customer, after.third):
        if speech is not None and speech.start in ends:
            edges.add(speech.sentence.words[len(speech.hesitation)].start)
    return not conversation.moved.isdisjoint(edges)


def _after_answer(conversation: Conversation, first: Sentence) -> float | None:
    """End of the answer to the seller's next turn (s): the second wait (Rowe 1974)."""
    turn = conversation.turns[first.turn_id]
    following = next(
        (t for t in conversation.turns[first.turn_id + 1 :] if t.side == "seller"), None
    )
    return None if following is None else _seconds(conversation, turn.end, following.start)


def _hesitations(hesitant: Sequence[Speech], after: After, closes: float) -> tuple[str, ...]:
    """The customer's sounds of hesitation in the silence, up to the first word of his answer."""
    heard: list[str] = []
    for speech in hesitant:
        start = speech.sentence.start
        inside = round(start - after.end, 3) >= -CLOSE_S and start <= closes
        if inside and (speech is after.customer or speech.start is None):
            heard.extend(speech.hesitation)
    return tuple(heard)


def _evidence(asked: Sentence, broke: Speech | None, closes: float) -> Evidence:
    if broke is None:
        return Evidence((asked.turn_id,), asked.start, max(asked.end, closes), asked.text)
    turns = tuple(dict.fromkeys((asked.turn_id, broke.sentence.turn_id)))
    quote = f"{asked.text} … {broke.sentence.text}"
    return Evidence(turns, asked.start, max(asked.end, broke.sentence.end), quote)
