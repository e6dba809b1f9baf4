"""What the customer put on the table: needs, enthusiasm, aversion, in the customer's words."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation
from analysis.findings import Evidence, MapEntry, MapKind, Question
from analysis.language.pack import Pack

_KINDS: tuple[MapKind, ...] = ("aversion", "need", "enthusiasm")


def customer_map(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> tuple[MapEntry, ...]:
    """One entry a customer sentence at most; questions and grumbles off the subject are none."""
    asked = {question.sentence_id for question in questions}
    entries: list[MapEntry] = []
    for sentence in conversation.sentences:
        if sentence.side != "customer" or sentence.id in asked:
            continue
        tokens = [t.text for t in pack.tokenize([word.text for word in sentence.words])]
        for kind in _KINDS:
            match = pack.find(f"customer_map.{kind}", tokens)
            if match is None or _is_none(kind, tokens, match.first, pack):
                continue
            evidence = Evidence((sentence.turn_id,), sentence.start, sentence.end, sentence.text)
            entries.append(MapEntry(kind, match.cue, 0.7, evidence))
            break
    return tuple(entries)


def _is_none(kind: MapKind, tokens: Sequence[str], at: int, pack: Pack) -> bool:
    """A need that is denied or about the weather; a compliment that is turned around."""
    if kind == "need" and pack.find("customer_map.not_need", tokens) is not None:
        return True
    if kind == "aversion":
        return False
    negations = pack.word_set("commitments.negations")
    return kind == "enthusiasm" and any(t in negations for t in tokens[max(0, at - 3) : at + 1])
