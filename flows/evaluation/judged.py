"""What the program finds in labelled text, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.findings import Commitment, Question
from analysis.language.own_cues import pack_with
from analysis.measure import measure
from analysis.settings import AnalysisSettings
from flows.evaluation.labelled import LabelledLine, Placed, by_call, conversation_of


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line and what was found in it. A commitment belongs to the line in which it becomes one:
    that of the acceptance, where one side proposed and the other accepted."""

    line: LabelledLine
    questions: tuple[Question, ...]
    commitments: tuple[Commitment, ...]


def judge(lines: Iterable[LabelledLine], settings: AnalysisSettings) -> Iterator[JudgedLine]:
    """Every line that is to be judged, in order."""
    for call in by_call(lines):
        conversation, placed = conversation_of(call, settings)
        measures = measure(conversation, pack_with(call[0].language, settings.cues), settings)
        questions: dict[int, list[Question]] = {}
        commitments: dict[int, list[Commitment]] = {}
        for question in measures.questions:
            middle = (question.start + question.end) / 2
            questions.setdefault(line_at(placed, middle), []).append(question)
        for commitment in measures.commitments:
            end = commitment.evidence.end
            commitments.setdefault(line_at(placed, end), []).append(commitment)
        for number, item in enumerate(placed):
            if item.line.judged:
                yield JudgedLine(
                    item.line,
                    tuple(questions.get(number, ())),
                    tuple(commitments.get(number, ())),
                )


def line_at(placed: tuple[Placed, ...], moment: float) -> int:
    """The number of the line being said at a moment, or the nearest one (seconds)."""
    return min(
        range(len(placed)),
        key=lambda number: max(placed[number].start - moment, moment - placed[number].end, 0.0),
    )
