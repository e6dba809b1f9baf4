"""What sellers' questions are for, as they are put in Dutch and English side by side.

Written from the definitions alone, in two lots. Read before any rule was made for them, 81 and 73 %
had their purpose; what that taught is in the packs now.
"""

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import Said, measured

QUESTIONS = list(
    csv.DictReader((Path(__file__).parent / "purposes.tsv").open(encoding="utf-8"), delimiter="\t")
)
AROUND = {"nl": ("Goedemorgen.", "Dat zal ik zeggen."), "en": ("Good morning.", "Let me tell you.")}


def purpose(asked: str, language: str) -> str | None:
    """What the question is read to be for; None where none that counts is heard."""
    before, answer = AROUND[language]
    lines: list[Said] = [("C", 0.5, before), ("S", 0.6, asked), ("C", 0.8, answer)]
    found = [row for row in measured(lines, language).questions if row.side == "seller"]
    return found[-1].purpose if found else None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nine_in_ten_purposes_are_read_rightly(language: str) -> None:
    read = [(row["purpose"], purpose(row[f"ask_{language}"], language)) for row in QUESTIONS]
    assert sum(true == found for true, found in read) / len(read) >= 0.9


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_asks_for_no_step_is_for_no_commitment(language: str) -> None:
    file = Path(__file__).with_name("yes_to_nothing.tsv")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    asked = [row[f"asked_{language}"] for row in rows]
    wrong = [one for one in asked if purpose(one, language) == "commitment"]
    print(*wrong, sep="\n")
    assert len(wrong) / len(asked) <= 0.05


def test_leave_to_ask_is_no_more_than_that() -> None:
    """ "May I ask why?" asks why; "may I put you down for ten?" asks for an order."""
    assert purpose("Mag ik vragen waarom?", "nl") == purpose("May I ask why?", "en") == "problem"
    assert purpose("Mag ik u noteren voor tien?", "nl") == "commitment"
    assert purpose("May I put you down for ten?", "en") == "commitment"
    assert purpose("Zullen we naar de prijs kijken?", "nl") == "other"
    assert purpose("Shall we look at the price?", "en") == "other"
    assert purpose("Mag ik u dinsdag bellen?", "nl") == "other"
    assert purpose("May I call you on Tuesday?", "en") == "other"
