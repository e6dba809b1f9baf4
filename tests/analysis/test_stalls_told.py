"""What puts a step off, beside words that sound like it and put nothing off."""

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
                "Bel me volgende week nog eens.",
            ),
            (
                "We deliver in May.",
                "Call me again next week.",
            ),
            ["customer stall call_back"],
            id="a call some week",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "We laten het u weten.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "We'll let you know.",
            ),
            ["customer stall meeting"],
            id="we'll let you know",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik sta er open voor als het rustiger is.",
            ),
            (
                "We deliver in May.",
                "I'd be up for one when things calm down.",
            ),
            ["customer stall other"],
            id="keen, some day",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We gaan hem proberen als het rustiger is.",
            ),
            (
                "We deliver in May.",
                "We'll try one when things calm down.",
            ),
            ["customer stall other"],
            id="tried, some day",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Ach, vroeg of laat neemt elke boer hier in de buurt er misschien later een.",
            ),
            (
                "Would you try one for a month?",
                "Sooner or later every farmer round here gets one, maybe next year or so.",
            ),
            ["customer stall trial"],
            id="a long one, where a step was asked for",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "We gaan met de vennoten praten.",
            ),
            (
                "Would you try one for a month?",
                "We'll talk to the partners.",
            ),
            ["customer stall internal"],
            id="the partners",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik wil het met mijn vrouw bespreken.",
            ),
            (
                "We deliver in May.",
                "I'd like to discuss it with my wife.",
            ),
            ["customer stall internal"],
            id="one's wife",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Wij hebben geen interesse.",
                "Zullen we in mei samen zitten?",
                "Ik denk er nog over na.",
            ),
            (
                "We deliver in May.",
                "We're not interested.",
                "Shall we meet in May?",
                "I'll think about it.",
            ),
            ["customer decline order", "customer stall meeting"],
            id="after a no, where a step was asked for again",
        ),
    ],
)
def test_a_stall_is_one_whatever_it_sounds_like(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Bel me dinsdag om drie uur nog eens.",
            ),
            (
                "We deliver in May.",
                "Call me again on Tuesday at three.",
            ),
            [],
            id="a call at an hour",
        ),
        pytest.param(
            (
                "Hoe gaat het?",
                "Ach, we zien wel.",
            ),
            (
                "How are things?",
                "Oh, we'll see.",
            ),
            [],
            id="an answer to a greeting",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "In 2019 zeiden mensen hier dat er een nachtje over slapen het beste was.",
            ),
            (
                "We deliver in May.",
                "In 2019 people round here would all sleep on it for a week or so.",
            ),
            [],
            id="a tale of another year",
        ),
        pytest.param(
            (
                "Zal ik u een offerte sturen?",
                "Nee, dat is goed zo.",
            ),
            (
                "Shall I send you a quote?",
                "No, that is fine.",
            ),
            [],
            id="a quote that is turned down",
        ),
        pytest.param(
            (
                "Ik maak een offerte voor u.",
                "Stuur maar niet.",
            ),
            (
                "I'll make you a quote.",
                "Send it, no, please not.",
            ),
            ["seller commit quote B"],
            id="a quote not to be sent",
        ),
    ],
)
def test_what_puts_nothing_off(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
