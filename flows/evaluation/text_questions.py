"""``evaluate questions``: lines of text, a question or not, beside what the program says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.settings import AnalysisSettings
from flows.evaluation.figures import Agreement, Tally
from flows.evaluation.judged import JudgedLine, judge
from flows.evaluation.labelled import LabelFileError, LabelledLine
from flows.evaluation.tables import Table, of, share, shortened

YES = frozenset(("1", "yes", "true", "y", "ja"))
NO = frozenset(("0", "no", "false", "n", "nee", ""))

NEVER_QUESTIONS = frozenset(("request", "menu"))
"""What was set aside as something else altogether."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what is true, what was found, and how sure that was (0-1)."""

    text: str
    kind: str
    true: bool
    found: bool
    confidence: float
    why: str


def evaluate_questions(
    lines: Iterable[LabelledLine], settings: AnalysisSettings, *, look_alikes: bool = False
) -> tuple[Judged, ...]:
    """Judge every line. With ``look_alikes`` a question that was set aside (rhetorical, courtesy)
    is one too: some corpora label the form, and not whether it is a real question.

    Raises LabelFileError for a label that is neither yes nor no.
    """
    return tuple(_judged(item, look_alikes=look_alikes) for item in judge(lines, settings))


def question_tables(judged: Sequence[Judged], title: str, *, most: int = 20) -> tuple[Table, ...]:
    """Precision, recall and F1; recall by kind where the labels name kinds; the worst misses."""
    tally = tally_of(judged)
    figures = Table(
        title,
        ("<lines", "questions", "precision", "recall", "F1", "missed", "false alarms"),
        (
            (
                str(len(judged)),
                str(tally.right + tally.missed),
                share(tally.precision),
                share(tally.recall),
                share(tally.f1),
                str(tally.missed),
                str(tally.extra),
            ),
        ),
    )
    return (figures, *_by_kind(judged), _misses(judged, most))


def tally_of(judged: Iterable[Judged]) -> Tally:
    """Lines found to be questions, beside those labelled so."""
    right = extra = missed = 0
    for item in judged:
        right += item.true and item.found
        extra += item.found and not item.true
        missed += item.true and not item.found
    return Tally(right, extra, missed)


def _by_kind(judged: Sequence[Judged]) -> list[Table]:
    kinds = sorted({item.kind for item in judged if item.kind and item.true})
    rows = []
    for kind in kinds:
        some = [item.found for item in judged if item.kind == kind and item.true]
        found = Agreement(sum(some), len(some))
        rows.append((kind, of(found.right, found.of), share(found.share)))
    return [Table("Found, by kind", ("<kind", "found", "recall"), tuple(rows))] if rows else []


def _misses(judged: Sequence[Judged], most: int) -> Table:
    """The surest false alarms, and questions missed from all over the file."""
    alarms = [item for item in judged if item.found and not item.true]
    alarms.sort(key=lambda item: (-item.confidence, item.text))
    missed = [item for item in judged if item.true and not item.found]
    step = max(1, -(-len(missed) // max(1, most // 2)))
    rows = [("false alarm", shortened(item.why), item.text) for item in alarms[: most // 2]]
    rows += [("missed", item.why or item.kind, item.text) for item in missed[::step]]
    return Table("Worst misses", ("<what", "<why", "<words"), tuple(rows[:most]))


def _judged(item: JudgedLine, *, look_alikes: bool) -> Judged:
    label = item.line.labels["question"].strip().lower()
    if label not in YES | NO:
        raise LabelFileError(
            f"'{label}' says neither yes nor no about '{item.line.text}': write 1 or 0 in the "
            "column question"
        )
    found = [
        question
        for question in item.questions
        if question.counted or (look_alikes and question.not_counted not in NEVER_QUESTIONS)
    ]
    aside = [f"set aside: {question.not_counted}" for question in item.questions]
    surest = max(found, key=lambda question: question.confidence, default=None)
    return Judged(
        text=item.line.text,
        kind=item.line.labels.get("form", ""),
        true=label in YES,
        found=surest is not None,
        confidence=surest.confidence if surest else 0.0,
        why=surest.cue if surest else ", ".join(aside),
    )
