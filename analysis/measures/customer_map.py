"""What the customer put on the table: needs, enthusiasm, aversion, in the customer's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import Evidence, MapEntry, MapKind, Purpose, Question
from analysis.language.pack import Pack
from analysis.settings import CustomerMapSettings

_CONFIDENCE = 0.7
"""How sure a cue is by itself (0-1): it was written down because it mostly means this."""

_OF_AN_ANSWER = 0.5
"""How sure it is that who answers at length what goes wrong, or what it leads to, names a need."""

_DIGS: frozenset[Purpose] = frozenset({"problem", "implication"})
"""What is answered to these is a need in the customer's own words (implied needs: Rackham 1988)."""

_DENIED_WITHIN = 2
"""Tokens at the head of an answer among which a "no" or "nothing" denies that there is trouble."""

_QUOTED_SENTENCES = 2
"""Of a long answer so many are quoted."""

_READ: tuple[tuple[str, MapKind], ...] = (
    ("relief", "enthusiasm"),
    ("aversion", "aversion"),
    ("need", "need"),
    ("enthusiasm", "enthusiasm"),
)
"""The lists of [customer_map] and what they tell, the one that tells most first: what saves trouble
names it too."""

_LISTS = tuple(f"customer_map.{name}" for name, _ in _READ)


def customer_map(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: CustomerMapSettings,
) -> tuple[MapEntry, ...]:
    """One entry a customer sentence at most; questions and grumbles off the subject are none.

    Sentences on end that say the same kind of thing are one entry. An answer at length to a
    question that digs is a need, where no cue says what it is.
    """
    entries = _by_cues(conversation, questions, pack)
    told = {turn_id for entry in entries for turn_id in entry.evidence.turn_ids}
    for question, turn in _answers(conversation, questions, pack):
        if turn.id not in told and len(turn.words) >= settings.answer_words:
            entries.append(_need_in(turn, question.purpose))
            told.add(turn.id)
    return tuple(sorted(entries, key=lambda entry: entry.evidence.start))


def _by_cues(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> list[MapEntry]:
    asked = {question.sentence_id for question in questions}
    entries: list[MapEntry] = []
    before: Sentence | None = None  # the sentence that the last entry ends with
    for sentence in conversation.sentences:
        if sentence.side != "customer" or sentence.id in asked:
            continue
        entry = _entry(sentence, pack)
        if entry is None:
            continue
        if before is not None and _goes_on(sentence, before) and entries[-1].kind == entry.kind:
            entry = _joined(entries.pop(), entry)
        entries.append(entry)
        before = sentence
    return entries


def _answers(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> Iterator[tuple[Question, Turn]]:
    """The customer's turn after each open question that digs, unless it asks who, when or how
    often: that is answered with a fact. A no, or an evasion, tells of no need."""
    for question in questions:
        if not question.probing or question.form != "open" or question.purpose not in _DIGS:
            continue
        if pack.find("customer_map.asks_a_fact", pack.texts(question.text.split())) is not None:
            continue
        answer = _next(conversation.turns[question.turn_id + 1 : question.turn_id + 3])
        if answer is None or not answer.sentences or question.answered is False:
            continue
        begins = pack.texts(answer.sentences[0].said)[:_DENIED_WITHIN]
        nots = pack.word_set("conversation.no") | pack.word_set("commitments.negations")
        if begins and nots.isdisjoint(begins):
            yield question, answer


def _next(turns: Sequence[Turn]) -> Turn | None:
    """The customer's next turn; another voice may come between."""
    return next((turn for turn in turns if turn.side == "customer"), None)


def _need_in(answer: Turn, purpose: Purpose | None) -> MapEntry:
    said = answer.sentences[:_QUOTED_SENTENCES]
    quote = " ".join(sentence.text for sentence in said)
    evidence = Evidence((answer.id,), said[0].start, said[-1].end, quote)
    return MapEntry("need", f"{purpose} question", _OF_AN_ANSWER, evidence)


def _entry(sentence: Sentence, pack: Pack) -> MapEntry | None:
    tokens = pack.texts(sentence.said)
    if pack.lists_in(tokens).isdisjoint(_LISTS):
        return None
    for name, kind in _READ:
        match = pack.find(f"customer_map.{name}", tokens)
        if match is None or _is_none(kind, tokens, match.first, pack):
            continue
        evidence = Evidence((sentence.turn_id,), sentence.start, sentence.end, sentence.text)
        return MapEntry(kind, match.cue, _CONFIDENCE, evidence)
    return None


def _goes_on(sentence: Sentence, before: Sentence) -> bool:
    return sentence.turn_id == before.turn_id and sentence.id == before.id + 1


def _joined(one: MapEntry, other: MapEntry) -> MapEntry:
    said, more = one.evidence, other.evidence
    evidence = Evidence(said.turn_ids, said.start, more.end, f"{said.quote} {more.quote}")
    return replace(one, evidence=evidence)


def _is_none(kind: MapKind, tokens: Sequence[str], at: int, pack: Pack) -> bool:
    """A need that is denied or about the weather; a compliment that is turned around."""
    others = ("customer_map.not_need", "commitments.favours")
    if kind == "need" and pack.first_of(others, tokens) is not None:
        return True
    if kind == "aversion":
        return False
    negations = pack.word_set("commitments.negations")
    if kind == "need":  # "at last a roof that doesn't leak"
        return at > 0 and tokens[at - 1] in negations
    return kind == "enthusiasm" and any(t in negations for t in tokens[max(0, at - 3) : at + 1])
