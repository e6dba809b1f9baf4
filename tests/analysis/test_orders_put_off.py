"""An order is put off in words that are no no to the deal."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Tekent u?",
                "Ik zou het niet weten.",
            ),
            (
                "Will you sign?",
                "I would not know.",
            ),
            [],
            id="who would not know",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Ik begrijp het niet.",
            ),
            (
                "Will you sign?",
                "I don't understand it.",
            ),
            [],
            id="who does not understand",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Ik ben er niet uit, ik laat het u weten.",
            ),
            (
                "Will you sign?",
                "I'm not there, I'll let you know.",
            ),
            ["customer stall order"],
            id="who lets you know",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Mijn vrouw zegt dat ik dat niet moet.",
            ),
            (
                "Will you sign?",
                "My wife says I do not have to.",
            ),
            [],
            id="what his wife says",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Ik teken hem niet, tenzij het goed voelt.",
            ),
            (
                "Will you sign?",
                "I'm not there, unless it feels right.",
            ),
            ["customer stall order"],
            id="a feeling",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Er zit geen inkt in die pen.",
            ),
            (
                "Will you sign?",
                "There's no ink in that pen.",
            ),
            [],
            id="a pen without ink",
        ),
        pytest.param(
            (
                "Wanneer tekent u?",
                "Ik heb hier geen pen.",
            ),
            (
                "When will you sign?",
                "I've got no pen here.",
            ),
            [],
            id="no answer to when",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Ik zit vandaag op kantoor.",
            ),
            (
                "Would you try one for a month?",
                "I'm at the office.",
            ),
            [],
            id="where he is today",
        ),
    ],
)
def test_an_order_is_put_off_in_words_that_are_no_no(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
