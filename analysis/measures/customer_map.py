"""What the customer put on the table: needs, enthusiasm, aversion, in the customer's words."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from analysis.conversation import Conversation, Sentence
from analysis.findings import Commitment, Evidence, MapEntry, MapKind, Purpose, Question
from analysis.language.cues import Match
from analysis.language.pack import Pack
from analysis.measures.told_when_asked import (
    needs_asked_for,
    objections_asked_for,
    praise_asked_for,
    prices_weighed,
)
from analysis.settings import CustomerMapSettings

_CONFIDENCE = 0.7
"""How sure a cue is by itself (0-1): it was written down because it mostly means this."""

_WORD = re.compile(r"\w+")

_READ: tuple[tuple[str, MapKind], ...] = (
    ("relief", "enthusiasm"),
    ("aversion", "aversion"),
    ("need", "need"),
    ("enthusiasm", "enthusiasm"),
)
"""The lists of [customer_map] and what they tell, the one that tells most first: what saves trouble
names it too."""

_OF_NOW: frozenset[Purpose] = frozenset(("situation", "implication"))
"""Purposes of questions about how it is now ..."""
_NOT_OF_NOW = ("customer_map.asks_against", "customer_map.asks_opinion", "purpose.problem")
"""... unless one of these is heard in it: what is against it, or of the offer, what happened."""

_LISTS = tuple(f"customer_map.{name}" for name, _ in _READ)


def customer_map(
    conversation: Conversation,
    questions: Sequence[Question],
    commitments: Sequence[Commitment],
    pack: Pack,
    settings: CustomerMapSettings,
) -> tuple[MapEntry, ...]:
    """One entry a customer sentence at most; questions and grumbles off the subject are none.

    Sentences on end that say the same kind of thing are one entry. Where no cue says what it is,
    an answer tells by what was asked. Who agrees to a step, refuses or puts it off names no need
    by that, and after the last step an answer tells by its own words alone.
    """
    against = list(objections_asked_for(conversation, questions, pack, settings))
    of_now = {one.turn_id for one in questions if _asks_how_it_is(one, pack)}
    entries = [
        _as_asked(entry, against, of_now)
        for entry in _by_cues(conversation, questions, pack)
        if not _is_of_a_step(entry, commitments)
    ]
    told = {turn_id for entry in entries for turn_id in entry.evidence.turn_ids}
    told |= {row.evidence.turn_id for row in commitments if row.by != "seller"}
    asked_for = [
        *against,
        *prices_weighed(conversation, questions, pack),
        *praise_asked_for(conversation, pack),
        *needs_asked_for(conversation, questions, pack, settings),
    ]
    for entry in asked_for:
        turn_id = entry.evidence.turn_ids[0]
        if turn_id not in told and not _is_after_all(entry, commitments):
            entries.append(entry)
            told.add(turn_id)
    return tuple(sorted(entries, key=lambda entry: entry.evidence.start))


def _as_asked(entry: MapEntry, against: Sequence[MapEntry], of_now: Set[int]) -> MapEntry:
    """What goes wrong, in answer to what is against it, is an aversion; "way too high", of how it
    is now (asked in one of the turns ``of_now``), is a need."""
    asked = {turn_id for one in against for turn_id in one.evidence.turn_ids}
    if entry.kind == "need" and not asked.isdisjoint(entry.evidence.turn_ids):
        return replace(entry, kind="aversion")
    if entry.kind == "aversion" and entry.evidence.turn_ids[0] - 1 in of_now:
        return replace(entry, kind="need")
    return entry


def _asks_how_it_is(question: Question, pack: Pack) -> bool:
    """Whether the seller asks how the customer fares now, and not what is against the offer."""
    if question.side != "seller" or not question.counted or question.purpose not in _OF_NOW:
        return False
    tokens = pack.texts(question.text.split())
    of_his = pack.word_set("commitments.to_us").isdisjoint(tokens)
    return of_his and pack.lists_in(tokens).isdisjoint(_NOT_OF_NOW)


def _is_of_a_step(entry: MapEntry, commitments: Sequence[Commitment]) -> bool:
    """Whether a need or praise is in the very words that agree to a step, refuse or put it off:
    "great, Tuesday at ten"."""
    said = entry.evidence
    return entry.kind != "aversion" and any(
        row.by != "seller"
        and said.turn_ids[0] == row.evidence.turn_id
        and row.evidence.start <= said.start
        and said.end <= row.evidence.end
        for row in commitments
    )


def _is_after_all(entry: MapEntry, commitments: Sequence[Commitment]) -> bool:
    """Whether it is said after the last step that was agreed or refused."""
    steps = [row for row in commitments if row.by != "seller" and row.kind != "stall"]
    return bool(steps) and entry.evidence.start > max(row.evidence.end for row in steps)


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


def _entry(sentence: Sentence, pack: Pack) -> MapEntry | None:
    tokens = pack.texts(sentence.said)
    if pack.lists_in(tokens).isdisjoint(_LISTS):
        return None
    for name, kind in _READ:
        match = pack.find(f"customer_map.{name}", tokens)
        if match is None or _is_none(kind, tokens, match, pack):
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


def _is_none(kind: MapKind, tokens: Sequence[str], match: Match, pack: Pack) -> bool:
    """A need that is denied or about the weather; a compliment that is turned around, or paid to
    somebody; a dislike with a "not" in it that is not its own: "we have no problems with that"."""
    others = ("customer_map.not_need", "commitments.favours")
    if kind == "need" and pack.first_of(others, tokens) is not None:
        return True
    at, negations = match.first, pack.word_set("commitments.negations")
    if kind == "aversion":
        nots = negations.intersection(tokens[max(0, at - 1) : match.last + 1])
        return bool(nots) and nots.isdisjoint(_WORD.findall(match.cue))
    if kind == "enthusiasm" and pack.find("customer_map.not_enthusiasm", tokens) is not None:
        return True
    if kind == "need":  # "at last a roof that doesn't leak"
        return at > 0 and tokens[at - 1] in negations
    return kind == "enthusiasm" and any(t in negations for t in tokens[max(0, at - 3) : at + 1])
