"""A plain yes takes the step that was asked for, in everyday words: ``yes_to_a_step.tsv`` has 200
questions in both languages, written by somebody who knew no rule, with who is bound to what."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import agreed

_FILE = Path(__file__).with_name("yes_to_a_step.tsv")
_YES = {"nl": "Ja.", "en": "Yes."}
_HEARD = 0.85
"""Share of them that is heard; the others are listed by ``pytest -rA``."""


def _bound(language: str) -> list[tuple[str, list[str], list[str]]]:
    """The question, who is bound to what by a yes, and who should be."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        asked = row[f"asked_{language}"]
        told = [one.split() for one in agreed(language, asked, _YES[language])]
        firm = [f"{one[0]} {one[2]}" for one in told if one[1] in ("commit", "accept")]
        found.append((asked, firm, [f"{row['by']} {row['step']}"]))
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_most_are_heard(language: str) -> None:
    found = _bound(language)
    missed = [one for one in found if one[1] != one[2]]
    print(*missed, sep="\n")
    assert 1 - len(missed) / len(found) >= _HEARD


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_customers_step_is_the_sellers(language: str) -> None:
    assert not [one for one in _bound(language) if any(row.startswith("seller") for row in one[1])]
