"""What the customer put on the table: needs, enthusiasm, aversion, in the customer's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Conversation, Sentence
from analysis.findings import Evidence, MapEntry, MapKind, Question
from analysis.language.pack import Pack

_CONFIDENCE = 0.7
"""How sure a cue is by itself (0-1): it was written down because it mostly means this."""

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
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> tuple[MapEntry, ...]:
    """One entry a customer sentence at most; questions and grumbles off the subject are none.

    Sentences on end that say the same kind of thing are one entry.
    """
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
    return tuple(entries)


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
    return kind == "enthusiasm" and any(t in negations for t in tokens[max(0, at - 3) : at + 1])
