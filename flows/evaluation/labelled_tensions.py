"""``evaluate tension``: moments of tension that somebody labelled, beside those that are found.

The folder holds records and ``tensions.tsv``. Only what is labelled is judged: a call's other
moments may be right or wrong, nobody said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from analysis.findings import TensionEnd
from flows.evaluation.figures import Agreement
from flows.evaluation.labelled_calls import HEARD_WITHIN_S, labelled_rows, one_of, starts
from flows.evaluation.matching import Place, match
from flows.evaluation.misses import misses_table
from flows.evaluation.results import Miss
from flows.evaluation.tables import Table, share

TENSIONS = "tensions.tsv"

NONE = "none"
"""There is no tension at that moment, says the label; or none was found."""


@dataclass(frozen=True, slots=True)
class LabelledTension:
    """A labelled moment: where (seconds), its words, and how it ended, truly and as found."""

    call: str
    start: float
    text: str
    true: str
    found: str


def labelled_tensions(folder: Path) -> Iterator[LabelledTension]:
    """Every label with what is found there. Raises LabelFileError and RecordError."""
    for path, call, record, rows in labelled_rows(folder, TENSIONS, ("call", "start", "ended")):
        begins = starts(path, record, rows)
        ends = [
            one_of(path, number, row["ended"], (*get_args(TensionEnd), NONE))
            for number, row in rows
        ]
        said = [row.get("text", "") for _, row in rows]
        labels = [
            Place(None, start - HEARD_WITHIN_S, start + HEARD_WITHIN_S, text)
            for start, text in zip(begins, said, strict=True)
        ]
        tensions = record.measures.tensions
        places = [
            Place(None, row.evidence.start, row.evidence.end, row.evidence.quote)
            for row in tensions
        ]
        partner = {label: found for found, label in match(places, labels).items()}
        for index, (start, text, true) in enumerate(zip(begins, said, ends, strict=True)):
            found = tensions[partner[index]].ended if index in partner else NONE
            yield LabelledTension(call, start, text, true, found)


def tension_tables(labels: Sequence[LabelledTension], *, most: int = 20) -> tuple[Table, ...]:
    """How many are found and end as labelled, what became what, and the misses."""
    there = [label for label in labels if label.true != NONE]
    found = [label for label in there if label.found != NONE]
    right = sum(label.found == label.true for label in there)
    nothing = [label for label in labels if label.true == NONE]
    head = Table(
        "Moments of tension",
        (
            "<calls",
            "labelled",
            "found",
            "ended right",
            "share",
            "labelled none",
            "yet found",
        ),
        (
            (
                str(len({label.call for label in labels})),
                str(len(there)),
                str(len(found)),
                str(right),
                share(Agreement(right, len(there)).share),
                str(len(nothing)),
                str(sum(label.found != NONE for label in nothing)),
            ),
        ),
    )
    became = Counter((label.true, label.found) for label in labels)
    words = (*get_args(TensionEnd), NONE)
    rows = [
        (f"truly {true}", *(str(became[true, name]) for name in words))
        for true in words
        if any(became[true, name] for name in words)
    ]
    table = Table("What became what", ("<", *(f"found {name}" for name in words)), tuple(rows))
    wrong = [
        (label.call, Miss("tension", label.start, label.found, label.true, label.text))
        for label in labels
        if label.found != label.true
    ]
    return head, table, misses_table(wrong, most)
