"""What one does all day, pays to others or may do some time: no promise."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Donderdag ontvangen we de burgemeester.",
            ),
            (
                "We deliver in May.",
                "We'll meet the mayor on Thursday.",
            ),
            [],
            id="a mayor",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vrijdag bel ik de garage.",
            ),
            (
                "We deliver in May.",
                "I'll call the garage on Friday.",
            ),
            [],
            id="a garage",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vrijdag betaal ik de boete.",
            ),
            (
                "We deliver in May.",
                "I'll pay the fine on Friday.",
            ),
            [],
            id="a fine",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vrijdag betaal ik de boete van mijn vrouw.",
            ),
            (
                "We deliver in May.",
                "On Friday I'll pay the fine for my wife.",
            ),
            [],
            id="a fine of one's wife's",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vrijdag heb ik de factuur betaald en we gaan het zien.",
            ),
            (
                "We deliver in May.",
                "I paid the deposit on Friday, we will see it arrive.",
            ),
            [],
            id="what was paid",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "De factuur wordt volgende maand betaald.",
            ),
            (
                "We deliver in May.",
                "The invoice gets paid next month.",
            ),
            [],
            id="paid some time",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "De directie vindt het best. Ik maak de aanbetaling over.",
            ),
            (
                "We deliver in May.",
                "The board is all for it. I'll wire the deposit.",
            ),
            [],
            id="a board that likes it pays nothing",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal de aanbetaling vrijdag voordat hij draait.",
            ),
            (
                "We deliver in May.",
                "I'll pay the deposit on Friday before it runs.",
            ),
            [],
            id="paid before, which may have been not before",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik zorg dat u de cijfers krijgt.",
            ),
            (
                "We deliver in May.",
                "Let me send you the figures.",
            ),
            [],
            id="figures some time",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik bespreek het met het bestuur.",
            ),
            (
                "We deliver in May.",
                "I'll discuss it with the board.",
            ),
            ["customer stall internal"],
            id="the board, some time",
        ),
    ],
)
def test_what_one_does_all_day_is_no_promise(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
