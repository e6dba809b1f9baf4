"""What happened after each of the seller's questions: silence kept, or customer rescued?

The one measure nobody else makes. Times are those of speech activity: the end of the question is
the end of the sound that carries it, the answer starts at the first word that is no hesitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Conversation, Sentence
from analysis.findings import Answer, BrokenBy, Evidence, Question, Silence, SilenceResult
from analysis.language.pack import Pack
from analysis.measures.eager import said_into
from analysis.measures.in_earnest import CLOSE_S, Speech, Spoken
from analysis.measures.listening import only_listens
from analysis.measures.off_subject import AT_FIRST, left_subject
from analysis.measures.question_ends import question_end
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
_EARLIER = 2
"""So many sentences before the question another may have begun that goes on past its end."""


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
    end, last = question_end(
        asked, conversation.sentences, pack, settings.run_on_below_s, settings.ending_words
    )
    eager_from = max(asked.start, end - settings.eager_s)
    seller = spoken.next_of("seller", last + 1, end, end)

    def listens(said: Sentence) -> bool:
        return only_listens(said, question, conversation, pack, goes_on_within_s)

    others_from = asked.id - _EARLIER
    customer = spoken.next_of("customer", others_from, eager_from, end, listens)
    if _result(end, _starts(seller), _starts(customer), settings)[0] != "kept":
        eager = said_into(asked, eager_from, end, conversation, pack, listens)
        if eager is not None and spoken.every[eager.id].start is not None:
            customer = spoken.every[eager.id]
    third = spoken.next_of("other", others_from, eager_from, end, listens)
    seller_at, customer_at, third_at = _starts(seller), _starts(customer), _starts(third)
    result, broken_by = _result(end, seller_at, customer_at, settings)
    broken_at = _earliest(seller_at, customer_at)
    closes = conversation.duration if broken_at is None else broken_at
    held_at = conversation.held_at(end, closes)
    given: Answer = "none"
    after_answer, kind, told = None, None, ""
    if held_at is not None and broken_at is not None:  # who is on hold can't answer
        result, broken_by, told = "unanswered", "end", "hold"
        seller = customer = seller_at = customer_at = broken_at = None
        third_at = None if third_at is None or third_at >= held_at else third_at
        closes = held_at
    elif broken_by == "seller" and (why := _why_no_answer(seller, third, pack)):
        result, told, customer_at = "unanswered", why, None
    first_at = _earliest(broken_at, third_at)
    broke = customer if broken_by == "customer" else third if told == _THIRD_VOICE else seller
    if result == "kept" and customer is not None:
        reply = reply_from(conversation, customer.sentence)
        left = left_subject(question, reply, conversation, pack)
        if left is not None and gives_fact(reply[:AT_FIRST], pack):
            left = None
        if left is not None:
            result, told = "unanswered", left
        else:
            given, told = answer(reply, pack, settings.answer_words)
            after_answer = _after_answer(conversation, customer.sentence)
    if result in ("rescued", "run-on") and seller is not None:
        kind, told = rescue_kind(asked, seller.sentence, pack, settings.short_answer_words)
    close = _is_close(
        end, seller_at, (customer_at, third_at if broken_by == "seller" else None), settings
    )
    astray = not conversation.moved.isdisjoint(
        _edges(asked, (broken_at, first_at), (seller, customer, third))
    )
    return Silence(
        question_id=question.id,
        probing=question.probing,
        start=end,
        end=max(end, closes),
        pause_s=_seconds(conversation, end, first_at),
        time_to_answer_s=_seconds(conversation, end, customer_at),
        seller_silence_s=_seconds(conversation, end, broken_at),
        broken_by=broken_by,
        result=result,
        answer=given,
        rescue_kind=kind,
        after_answer_s=after_answer,
        hesitations=_hesitations(spoken.hesitant, end, closes, customer),
        evidence=_evidence(asked, broke, closes),
        confidence=question.confidence
        * (_CLOSE_CALL if close else 1.0)
        * (_TIMED if conversation.doubted("told_times") or astray else 1.0),
        cue=f"{broken_by} + {told}" if told else broken_by,
    )


def _why_no_answer(seller: Speech | None, third: Speech | None, pack: Pack) -> str | None:
    """What tells that the seller, who spoke before the customer, took no answer away: a third voice
    spoke first, or he puts the other on hold, and "one moment please" asks for none."""
    if seller is None:
        return None
    if third is not None and _earliest(third.start, seller.start) != seller.start:
        return _THIRD_VOICE
    match = pack.find("interludes.hold", pack.texts(seller.sentence.said))
    return None if match is None else match.cue


def _seconds(conversation: Conversation, start: float, until: float | None) -> float | None:
    """Seconds that count, to the millisecond, as they are stored: a sum of floats may fall short of
    a limit it meets."""
    return None if until is None else round(conversation.counted(start, until), 3)


def _result(
    end: float, seller_at: float | None, customer_at: float | None, settings: SilenceSettings
) -> tuple[SilenceResult, BrokenBy]:
    if customer_at is not None and (seller_at is None or customer_at <= seller_at):
        return "kept", "customer"
    if seller_at is None:
        return "unanswered", "end"
    run_on = round(seller_at - end, 3) < settings.run_on_below_s
    return ("run-on" if run_on else "rescued"), "seller"


def _starts(speech: Speech | None) -> float | None:
    return None if speech is None else speech.start


def _earliest(one: float | None, other: float | None) -> float | None:
    given = [at for at in (one, other) if at is not None]
    return min(given) if given else None


def _edges(
    asked: Sentence, ends: Sequence[float | None], after: Sequence[Speech | None]
) -> set[float]:
    """The starts of the words that a silence lies between: the question's last one, and the first
    in earnest of whoever broke it, at one of its ``ends``."""
    broke = [speech for speech in after if speech is not None and speech.start in ends]
    firsts = {speech.sentence.words[len(speech.hesitation)].start for speech in broke}
    return {asked.words[-1].start, *firsts}


def _is_close(
    end: float, seller_at: float | None, others: Sequence[float | None], settings: SilenceSettings
) -> bool:
    """Whether the result hangs on less than the edges of speech can tell: who spoke first, or
    whether the seller spoke on."""
    if seller_at is None:
        return False
    answers = [at for at in others if at is not None]
    if any(round(abs(seller_at - at), 3) < CLOSE_S for at in answers):
        return True
    first = all(seller_at < at for at in answers)
    return first and round(abs(seller_at - end - settings.run_on_below_s), 3) < CLOSE_S


def _after_answer(conversation: Conversation, first: Sentence) -> float | None:
    """End of the answer to the seller's next turn (s): the second wait (Rowe 1974)."""
    turn = conversation.turns[first.turn_id]
    following = next(
        (t for t in conversation.turns[first.turn_id + 1 :] if t.side == "seller"), None
    )
    return None if following is None else _seconds(conversation, turn.end, following.start)


def _hesitations(
    hesitant: Sequence[Speech], start: float, end: float, customer: Speech | None
) -> tuple[str, ...]:
    heard: list[str] = []
    for speech in hesitant:
        if not (
            round(speech.sentence.start - start, 3) >= -CLOSE_S and speech.sentence.start <= end
        ):
            continue
        if speech is customer or speech.start is None:
            heard.extend(speech.hesitation)
    return tuple(heard)


def _evidence(asked: Sentence, broken: Speech | None, closes: float) -> Evidence:
    if broken is None:
        return Evidence((asked.turn_id,), asked.start, max(asked.end, closes), asked.text)
    turns = tuple(dict.fromkeys((asked.turn_id, broken.sentence.turn_id)))
    quote = f"{asked.text} … {broken.sentence.text}"
    return Evidence(turns, asked.start, max(asked.end, broken.sentence.end), quote)
