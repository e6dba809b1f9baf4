"""The truth table: a row a call, a row a language, and the bars the program sets itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from flows.evaluation.results import Compared
from flows.evaluation.tables import DASH, Table, of, share, shortened

HEADINGS = (
    "<call",
    "questions",
    "precision",
    "recall",
    "form",
    "probing",
    "silences",
    "commitm. F1",
    "wrong way",
    "map F1",
    "tension F1",
    "outcome",
    "flags +/-",
)

NOTE = (
    "questions: labelled ones; form, probing: agreement on those found; silences: result right, "
    "of all labelled; commitments: kind, direction and step right; wrong way: who owes whom "
    "turned round; flags: raised without cause / not raised."
)

MISS_ORDER = (
    "direction",
    "outcome",
    "flag",
    "commitment",
    "question",
    "silence",
    "probing",
    "form",
    "tension",
    "map",
    "grade",
    "rescue",
    "answer",
    "purpose",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it must reach, or at most be (``lower``)."""

    name: str
    figure: Callable[[Compared], float | None]
    bar: float
    lower: bool = False

    def met(self, value: float) -> bool:
        """Whether the figure is good enough."""
        return value <= self.bar if self.lower else value >= self.bar


BARS = (
    Bar("questions: precision", lambda sum_: sum_.questions.tally.precision, 0.95),
    Bar("questions: recall", lambda sum_: sum_.questions.tally.recall, 0.95),
    Bar("questions: form", lambda sum_: sum_.questions.form.share, 0.90),
    Bar("questions: probing or not", lambda sum_: sum_.questions.probing.share, 0.90),
    Bar("silences: result", lambda sum_: sum_.silences.result.share, 0.95),
    Bar("commitments: F1", lambda sum_: sum_.commitments.tally.f1, 0.90),
    Bar("commitments: wrong way", lambda sum_: float(wrong_way(sum_)), 0.0, lower=True),
    Bar("outcome", lambda sum_: sum_.judgement.outcome.share, 0.95),
    Bar("outcome: a stall called progress", lambda sum_: float(sum_.judgement.raised), 0.0, True),
    Bar("flags: F1", lambda sum_: sum_.judgement.flags.f1, 0.95),
)


def total(compared: Iterable[Compared]) -> Compared:
    """Many calls added up."""
    return reduce(lambda one, other: one + other, compared, Compared())


def wrong_way(compared: Compared) -> int:
    """How many commitments were given to the wrong side."""
    return compared.commitments.direction.of - compared.commitments.direction.right


def calls_table(calls: Sequence[tuple[str, Compared]], title: str) -> Table:
    """A row a call, and one for all."""
    rows = [_row(name, compared) for name, compared in calls]
    if len(calls) > 1:
        rows.append(_row(f"all {len(calls)}", total(compared for _, compared in calls)))
    return Table(title, HEADINGS, tuple(rows), NOTE)


def bars_table(groups: Sequence[tuple[str, Compared]], title: str) -> Table:
    """A row a bar; a column a group of calls (a language, a layout)."""
    rows = []
    for bar in BARS:
        sign = "≤" if bar.lower else "≥"
        cells = [_against(bar, bar.figure(compared)) for _, compared in groups]
        rows.append((bar.name, f"{sign} {bar.bar:g}", *cells))
    return Table(title, ("<figure", "bar", *(name for name, _ in groups)), tuple(rows))


def misses_table(calls: Sequence[tuple[str, Compared]], title: str, most: int = 0) -> Table:
    """Every disagreement with its words, the gravest kind first; ``most`` 0: all of them."""
    order = {about: place for place, about in enumerate(MISS_ORDER)}
    misses = [(name, miss) for name, compared in calls for miss in compared.misses]
    misses.sort(key=lambda item: (order.get(item[1].about, len(order)), item[0], item[1].start))
    shown = misses[:most] if most else misses
    rows = tuple(
        (miss.about, name, f"{miss.start:.1f}", shortened(miss.found), miss.true, miss.text)
        for name, miss in shown
    )
    left = len(misses) - len(shown)
    note = f"{left} more are not shown." if left else ""
    return Table(title, ("<about", "<call", "at s", "<found", "<true", "<words"), rows, note)


def _row(name: str, compared: Compared) -> tuple[str, ...]:
    questions, judgement = compared.questions, compared.judgement
    silences, commitments = compared.silences, compared.commitments
    return (
        name,
        str(questions.tally.right + questions.tally.missed),
        share(questions.tally.precision),
        share(questions.tally.recall),
        share(questions.form.share),
        share(questions.probing.share),
        of(silences.result.right, silences.result.of),
        share(commitments.tally.f1),
        str(wrong_way(compared)),
        share(judgement.customer_map.f1),
        share(judgement.tension.f1),
        of(judgement.outcome.right, judgement.outcome.of),
        f"{judgement.flags.extra}/{judgement.flags.missed}",
    )


def _against(bar: Bar, value: float | None) -> str:
    if value is None:
        return DASH
    return (
        f"{value:.3g} {'✓' if bar.met(value) else '✗'}"
        if bar.lower
        else (f"{value:.3f} {'✓' if bar.met(value) else '✗'}")
    )
