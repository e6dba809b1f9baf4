"""Promises, refusals and stalls as people say them, in Dutch and English side by side.

Written from the definitions alone, in seven lots. Read before any rule was made for it, each lot
had between half and three quarters right; what that taught is in the packs now. Labels: who, kind
and step; the last three lots also have grades.
"""

import csv
from pathlib import Path

import pytest

from analysis.findings import Commitment
from tests.analysis.calls import Said, measured

IDIOMS = list(
    csv.DictReader((Path(__file__).parent / "idioms.tsv").open(encoding="utf-8"), delimiter="\t")
)
UNDERSTOOD = {"nl": "Dat begrijp ik.", "en": "I understand."}


def found_in(row: dict[str, str], language: str) -> tuple[Commitment, ...]:
    """What is found in the sentence, after what it answers."""
    says, hears = ("S", "C") if row["side"] == "seller" else ("C", "S")
    before = row[f"before_{language}"] or UNDERSTOOD[language]
    lines: list[Said] = [(hears, 0.5, before), (says, 0.8, row[f"said_{language}"])]
    return measured(lines, language).commitments


def act(row: dict[str, str], language: str) -> str:
    """What is found in the sentence, as its label names it; several are parted by semicolons."""
    rows = found_in(row, language)
    return "; ".join(f"{found.by} {found.kind} {found.step}" for found in rows)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nine_in_ten_are_read_rightly(language: str) -> None:
    read = [(row["act"], act(row, language)) for row in IDIOMS]
    right = sum(true == found for true, found in read)
    assert right / len(read) >= 0.94
    assert len([found for true, found in read if found and not true]) <= len(read) // 25


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_promise_is_turned_round_and_no_stall_or_no_is_one(language: str) -> None:
    for row in IDIOMS:
        true, found = row["act"].split(), act(row, language).split()
        if found and found[1] in ("commit", "accept") and true:
            assert true[:1] == found[:1], row
            assert true[1] in ("commit", "accept"), row


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_promised_is_graded_by_what_and_when(language: str) -> None:
    graded = [(row, found_in(row, language)) for row in IDIOMS if row["grade"]]
    right = [row["grade"] == rows[0].grade for row, rows in graded if len(rows) == 1]
    assert len(right) >= len(graded) * 0.9
    assert sum(right) / len(right) >= 0.95
