"""Questions and the silences after them, beside the labelled ones.

A question is right where both count it, on the same side (``matching`` says which stands for
which). A look-alike that was rightly set aside is no question on either side, and not tallied.
"""

from __future__ import annotations

from analysis.findings import Measures, Question, Silence
from flows.evaluation.figures import Agreement, Errors, Tally, agreement
from flows.evaluation.matching import Place, match
from flows.evaluation.results import Miss, QuestionFigures, SilenceFigures
from flows.evaluation.truth import TrueCall, TrueMoment, TrueQuestion

Pairs = list[tuple[Question, TrueQuestion]]


def pair_questions(measures: Measures, true: TrueCall) -> Pairs:
    """The counted questions found, each with the counted labelled one it stands for."""
    found = [row for row in measures.questions if row.counted]
    asked = [row for row in true.questions if row.counted]
    partner = match([_found_at(row) for row in found], [_true_at(row.moment) for row in asked])
    return [(found[mine], asked[theirs]) for mine, theirs in sorted(partner.items())]


def compare_questions(
    measures: Measures, true: TrueCall, pairs: Pairs
) -> tuple[QuestionFigures, list[Miss]]:
    """The figures of the questions, and every one that is wrong."""
    found = [row for row in measures.questions if row.counted]
    asked = [row for row in true.questions if row.counted]
    extra = [row for row in found if not any(row is mine for mine, _ in pairs)]
    missed = [row for row in asked if not any(row is theirs for _, theirs in pairs)]
    misses = [
        Miss("question", row.start, f"{row.form} ({row.cue})", _label_there(row, true), row.text)
        for row in extra
    ]
    misses += [
        Miss("question", row.moment.start, _found_there(row, measures), row.form, row.moment.text)
        for row in missed
    ]
    misses += [miss for mine, theirs in pairs for miss in _read_differently(mine, theirs)]
    sold = [pair for pair in pairs if pair[0].side == "seller"]
    figures = QuestionFigures(
        tally=Tally(len(pairs), len(extra), len(missed)),
        form=agreement([(mine.form, theirs.form) for mine, theirs in pairs]),
        purpose=agreement([(mine.purpose, theirs.purpose) for mine, theirs in sold]),
        probing=agreement([(mine.probing, theirs.probing) for mine, theirs in sold]),
        follow_up=agreement([(mine.follow_up, theirs.follow_up) for mine, theirs in sold]),
    )
    return figures, misses


def compare_silences(
    measures: Measures, true: TrueCall, pairs: Pairs
) -> tuple[SilenceFigures, list[Miss]]:
    """The figures of the silences after the seller's questions, and every one that is wrong."""
    by_question = {row.question_id: row for row in measures.silences}
    labelled = [row for row in true.questions if row.result is not None]
    judged: list[tuple[Silence, TrueQuestion]] = []
    misses: list[Miss] = []
    for wanted in labelled:
        question = next((mine for mine, theirs in pairs if theirs is wanted), None)
        silence = by_question.get(question.id) if question else None
        if silence is not None:
            judged.append((silence, wanted))
            misses += _heard_differently(silence, wanted)
        else:
            found = "no silence" if question else "question not found"
            misses.append(_miss("silence", found, str(wanted.result), wanted))
    right = sum(silence.result == wanted.result for silence, wanted in judged)
    same = [(mine, theirs) for mine, theirs in judged if mine.result == theirs.result]
    figures = SilenceFigures(
        result=Agreement(right, len(labelled)),
        answer=agreement([(mine.answer, theirs.answer) for mine, theirs in same if theirs.answer]),
        rescue=agreement(
            [(mine.rescue_kind, theirs.rescue) for mine, theirs in same if theirs.rescue]
        ),
        pause=Errors(tuple(_pause_errors(judged))),
    )
    return figures, misses


def _pause_errors(judged: list[tuple[Silence, TrueQuestion]]) -> list[float]:
    return [
        mine.pause_s - theirs.pause_s
        for mine, theirs in judged
        if mine.pause_s is not None and theirs.pause_s is not None
    ]


def _read_differently(mine: Question, theirs: TrueQuestion) -> list[Miss]:
    """What is said of a found question that its label says otherwise."""
    form = f"{mine.form} ({mine.cue})"
    compared = [("form", form, theirs.form, mine.form == theirs.form)]
    if mine.side == "seller":
        found = _purpose(mine.purpose, mine.follow_up, mine.probing)
        true = _purpose(theirs.purpose, theirs.follow_up, theirs.probing)
        about = "purpose" if mine.probing == theirs.probing else "probing"
        compared.append((about, found, true, found == true))
    return [
        Miss(about, mine.start, found, true, mine.text)
        for about, found, true, same in compared
        if not same
    ]


def _heard_differently(mine: Silence, theirs: TrueQuestion) -> list[Miss]:
    """What is said of a silence that its label says otherwise; a wrong result says it all."""
    if mine.result != theirs.result:
        found = f"{mine.result} (broken by {mine.broken_by}, pause {_seconds(mine.pause_s)})"
        true = f"{theirs.result} (pause {_seconds(theirs.pause_s)})"
        return [_miss("silence", found, true, theirs)]
    misses = []
    if theirs.answer and mine.answer != theirs.answer:
        misses.append(_miss("answer", mine.answer, theirs.answer, theirs))
    if theirs.rescue and mine.rescue_kind != theirs.rescue:
        misses.append(_miss("rescue", str(mine.rescue_kind), theirs.rescue, theirs))
    return misses


def _miss(about: str, found: str, true: str, row: TrueQuestion) -> Miss:
    return Miss(about, row.moment.start, found, true, row.moment.text)


def _label_there(row: Question, true: TrueCall) -> str:
    """What the label says where a question was found that is none."""
    aside = [wanted for wanted in true.questions if not wanted.counted]
    if match([_found_at(row)], [_true_at(wanted.moment) for wanted in aside]):
        return "not counted (look-alike)"
    return "no question"


def _found_there(row: TrueQuestion, measures: Measures) -> str:
    """What was found where a labelled question was not counted."""
    aside = [mine for mine in measures.questions if not mine.counted]
    partner = match([_found_at(mine) for mine in aside], [_true_at(row.moment)])
    if partner:
        mine = aside[next(iter(partner))]
        return f"not counted: {mine.not_counted} ({mine.cue})"
    return "nothing"


def _found_at(row: Question) -> Place:
    return Place(row.side, row.start, row.end, row.text)


def _true_at(moment: TrueMoment) -> Place:
    return Place(moment.side, moment.start, moment.end, moment.text)


def _purpose(purpose: str | None, follow_up: bool, probing: bool) -> str:
    what = f"{purpose}, follow-up" if follow_up else f"{purpose}"
    return f"{what}: {'probing' if probing else 'not probing'}"


def _seconds(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f} s"
