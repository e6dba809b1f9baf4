"""``evaluate commitments``: lines of text with the commitments in them, beside what is found.

The label of a line names its acts as a scripted call does, parted by semicolons::

    joint accept meeting A; customer stall other

or only their kinds (``commit``, ``accept``, ``decline``, ``stall``); empty where there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from analysis.findings import BINDING, By, Commitment, CommitmentKind, Step
from analysis.settings import AnalysisSettings
from flows.evaluation.figures import Tally
from flows.evaluation.judged import judge
from flows.evaluation.labelled import LabelFileError, LabelledLine
from flows.evaluation.tables import Table, share, shortened

CLASSES = ("yes", "no", "neither")


@dataclass(frozen=True, slots=True)
class Act:
    """One act; ``by`` and ``step`` are None where the label names only the kind."""

    kind: str
    by: str | None = None
    step: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.by, self.kind, self.step)))

    def covers(self, other: Act) -> bool:
        """Whether the other is this act, as far as this one says."""
        return self.kind == other.kind and all(
            mine in (None, theirs)
            for mine, theirs in ((self.by, other.by), (self.step, other.step))
        )


@dataclass(frozen=True, slots=True)
class JudgedActs:
    """A line with its true and its found acts, and the cues that fired."""

    line: LabelledLine
    true: tuple[Act, ...]
    found: tuple[Act, ...]
    cues: str


def evaluate_commitments(
    lines: Iterable[LabelledLine], settings: AnalysisSettings
) -> tuple[JudgedActs, ...]:
    """Judge every line. Raises LabelFileError for a label that cannot be read."""
    return tuple(
        JudgedActs(
            item.line,
            acts_of(item.line),
            tuple(_act(found) for found in item.commitments),
            ", ".join(found.cue for found in item.commitments),
        )
        for item in judge(lines, settings)
    )


def acts_of(line: LabelledLine) -> tuple[Act, ...]:
    """The acts a line is labelled with. Raises LabelFileError with the file and the line."""
    try:
        return read_acts(line.labels["commitment"])
    except LabelFileError as error:
        raise LabelFileError(f"{line.where}: {error}") from error


def read_acts(label: str) -> tuple[Act, ...]:
    """The acts a label names. Raises LabelFileError."""
    return tuple(_read_act(part.strip()) for part in label.split(";") if part.strip())


def class_of(acts: Sequence[Act]) -> str:
    """A line in one word: yes (something is promised or accepted), no (declined), neither."""
    kinds = {act.kind for act in acts}
    if kinds & BINDING:
        return "yes"
    return "no" if "decline" in kinds else "neither"


def commitment_tables(
    judged: Sequence[JudgedActs], title: str, *, most: int = 20, note: str = ""
) -> tuple[Table, ...]:
    """Figures by kind, lines as yes, no or neither, and the misses; ``note`` goes under all."""
    rows = [_figures("all", tally_of(judged))]
    for kind in get_args(CommitmentKind):
        tally = tally_of(judged, kind)
        if tally != Tally():
            rows.append(_figures(kind, tally))
    figures = Table(title, ("<acts", "true", "precision", "recall", "F1"), tuple(rows), note)
    return (figures, *_confusion_tables(judged), _misses(judged, most))


def tally_of(judged: Iterable[JudgedActs], kind: str | None = None) -> Tally:
    """Acts found and true, line by line, of one kind or of all."""
    tally = Tally()
    for item in judged:
        left = [act for act in item.found if kind in (None, act.kind)]
        wanted = [act for act in item.true if kind in (None, act.kind)]
        right = 0
        for act in wanted:
            partner = next((found for found in left if act.covers(found)), None)
            if partner is not None:
                left.remove(partner)
                right += 1
        tally += Tally(right, len(left), len(wanted) - right)
    return tally


def _confusion_tables(judged: Sequence[JudgedActs]) -> tuple[Table, Table]:
    """Each line as yes, no or neither: figures for each, their mean, and what became what."""
    counted = Counter((class_of(item.true), class_of(item.found)) for item in judged)
    rows, scores = [], []
    for name in CLASSES:
        right = counted[name, name]
        extra = sum(counted[other, name] for other in CLASSES if other != name)
        missed = sum(counted[name, other] for other in CLASSES if other != name)
        tally = Tally(right, extra, missed)
        rows.append(_figures(name, tally))
        if tally.f1 is not None:
            scores.append(tally.f1)
    macro = sum(scores) / len(scores) if scores else None
    rows.append(("macro", "", "", "", share(macro)))
    figures = Table("Lines", ("<line says", "true", "precision", "recall", "F1"), tuple(rows))
    became = tuple(
        (f"truly {true}", *(str(counted[true, found]) for found in CLASSES)) for true in CLASSES
    )
    return figures, Table("What became what", ("<", *(f"found {c}" for c in CLASSES)), became)


def _figures(name: str, tally: Tally) -> tuple[str, ...]:
    true = str(tally.right + tally.missed)
    return (name, true, share(tally.precision), share(tally.recall), share(tally.f1))


def _misses(judged: Sequence[JudgedActs], most: int) -> Table:
    """Lines read wrongly, false promises first: they do the most harm."""
    wrong = [item for item in judged if tally_of([item]) != Tally(len(item.true))]
    wrong.sort(key=lambda item: (class_of(item.found) != "yes", class_of(item.true) != "yes"))
    rows = tuple(
        (
            "; ".join(map(str, item.found)) or "nothing",
            "; ".join(map(str, item.true)) or "nothing",
            shortened(item.cues),
            item.line.text,
        )
        for item in wrong[:most]
    )
    left = len(wrong) - len(rows)
    note = f"{left} more are not shown." if left > 0 else ""
    return Table("Worst misses", ("<found", "<true", "<cues", "<words"), rows, note)


def _read_act(text: str) -> Act:
    words = text.split()
    if len(words) == 1 and words[0] in get_args(CommitmentKind):
        return Act(words[0])
    if (
        len(words) >= 3  # who, kind, step, and a grade that is not compared
        and words[0] in get_args(By)
        and words[1] in get_args(CommitmentKind)
        and words[2] in get_args(Step)
    ):
        return Act(words[1], words[0], words[2])
    raise LabelFileError(
        f"'{text}' is no commitment: write a kind ({', '.join(get_args(CommitmentKind))}), "
        "or who, kind and step, as in 'joint accept meeting A'; steps are "
        f"{', '.join(get_args(Step))}"
    )


def _act(found: Commitment) -> Act:
    return Act(found.kind, found.by, found.step)
