"""An answer that speaks of two moments in one breath: the one that is taken stands, on its day."""

import pytest

from tests.analysis.calls import agreed

ASKED = {"nl": "Zal ik donderdag langskomen?", "en": "Shall I come by on Thursday?"}
FRIDAY = ["joint accept meeting A 2026-03-13"]
THURSDAY = ["joint accept meeting A 2026-03-12"]


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("nl", "Nee, vrijdag."),
        ("nl", "Nee, maak er vrijdag van."),
        ("nl", "Nee, liever vrijdag."),
        ("nl", "Nee, donderdag niet, vrijdag wel."),
        ("nl", "Donderdag gaat niet, vrijdag wel."),
        ("nl", "Donderdag zit ik vol, maak er vrijdag van."),
        ("nl", "Donderdag is het markt, maak er vrijdag van."),
        ("en", "No, Friday."),
        ("en", "No, make it Friday."),
        ("en", "No, rather Friday."),
        ("en", "No, not Thursday, Friday's fine."),
        ("en", "Thursday's no good, Friday is."),
        ("en", "I'm full on Thursday, make it Friday."),
        ("en", "Thursday's market day, make it Friday."),
    ],
)
def test_the_other_day_is_taken(language: str, answer: str) -> None:
    assert agreed(language, ASKED[language], answer) == FRIDAY


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("nl", "Donderdag is prima, vrijdag ben ik er niet."),
        ("nl", "Donderdag is goed, maar niet voor negen uur."),
        ("en", "Thursday's great, Friday I'm not here."),
        ("en", "Thursday's fine, but not before nine."),
    ],
)
def test_the_day_asked_for_stands(language: str, answer: str) -> None:
    assert agreed(language, ASKED[language], answer) == THURSDAY


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("nl", "Nee, vrijdag heb ik een bruiloft."),
        ("nl", "Nee, vrijdag misschien."),
        ("nl", "Nee, donderdag ben ik weg, vrijdag ook."),
        ("nl", "Nee, doe maar niet."),
        ("en", "No, Friday I've got a wedding."),
        ("en", "No, Friday maybe."),
        ("en", "No, I'm away Thursday, Friday too."),
        ("en", "No, please don't."),
    ],
)
def test_no_day_is_taken(language: str, answer: str) -> None:
    assert not [row for row in agreed(language, ASKED[language], answer) if " accept " in row]
