"""A flat no to what was asked: which step it turns down."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zou uw directeur erbij kunnen zitten?",
                "Nee. Ik ga hem hier niet mee lastigvallen, echt.",
            ),
            (
                "Could your director join us?",
                "No. I'm not bothering him with such a thing.",
            ),
            ["customer decline decision_maker"],
            id="a director who is not to be bothered",
        ),
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Nee. Ik ga die echt aan niemand geven.",
            ),
            (
                "Could you send me the figures?",
                "No. I'm not giving those out to just anybody.",
            ),
            ["customer decline deliver"],
            id="figures that are not handed out",
        ),
        pytest.param(
            (
                "Wilt u dinsdag bij ons langskomen?",
                "Nee. Ik kom al maanden mijn kantoor niet uit.",
            ),
            (
                "Would you come and meet us on Tuesday?",
                "No. I'm not leaving the house for such a thing.",
            ),
            ["customer decline meeting"],
            id="a visit",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik hoef er hier niet nog meer bij.",
            ),
            (
                "Shall we do it that way?",
                "No. I'm not having another of those in here.",
            ),
            ["customer decline order"],
            id="what no rule knows is the deal",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee, ik wil geen proef.",
            ),
            (
                "Shall we do it that way?",
                "No, I don't want a trial.",
            ),
            ["customer decline trial"],
            id="the step that the no itself names",
        ),
        pytest.param(
            (
                "Zal ik dinsdag om tien uur inplannen?",
                "Nee, ik wil hem niet uitnodigen.",
            ),
            (
                "Shall I put Tuesday at ten in?",
                "No, I don't want to invite him.",
            ),
            ["customer decline decision_maker"],
            id="who is not to be invited",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Ik heb erover nagedacht en ik teken hem niet.",
            ),
            (
                "Will you sign?",
                "I've thought about it and I'd not dare.",
            ),
            ["customer decline order"],
            id="an order thought over",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "O: Zullen we nu gaan eten?",
                "Dat gaan we niet doen.",
            ),
            (
                "Would you try one for a month?",
                "O: Shall we go and eat now?",
                "We're not doing it.",
            ),
            ["customer decline order"],
            id="after hours of talk it is the deal",
        ),
    ],
)
def test_a_no_turns_down_what_was_asked_for(dutch: Talk, english: Talk, rows: list[str]) -> None:
    """Of a step that can be refused alone it leaves the deal open."""
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
