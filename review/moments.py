"""The moments of a call a coach can hear, judge and jump between, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.findings import Commitment, Measures, Silence
from review.texts import Say


@dataclass(frozen=True, slots=True)
class Moment:
    """``look`` names how it is drawn (kept, rescued, run-on, unanswered, commitment, refusal,
    tension); ``start`` to ``end`` what is drawn, ``from_s`` where hearing begins, in seconds;
    ``said`` is the question or the words; ``detail`` what happened; ``seconds`` how long a silence
    was, as it is written."""

    key: str
    look: str
    title: str
    detail: str
    said: str
    start: float
    end: float
    from_s: float
    seconds: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A question that is only marked: it calls for no verdict."""

    title: str
    said: str
    start: float
    probing: bool


def moments_of(measures: Measures, say: Say, seconds_text: Say) -> tuple[Moment, ...]:
    """All moments; ``seconds_text(s)`` writes seconds in the page's language."""
    found = [*_silences(measures, say, seconds_text), *_commitments(measures, say)]
    found += [
        Moment(
            key=f"tension:{number}",
            look="tension",
            title=say(f"tension.{item.ended}"),
            detail="",
            said=item.evidence.quote,
            start=item.evidence.start,
            end=item.evidence.end,
            from_s=item.evidence.start,
        )
        for number, item in enumerate(measures.tensions)
    ]
    return tuple(sorted(found, key=lambda moment: (moment.start, moment.key)))


def marks_of(measures: Measures, say: Say) -> tuple[Mark, ...]:
    """The seller's questions that count."""
    return tuple(
        Mark(
            say("question.probing" if question.probing else "question.plain"),
            question.text,
            question.start,
            question.probing,
        )
        for question in measures.questions
        if question.counted and question.side == "seller"
    )


def _silences(measures: Measures, say: Say, seconds_text: Say) -> Iterator[Moment]:
    """Silences after probing questions: the others say nothing about a seller."""
    asked = {question.id: question for question in measures.questions}
    for silence in measures.silences:
        if not silence.probing:
            continue
        question = asked[silence.question_id]
        detail = _length(silence, say, seconds_text)
        if silence.rescue_kind:
            detail += f", {say(f'silence.{silence.rescue_kind}')}"
        yield Moment(
            key=f"silence:{silence.question_id}",
            look=silence.result,
            title=say(f"silence.{silence.result}"),
            detail=detail,
            said=question.text,
            start=silence.start,
            end=max(silence.start, silence.end),
            from_s=question.start,
            seconds="" if silence.pause_s is None else seconds_text(silence.pause_s),
        )


def _length(silence: Silence, say: Say, seconds_text: Say) -> str:
    if silence.result == "run-on" or silence.pause_s is None:
        return say("call.at_once")
    return say("call.silence_seconds", seconds=seconds_text(silence.pause_s))


def _commitments(measures: Measures, say: Say) -> Iterator[Moment]:
    for item in measures.commitments:
        refused = item.kind in ("decline", "stall")
        yield Moment(
            key=f"commitment:{item.id}",
            look="refusal" if refused else "commitment",
            title=say(f"commitment.{item.kind if refused else item.by}"),
            detail=_terms(item),
            said=item.evidence.quote,
            start=item.evidence.start,
            end=item.evidence.end,
            from_s=item.evidence.start,
        )


def _terms(item: Commitment) -> str:
    """Grade, day and condition of a commitment, as far as they were said."""
    parts = [item.grade or "", item.when_text or "", item.condition or ""]
    return ", ".join(part for part in parts if part)
