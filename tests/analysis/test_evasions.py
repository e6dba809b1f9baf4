"""Answers and evasions as people say them, in Dutch and English side by side.

Written from the definition alone: 77 % were read rightly before any rule was made for them.
"""

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import Said, measured

REPLIES = list(
    csv.DictReader((Path(__file__).parent / "evasions.tsv").open(encoding="utf-8"), delimiter="\t")
)
AROUND = {"nl": ("Goedemorgen.", "Dank u."), "en": ("Good morning.", "Thank you.")}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_evasions_are_told_from_answers(language: str) -> None:
    before, after = AROUND[language]
    right = 0
    for row in REPLIES:
        lines: list[Said] = [
            ("C", 0.5, before),
            ("S", 0.6, row[f"asked_{language}"]),
            ("C", 1.2, row[f"said_{language}"]),
            ("S", 0.7, after),
        ]
        silences = measured(lines, language).silences
        right += bool(silences) and silences[-1].answer == row["answer"]
    assert right / len(REPLIES) >= 0.95
