"""What a customer puts on the table when asked, in any words: what goes wrong, what holds him back,
and what he thinks of a price that he asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import Evidence, MapEntry, MapKind, Purpose, Question
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.settings import CustomerMapSettings

_OF_AN_ANSWER = 0.5
"""How sure it is that who answers at length what goes wrong, or what it leads to, names a need."""

_OF_A_PRICE = 0.6
"""How sure it is that who weighs a price he asked for finds it high."""

_OF_AN_OPINION = 0.6
"""How sure it is that a word of praise is meant so, where an opinion was asked for."""

_DIGS: frozenset[Purpose] = frozenset({"problem", "implication"})
"""What is answered to these is a need in the customer's own words (implied needs: Rackham 1988)."""

_DENIED_WITHIN = 2
"""Tokens at the head of an answer among which a "no" or "nothing" denies that there is trouble."""

_QUOTED_SENTENCES = 2
"""Of a long answer so many are quoted."""

_NEXT_TURNS = 2
"""An answer is one of so many turns after the question; another voice may come between."""


def objections_asked_for(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: CustomerMapSettings,
) -> Iterator[MapEntry]:
    """What the customer answers to "what is holding you back?": an aversion in any words."""
    for question in _of_seller(questions):
        tokens = pack.texts(question.text.split())
        if pack.find("customer_map.asks_against", tokens) is None:
            continue
        answer = _next(conversation, question.turn_id, "customer")
        if answer is None or len(answer.words) < settings.objection_words:
            continue
        if question.answered is not False and not _denies(answer, pack):
            yield _entry("aversion", "asked what is against it", _OF_AN_ANSWER, answer)


def prices_weighed(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> Iterator[MapEntry]:
    """What the customer says of a price that he asked for, where he holds something against it:
    "eleven thousand, you'd get a car for that". Not praise, and no further question."""
    asked = {question.sentence_id for question in questions}
    for question in questions:
        tokens = pack.texts(question.text.split())
        if question.side != "customer" or pack.find("customer_map.asks_price", tokens) is None:
            continue
        told = _next(conversation, question.turn_id, "seller")
        if told is None or not any(is_number(token, pack) for token in pack.texts(told.said)):
            continue
        turn = _next(conversation, told.id, "customer")
        said = () if turn is None else turn.sentences[:_QUOTED_SENTENCES]
        if turn is not None and said and _weighs(said, pack) and said[0].id not in asked:
            yield _entry("aversion", "price", _OF_A_PRICE, turn)


def praise_asked_for(conversation: Conversation, pack: Pack) -> Iterator[MapEntry]:
    """What the customer praises when he is asked what he thinks of it, in the fewest words: "how
    does the chair feel?" - "comfortable, yes". Elsewhere such a word may be about anything."""
    for turn in conversation.turns:
        if turn.side != "seller" or not turn.sentences:
            continue
        asked = pack.texts(turn.sentences[-1].said)
        if pack.find("customer_map.asks_opinion", asked) is None:
            continue
        answer = _next(conversation, turn.id, "customer")
        for sentence in () if answer is None else answer.sentences[:_QUOTED_SENTENCES]:
            if _praises(pack.texts(sentence.said), pack):
                said = Evidence((sentence.turn_id,), sentence.start, sentence.end, sentence.text)
                yield MapEntry("enthusiasm", "asked what he thinks", _OF_AN_OPINION, said)
                break


def needs_asked_for(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: CustomerMapSettings,
) -> Iterator[MapEntry]:
    """What the customer answers to a question that digs, at length or of a day on which it went
    wrong. A no, or an evasion, tells of no need."""
    for question in _of_seller(questions):
        if not question.probing or question.purpose not in _DIGS:
            continue
        answer = _next(conversation, question.turn_id, "customer")
        if answer is None or question.answered is False or _denies(answer, pack):
            continue
        if len(answer.words) >= _fewest_words(question, answer, pack, settings):
            yield _entry("need", f"{question.purpose} question", _OF_AN_ANSWER, answer)


def _fewest_words(
    question: Question, answer: Turn, pack: Pack, settings: CustomerMapSettings
) -> int:
    """From how many words on an answer tells of a need: what happened on some day, or what happens
    "then", is told in fewer."""
    tokens = pack.texts(answer.said)
    if pack.find("customer_map.some_day", tokens) is not None:
        return settings.incident_words
    if question.form != "open":
        return settings.closed_answer_words
    if pack.find("customer_map.asks_a_fact", pack.texts(question.text.split())) is not None:
        return settings.fact_words
    supposed = pack.find("commitments.hypothetical", tokens) is not None  # "then I'd replace it"
    if not supposed and not pack.word_set("questions.then").isdisjoint(tokens[:1]):
        return settings.incident_words
    return settings.answer_words


def _of_seller(questions: Sequence[Question]) -> Iterator[Question]:
    return (one for one in questions if one.side == "seller" and one.counted)


def _next(conversation: Conversation, turn_id: int, side: str) -> Turn | None:
    """The next turn of that side; another voice may come between."""
    after = conversation.turns[turn_id + 1 : turn_id + 1 + _NEXT_TURNS]
    return next((turn for turn in after if turn.side == side and turn.sentences), None)


def _denies(answer: Turn, pack: Pack) -> bool:
    begins = pack.texts(answer.sentences[0].said)[:_DENIED_WITHIN]
    nots = pack.word_set("conversation.no") | pack.word_set("commitments.negations")
    return not begins or not nots.isdisjoint(begins)


def _praises(tokens: Sequence[str], pack: Pack) -> bool:
    heard = pack.lists_in(tokens)
    less = not heard.isdisjoint(("customer_map.no_praises", "commitments.negations"))
    return "customer_map.praises" in heard and not less


def _weighs(said: Sequence[Sentence], pack: Pack) -> bool:
    tokens = [pack.texts(sentence.said) for sentence in said]
    if any(pack.find("customer_map.fair_price", one) is not None for one in tokens):
        return False
    if any(pack.find("customer_map.weighs_price", one) is not None for one in tokens):
        return True
    # "Eleven thousand. I built a house for that": the price again, and more.
    echoes = all(is_number(token, pack) for token in tokens[0][:1])
    return bool(tokens[0]) and echoes and len(tokens) > 1


def _entry(kind: MapKind, cue: str, confidence: float, answer: Turn) -> MapEntry:
    said = answer.sentences[:_QUOTED_SENTENCES]
    quote = " ".join(sentence.text for sentence in said)
    return MapEntry(
        kind, cue, confidence, Evidence((answer.id,), said[0].start, said[-1].end, quote)
    )
