"""Which step a question puts on the table, and whose it would be."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "U komt dinsdag langs, toch?",
                "Ja.",
            ),
            (
                "You'll come by on Tuesday, won't you?",
                "Yes.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="put as a check",
        ),
        pytest.param(
            (
                "Zullen we maandag samen zitten en de aanbetaling regelen?",
                "Ja.",
            ),
            (
                "Shall we sit down on Monday and settle the deposit?",
                "Yes.",
            ),
            ["joint accept meeting A 2026-03-16"],
            id="to sit down and settle the deposit",
        ),
        pytest.param(
            (
                "Zullen we het donderdag aan uw directie voorleggen?",
                "Ja.",
            ),
            (
                "Shall we show it to your board on Thursday?",
                "Yes.",
            ),
            ["joint accept meeting A 2026-03-12"],
            id="to show it to the board on a day",
        ),
        pytest.param(
            (
                "Zullen we het aan uw directie voorleggen?",
                "Ja.",
            ),
            (
                "Shall we show it to your board?",
                "Yes.",
            ),
            ["customer stall internal"],
            id="to show it to the board some time",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Zullen we maandag samen zitten en tekenen?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Shall we sit down on Monday and sign it?",
                "Yes, fine.",
            ),
            ["customer accept order A 2026-03-16"],
            id="the customer asks to sit down and sign",
        ),
        pytest.param(
            (
                "Zal ik dinsdag een overleg met een adviseur van ons regelen?",
                "Ja.",
            ),
            (
                "Shall I set up a talk with one of our advisers on Tuesday?",
                "Yes.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="a talk with an adviser of the seller's",
        ),
        pytest.param(
            (
                "Zullen we met zijn drieën samen zitten voordat u tekent?",
                "Ja.",
            ),
            (
                "Can we sit down, the three of us, before you sign?",
                "Yes.",
            ),
            ["joint accept meeting B"],
            id="the three of us, before you sign",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten? We doen een proef. Akkoord?",
                "Ja.",
            ),
            (
                "Shall we meet on Tuesday at ten? We do a trial. Agreed?",
                "Yes.",
            ),
            ["customer accept trial B"],
            id="put to the other behind what was said",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten? Akkoord?",
                "Ja.",
            ),
            (
                "Shall we meet on Tuesday at ten? Agreed?",
                "Yes.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="agreed?",
        ),
    ],
)
def test_a_yes_to_a_question_for_a_step(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "En komt hij ook langs?",
                "Ja.",
            ),
            (
                "And does he come by as well?",
                "Yes.",
            ),
            [],
            id="what others do",
        ),
        pytest.param(
            (
                "Was dat dinsdag?",
                "Ja.",
            ),
            (
                "Was that on Tuesday?",
                "Yes.",
            ),
            [],
            id="what was",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Bel me dinsdag, zei ik vorige week.",
                "Prima.",
            ),
            (
                "We deliver in May.",
                "Last week you could come on Tuesday.",
                "Fine.",
            ),
            [],
            id="what one could do last week",
        ),
    ],
)
def test_no_step_was_asked_for(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
