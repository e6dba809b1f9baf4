"""What a verdict is about, looked up in the record: a page may claim anything about a call."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from analysis.findings import Question
from analysis.language.sentence_end import ends_sentence
from analysis.record import Record
from flows.verdicts import MARKS, Kind, Verdict
from review.moments import moments_of
from review.texts import speaker_of
from review.transcript import SpokenTurn, spoken_turns

REACH_S = 0.5
"""A mark this close to a turn is about that turn (seconds): people press a little late or early."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Where it stands, seconds from the start (None: nowhere), the words that are shown, and for a
    moment what was found there."""

    start_s: float | None
    end_s: float | None
    shown: str
    found: str = ""


def subject_of(
    record: Record, kind: Kind, key: str, span: tuple[float, float] | None, language: str
) -> Subject | None:
    """What the page shows under this key; None where it shows nothing of the kind.

    ``span`` is where a mark stands (seconds): its key must say the same second. ``language`` is
    that of the page.
    """
    if kind == "flag":
        for flag in record.measures.flags:
            if flag.name == key:
                at = flag.evidence[0] if flag.evidence else None
                return Subject(at.start if at else None, at.end if at else None, flag.sentence)
        return None
    what, _, _ = key.partition(":")
    if what in MARKS:
        fits = span is not None and key in _keys(what, span[0])
        return _mark(record, what, *span) if fits and span is not None else None
    for moment in moments_of(record.measures, speaker_of(language), str):
        if moment.key == key:
            shown = f"{moment.title}: {moment.said}"
            return Subject(moment.start, moment.end, shown, moment.found)
    return None


def _keys(what: str, second: float) -> set[str]:
    """What a mark at this second may be called: of half a tenth a browser makes the next one, and
    Python the even one."""
    return {f"{what}:{tenth}" for tenth in (round(second * 10), floor(second * 10 + 0.5))}


def _mark(record: Record, what: str, start: float, end: float) -> Subject | None:
    if not 0 <= start <= end <= record.heard.duration:
        return None
    near = turns_at(record, start, end)
    if what == "missed":
        in_order = sorted(near, key=lambda turn: turn.start)
        said = (words_inside(turn, start, end) for turn in in_order)
        return Subject(start, end, " ".join(filter(None, said)))
    if not near:
        return None
    if what == "speaker":
        return Subject(start, end, f"{near[0].side}: {near[0].text}")
    question = _question(record, near[0], end)
    if question is None:
        return None
    kind = "probing" if question.probing else "plain"
    return Subject(question.start, question.end, f"{kind}: {question.text}")


def marked_words(mark: Verdict) -> str:
    """The words a mark is about, without what stands before them there (``customer: ...``)."""
    said = mark.shown.partition(": ")[2] if mark.what in ("speaker", "question") else ""
    return said or mark.shown


def turns_at(record: Record, start: float, end: float) -> list[SpokenTurn]:
    """The turns that somebody who points at these seconds may mean: first the one of which a word
    begins there, as of words that are selected, then those that are nearest."""
    near = [
        turn
        for turn in spoken_turns(record)
        if turn.start - REACH_S <= end and turn.end + REACH_S >= start
    ]

    def how_far(turn: SpokenTurn) -> tuple[bool, float]:
        begins = start < end and any(word.start == start for word in turn.words)
        return not begins, max(turn.start - end, start - turn.end, 0.0)

    return sorted(near, key=how_far)


def words_inside(turn: SpokenTurn, start: float, end: float) -> str:
    """The words of a turn from ``start`` to ``end`` (seconds); at a single second, all of them."""
    if start == end or not turn.words:
        return turn.text
    return " ".join(word.text for word in turn.words if word.start < end and word.end > start)


def asked_before(record: Record, start: float, end: float) -> tuple[float, str] | None:
    """Where the seller's last words up to ``end`` begin (seconds), and those words: the part of
    them that was selected, else their last sentence."""
    turns = [
        turn
        for turn in spoken_turns(record)
        if turn.side == "seller" and turn.start <= end + REACH_S and turn.text
    ]
    if not turns:
        return None
    turn = turns[-1]
    begun = [word for word in turn.words if word.start <= end + REACH_S]
    selected = [word for word in begun if start < end and word.start < end and word.end > start]
    ends = [index for index, word in enumerate(begun[:-1], 1) if ends_sentence(word.text)]
    said = selected or begun[ends[-1] if ends else 0 :]
    if not said:
        return turn.start, turn.text
    return said[0].start, " ".join(word.text for word in said)


def _question(record: Record, turn: SpokenTurn, second: float) -> Question | None:
    """The seller's question in a turn: the last one begun by that second, else the first."""
    asked = [
        item
        for item in record.measures.questions
        if item.side == "seller" and turn.start <= item.start <= turn.end
    ]
    begun = [item for item in asked if item.start <= second + REACH_S]
    return begun[-1] if begun else asked[0] if asked else None
