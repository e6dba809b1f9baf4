"""Most of what a seller says asks for no step, whatever words are in it: "would you buy that
again?", "you can cancel at any time". A yes to it binds no customer. ``yes_to_nothing.tsv`` has one
a line, in both languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import agreed

_FILE = Path(__file__).with_name("yes_to_nothing.tsv")
_YES = {"nl": ("Ja.", "Ja, doe maar.", "Graag."), "en": ("Yes.", "Sure, go ahead.", "Please.")}


def _questions() -> list[tuple[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(language, row[f"asked_{language}"]) for row in rows for language in _YES]


@pytest.mark.parametrize(("language", "asked"), _questions())
def test_a_yes_binds_nobody(language: str, asked: str) -> None:
    for yes in _YES[language]:
        rows = [row.split() for row in agreed(language, asked, yes)]
        assert [row for row in rows if row[1] in ("commit", "accept")] == []
