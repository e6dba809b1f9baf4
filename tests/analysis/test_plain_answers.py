"""The plainest answers to the plainest questions, in both languages: who owes what."""

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import agreed

ANSWERS = list(
    csv.DictReader(
        (Path(__file__).parent / "plain_answers.tsv").open(encoding="utf-8"), delimiter="\t"
    )
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: f"{row['asked_en']} - {row['answer_en']}")
def test_who_owes_what(row: dict[str, str], language: str) -> None:
    """``row`` names one commitment, or none."""
    owed = [row["owed"]] if row["owed"] else []
    assert agreed(language, row[f"asked_{language}"], row[f"answer_{language}"]) == owed
