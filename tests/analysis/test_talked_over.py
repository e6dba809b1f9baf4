"""What is talked over with others: a step with a body and a day, a stall without, or none."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Legt u het donderdag aan uw directie voor?",
                "Ja, prima.",
            ),
            (
                "Will you put it to your board on Thursday?",
                "Yes, fine.",
            ),
            ["customer accept internal A 2026-03-12"],
            id="asked for, on a day",
        ),
        pytest.param(
            (
                "Legt u het voorstel maandag aan uw vrouw voor?",
                "Ja.",
            ),
            (
                "Will you put the proposal to your wife on Monday?",
                "Yes.",
            ),
            ["customer accept internal A 2026-03-16"],
            id="asked for, with what",
        ),
        pytest.param(
            (
                "Legt u het uw vrouw voor?",
                "Ja.",
            ),
            (
                "Will you put it to your wife?",
                "Yes.",
            ),
            ["customer stall internal"],
            id="asked for, some time",
        ),
        pytest.param(
            (
                "Legt u het uw vrouw voor?",
                "Maandag.",
            ),
            (
                "Will you put it to your wife?",
                "On Monday.",
            ),
            ["customer accept internal A 2026-03-16"],
            id="asked for, and when",
        ),
        pytest.param(
            (
                "Gaat u het met de directie bespreken?",
                "Ja.",
            ),
            (
                "Will you be discussing it with the board?",
                "Yes.",
            ),
            ["customer stall internal"],
            id="whether he will",
        ),
        pytest.param(
            (
                "Bespreekt u zulke dingen met uw vrouw?",
                "Ja.",
            ),
            (
                "Do you discuss such things with your wife?",
                "Yes.",
            ),
            [],
            id="whether he does as a rule",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik bespreek maandag de bruiloft met Sanne.",
            ),
            (
                "We deliver in May.",
                "I'll discuss the wedding with Sanne on Monday.",
            ),
            [],
            id="a wedding",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik bespreek het maandag met Sanne.",
            ),
            (
                "We deliver in May.",
                "I'll discuss it with Sanne on Monday.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="it, with her",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We gaan met de buren praten.",
            ),
            (
                "We deliver in May.",
                "We'll talk to the neighbours.",
            ),
            [],
            id="the neighbours, unasked",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "We gaan eerst met de buren praten.",
            ),
            (
                "Shall we do it that way?",
                "We'll talk to the neighbours first.",
            ),
            ["customer stall internal"],
            id="the neighbours, instead of a yes",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik spreek hem eerst.",
            ),
            (
                "We deliver in May.",
                "I'll speak to him first.",
            ),
            ["customer stall internal"],
            id="whom he speaks to first",
        ),
    ],
)
def test_what_is_talked_over_with_whom(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Mag ik er een nachtje over slapen?",
            ),
            (
                "Shall we do it that way?",
                "Can I sleep on it?",
            ),
            ["customer stall other"],
            id="to sleep on it",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Mag ik daar even over nadenken?",
            ),
            (
                "Shall we do it that way?",
                "Can I think about it?",
            ),
            ["customer stall other"],
            id="to think",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Mag ik daar later op terugkomen?",
            ),
            (
                "Shall we do it that way?",
                "Can I get back to you on that?",
            ),
            ["customer stall other"],
            id="to come back to it",
        ),
        pytest.param(
            (
                "Tekent u?",
                "Kan ik het eerst met mijn vrouw bespreken?",
            ),
            (
                "Will you sign?",
                "Can I talk it over with my wife first?",
            ),
            ["customer stall internal"],
            id="to ask at home",
        ),
    ],
)
def test_who_asks_for_time_stalls(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Hoe duur is dat?",
                "Ik maak een offerte. U hebt hem vrijdag.",
            ),
            (
                "We deliver in May.",
                "How much is that?",
                "I'll make you a quote. You'll have it on Friday.",
            ),
            ["seller commit quote A 2026-03-13"],
            id="a quote and its day",
        ),
    ],
)
def test_one_promise_in_two_sentences(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vrijdag betaal ik via de bank.",
            ),
            (
                "We deliver in May.",
                "I'll pay on Friday through the bank.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="through the bank",
        ),
        pytest.param(
            (
                "Hoe werkt dat bij u?",
                "Dat krijg je te leen in de eerste week van de maand.",
            ),
            (
                "How does that work here?",
                "You get that on loan in the first week of the month.",
            ),
            [],
            id="had on loan",
        ),
    ],
)
def test_how_one_pays_and_what_one_lends(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
