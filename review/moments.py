"""The moments of a call a coach can hear, judge and jump between, in order of time.

A moment is named by its kind and its tenth of a second (``silence:835``), not by a number in a
list: a call that is measured again, with other cues or the other seller, renumbers what it finds,
and a verdict must neither move to another moment nor be given to one the coach never saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from analysis.findings import Commitment, Measures, Silence, Tension
from flows.texts import Say


@dataclass(frozen=True, slots=True)
class Moment:
    """``look`` names how it is drawn (kept, rescued, run-on, unanswered, commitment, refusal,
    tension); ``found`` what callprobe says it is, in its own words; ``start`` to ``end`` what is
    drawn, ``from_s`` the second that is told and played from, a silence's that of its question;
    ``said`` is the question or the words; ``detail`` what happened, in the page's language, and
    ``terms`` when and on what condition, in the words said; ``seconds`` how long a silence was, as
    it is written."""

    key: str
    look: str
    found: str
    title: str
    detail: str
    said: str
    start: float
    end: float
    from_s: float
    seconds: str = ""
    terms: tuple[str, ...] = ()

    @property
    def happened(self) -> str:
        """The detail and the terms, as text: what was said is quoted."""
        return ", ".join(filter(None, (self.detail, *(f"“{words}”" for words in self.terms))))

    @property
    def line(self) -> str:
        """The title and what happened."""
        return ", ".join(filter(None, (self.title, self.happened)))


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
            key="tension",
            look="tension",
            found=found_in(item),
            title=say(f"tension.{item.ended}"),
            detail="",
            said=item.evidence.quote,
            start=item.evidence.start,
            end=item.evidence.end,
            from_s=item.evidence.start,
        )
        for item in measures.tensions
    ]
    found.sort(key=lambda moment: (moment.from_s, moment.start, moment.key))
    return tuple(_named(found))


def found_in(item: Silence | Commitment | Tension) -> str:
    """What was found, as a verdict keeps it: a result, ``who kind step``, or how tension ended.

    A verdict says something about exactly this; where the call is measured again and something
    else is found at that second, it no longer counts.
    """
    if isinstance(item, Silence):
        return item.result
    return item.ended if isinstance(item, Tension) else f"{item.by} {item.kind} {item.step}"


def _named(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Give each its key; a second one of a kind in the same tenth of a second is told by ``.2``."""
    taken: set[str] = set()
    for moment in moments:
        name = f"{moment.key}:{round(moment.start * 10)}"
        names = (name if n == 1 else f"{name}.{n}" for n in count(1))
        free = next(key for key in names if key not in taken)
        taken.add(free)
        yield replace(moment, key=free)


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
            key="silence",
            look=silence.result,
            found=found_in(silence),
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
            key="commitment",
            look="refusal" if refused else "commitment",
            found=found_in(item),
            title=say(f"commitment.{item.kind if refused else item.by}"),
            detail=say(f"grade.{item.grade}") if item.grade else "",
            said=item.evidence.quote,
            start=item.evidence.start,
            end=item.evidence.end,
            from_s=item.evidence.start,
            terms=tuple(filter(None, (item.when_text, item.condition))),
        )
