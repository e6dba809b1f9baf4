"""Tables of labelled calls: silences and outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from analysis.findings import Outcome, SilenceResult
from flows.evaluation.labelled_calls import LabelledCall
from flows.evaluation.misses import misses_table
from flows.evaluation.results import Miss
from flows.evaluation.tables import Table, milliseconds, of, share
from flows.evaluation.truth_table import total

NOT_FOUND = "not found"


def silence_tables(calls: Sequence[LabelledCall], *, most: int = 20) -> tuple[Table, ...]:
    """Results and pauses of all calls together, results by kind, and the misses."""
    compared = [call.compared for call in calls]
    figures = total(compared).silences
    head = Table(
        "Silences after the seller's questions",
        ("<calls", "labelled", "result right", "share", "answer right", "pause median ms", "95 %"),
        (
            (
                str(len(calls)),
                str(figures.result.of),
                str(figures.result.right),
                share(figures.result.share),
                share(figures.answer.share),
                milliseconds(figures.pause.median),
                milliseconds(figures.pause.most),
            ),
        ),
    )
    wrong = [
        (call.name, miss)
        for call, one in zip(calls, compared, strict=True)
        for miss in one.misses
        if miss.about == "silence"
    ]
    became = Counter(
        (row.result, _first_word(_miss_at(row.moment.start, one.misses)))
        for call, one in zip(calls, compared, strict=True)
        for row in call.true.questions
    )
    results = (*get_args(SilenceResult), NOT_FOUND)
    rows = []
    for true in get_args(SilenceResult):
        counts = [became[true, found if found != true else ""] for found in results]
        if any(counts):
            rows.append((f"truly {true}", *map(str, counts)))
    table = Table("What became what", ("<", *(f"found {name}" for name in results)), tuple(rows))
    return head, table, misses_table(wrong, most)


def outcome_tables(calls: Sequence[LabelledCall], *, most: int = 20) -> tuple[Table, ...]:
    """Outcomes right, what became what, flags, and the misses."""
    compared = [call.compared for call in calls]
    judgement = total(compared).judgement
    head = Table(
        "Outcomes",
        ("<calls", "right", "share", "stalls called progress", "flags: precision", "recall"),
        (
            (
                str(len(calls)),
                of(judgement.outcome.right, judgement.outcome.of),
                share(judgement.outcome.share),
                str(judgement.raised),
                share(judgement.flags.precision),
                share(judgement.flags.recall),
            ),
        ),
    )
    became: Counter[tuple[str | None, str | None]] = Counter(
        (call.true.outcome, call.measures.outcome) for call in calls
    )
    outcomes: tuple[str | None, ...] = (*get_args(Outcome), None)
    rows = [
        (f"truly {true}", *(str(became[true, found]) for found in outcomes))
        for true in get_args(Outcome)
        if any(became[true, found] for found in outcomes)
    ]
    headings = ("<", *(f"found {name or 'not measurable'}" for name in outcomes))
    wrong = [
        (call.name, miss)
        for call, one in zip(calls, compared, strict=True)
        for miss in one.misses
        if miss.about in ("outcome", "flag")
    ]
    return head, Table("What became what", headings, tuple(rows)), misses_table(wrong, most)


def _miss_at(start: float, misses: Sequence[Miss]) -> str:
    """What was found instead, where the result of the silence of this question is wrong."""
    found = (miss.found for miss in misses if miss.about == "silence" and miss.start == start)
    return next(found, "")


def _first_word(found: str) -> str:
    """``rescued (broken by seller, ...)`` is rescued; a question not found has no result."""
    return (
        NOT_FOUND
        if found.endswith("not found") or found == "no silence"
        else (found.split(" ", maxsplit=1)[0])
    )
