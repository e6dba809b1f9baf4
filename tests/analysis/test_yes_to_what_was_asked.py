""" "I'll do it", "I agree", "I'm in": a yes to the step that was asked for, and no order."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Ja, ik doe het.",
            ),
            (
                "Could you send me the figures?",
                "Yes, I'll do it.",
            ),
            ["customer accept deliver B"],
            id="to figures",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Ja, we doen het.",
            ),
            (
                "Would you try one for a month?",
                "Yes, we'll do it.",
            ),
            ["customer accept trial B"],
            id="to a trial",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Ja, we doen het.",
            ),
            (
                "Shall we meet on Tuesday?",
                "Yes, we'll do it.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="to a day",
        ),
        pytest.param(
            (
                "Wilt u het met uw baas bespreken?",
                "Ja, ik doe het.",
            ),
            (
                "Will you discuss it with your boss?",
                "Yes, I'll do it.",
            ),
            ["customer stall internal"],
            id="to a talk at home",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Ik ga akkoord.",
            ),
            (
                "Shall we meet on Tuesday?",
                "I agree.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="agreed, to a day",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Ja, we gaan ervoor.",
            ),
            (
                "Would you try one for a month?",
                "Yes, let's go for it.",
            ),
            ["customer accept trial B"],
            id="going for it, to a trial",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "We hebben een deal.",
            ),
            (
                "Shall we meet on Tuesday?",
                "We have a deal.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="a deal, to a day",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Boek het maar.",
            ),
            (
                "Shall we meet on Tuesday?",
                "Book it.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="booked, to a day",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Ik doe mee.",
            ),
            (
                "Shall we meet on Tuesday?",
                "I'm in.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="in, to a day",
        ),
        pytest.param(
            (
                "Gaat u akkoord met dit voorstel?",
                "Ja, ik ga akkoord.",
            ),
            (
                "Do you agree to this proposal?",
                "Yes, I agree.",
            ),
            ["customer accept order B"],
            id="to a proposal",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Ja, we doen het.",
            ),
            (
                "Shall we do it that way?",
                "Yes, we'll do it.",
            ),
            ["customer commit order B"],
            id="to the deal",
        ),
    ],
)
def test_a_yes_is_to_what_was_asked_for(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Ja, ik mail ze vanmiddag.",
            ),
            (
                "Could you send me the figures?",
                "Yes, I'll email them this afternoon.",
            ),
            ["customer accept deliver A 2026-03-09"],
            id="mailed",
        ),
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Die neem ik dinsdag mee.",
            ),
            (
                "Could you send me the figures?",
                "I'll bring them on Tuesday.",
            ),
            ["customer accept deliver A 2026-03-10"],
            id="brought",
        ),
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Die mag ik niet delen.",
            ),
            (
                "Could you send me the figures?",
                "I'm not allowed to share those.",
            ),
            ["customer decline deliver"],
            id="not to be shared",
        ),
        pytest.param(
            (
                "Mag ik de cijfers?",
                "Ja, vrijdag.",
            ),
            (
                "May I have the figures?",
                "Yes, on Friday.",
            ),
            ["customer accept deliver A 2026-03-13"],
            id="asked to have them",
        ),
    ],
)
def test_what_is_sent_is_what_was_asked_for(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
