"""Every way to say yes takes every step that was asked for, and what only begins like one takes
none. ``any_answer.tsv`` has an answer a line, in both languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.analysis.calls import agreed

_ASKED = {
    "nl": {
        "Tekent u vandaag?": "customer order",
        "Zullen we met een proef beginnen?": "customer trial",
        "Kunnen we dinsdag om tien uur afspreken?": "joint meeting",
        "Kunt u mij de cijfers sturen?": "customer deliver",
        "Neemt u uw directeur mee?": "customer decision_maker",
        "Kunt u de helft vooraf betalen?": "customer pay",
        "Legt u het maandag aan het bestuur voor?": "customer internal",
        "Mag ik u vrijdag bellen?": "joint call_back",
        "Bent u klaar om te bestellen?": "customer order",
    },
    "en": {
        "Will you sign today?": "customer order",
        "Shall we start with a trial?": "customer trial",
        "Can we meet on Tuesday at ten?": "joint meeting",
        "Could you send me the figures?": "customer deliver",
        "Would you bring your director along?": "customer decision_maker",
        "Can you pay half up front?": "customer pay",
        "Will you put it to the board on Monday?": "customer internal",
        "Can I call you on Friday?": "joint call_back",
        "Are you ready to order?": "customer order",
    },
}
_FILE = Path(__file__).with_name("any_answer.tsv")


def _answers(means: str) -> list[tuple[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    told = [row for row in rows if row["means"] == means]
    return [(language, row[f"answer_{language}"]) for row in told for language in _ASKED]


def _bound(language: str, asked: str, answer: str) -> list[str]:
    """ "customer order" for each row by which somebody is bound, but for what is only tentative."""
    rows = [row.split() for row in agreed(language, asked, answer)]
    firm = [row for row in rows if row[1] in ("commit", "accept") and row[3] != "C"]
    return [f"{by} {step}" for by, _, step, *_ in firm]


@pytest.mark.parametrize(("language", "answer"), _answers("yes"))
def test_a_yes_takes_whatever_was_asked(language: str, answer: str) -> None:
    taken = {asked: _bound(language, asked, answer) for asked in _ASKED[language]}
    assert taken == {asked: [step] for asked, step in _ASKED[language].items()}


@pytest.mark.parametrize(("language", "answer"), _answers("other"))
def test_what_is_no_yes_takes_nothing(language: str, answer: str) -> None:
    taken = {asked: _bound(language, asked, answer) for asked in _ASKED[language]}
    assert taken == {asked: [] for asked in _ASKED[language]}
