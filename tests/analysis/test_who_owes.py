"""Who would do it owes it: the one who asks leave to, the one who is asked, or both."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zal ik er maandag een op proef neerzetten?",
                "Ja, prima.",
            ),
            (
                "Shall I put one in on trial on Monday?",
                "Yes, fine.",
            ),
            ["customer accept trial A 2026-03-16"],
            id="a trial is the customer's",
        ),
        pytest.param(
            (
                "Zal ik de aanbetaling vrijdag afschrijven?",
                "Ja, prima.",
            ),
            (
                "Shall I take the deposit on Friday?",
                "Yes, fine.",
            ),
            ["customer accept pay A 2026-03-13"],
            id="so is paying",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Wilt u het maandag met mijn baas bespreken?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Will you put it to my boss on Monday?",
                "Yes, fine.",
            ),
            ["seller accept internal A 2026-03-16"],
            id="the seller is to speak to the boss",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Zullen we het maandag intern bespreken?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Shall we discuss it internally on Monday?",
                "Yes, fine.",
            ),
            ["customer accept internal A 2026-03-16"],
            id="the two of them",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kunt u mij vrijdag de lijst mailen?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Could you mail me the list on Friday?",
                "Yes, fine.",
            ),
            ["seller accept deliver A 2026-03-13"],
            id="the seller is to send a list",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Zal ik u vrijdag de cijfers mailen?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Shall I mail you the figures on Friday?",
                "Yes, fine.",
            ),
            ["customer accept deliver A 2026-03-13"],
            id="the customer offers to send figures",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kunt u ons de lijst sturen?",
                "Die gaat dinsdag met de vrachtwagen mee.",
            ),
            (
                "We deliver in May.",
                "Could you send us the list?",
                "That goes with the lorry on Tuesday.",
            ),
            ["seller accept deliver A 2026-03-10"],
            id="the seller's list goes with the lorry",
        ),
        pytest.param(
            (
                "Kunt u ons een monster sturen?",
                "Dat gaat dinsdag met de vrachtwagen mee.",
            ),
            (
                "Could you send us a sample?",
                "That goes with the lorry on Tuesday.",
            ),
            ["customer accept deliver A 2026-03-10"],
            id="the customer's sample does",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kunt u mij de folder sturen?",
                "Ja, prima.",
            ),
            (
                "We deliver in May.",
                "Would you send me the brochure?",
                "Yes, fine.",
            ),
            [],
            id="a brochure binds nobody",
        ),
        pytest.param(
            (
                "Welke dag kunnen we samen zitten?",
                "Ik bel u morgen met de dag.",
            ),
            (
                "Which day could we meet?",
                "I'll call you tomorrow with the day.",
            ),
            ["customer commit call_back A 2026-03-10"],
            id="the customer says when he will know",
        ),
        pytest.param(
            (
                "Kan uw directeur er dinsdag bij zijn?",
                "Maandag bezoek ik hem.",
            ),
            (
                "Could your director join us on Tuesday?",
                "I'll visit him on Monday.",
            ),
            ["customer accept decision_maker A 2026-03-16"],
            id="who visits his own director",
        ),
        pytest.param(
            (
                "Wilt u het donderdag aan uw directeur voorleggen?",
                "Donderdag bezoek ik hem.",
            ),
            (
                "Will you put it to your director on Thursday?",
                "I'll visit him on Thursday.",
            ),
            ["customer accept internal A 2026-03-12"],
            id="who visits him to ask it",
        ),
        pytest.param(
            (
                "Zal ik dat zo opschrijven?",
                "Vrijdag haal ik de kinderen van school.",
            ),
            (
                "Shall I note it down that way?",
                "On Friday I collect the kids.",
            ),
            [],
            id="what he does anyway is no answer",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Vrijdag speel ik tennis.",
            ),
            (
                "Would you try one for a month?",
                "On Friday I play tennis.",
            ),
            [],
            id="nor is a game of tennis",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kunt u mij de lijst mailen?",
                "Ik bel u vrijdag om tien uur.",
            ),
            (
                "We deliver in May.",
                "Could you mail me the list?",
                "I'll call you on Friday at ten.",
            ),
            ["seller commit call_back A 2026-03-13"],
            id="a call on another matter",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kom eens langs.",
                "Ik kom donderdag om tien uur langs.",
            ),
            (
                "We deliver in May.",
                "Do come by.",
                "I'll come by on Thursday at ten.",
            ),
            ["joint accept meeting A 2026-03-12"],
            id="the customer said to come",
        ),
    ],
)
def test_a_yes_binds_who_would_do_it(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Kunt u zonder uw baas bestellen?",
                "Ja hoor.",
            ),
            (
                "Could you order without your boss?",
                "Yes.",
            ),
            [],
            id="whether he may order",
        ),
        pytest.param(
            (
                "Kunt u zo veel betalen?",
                "Ja hoor.",
            ),
            (
                "Could you pay that much?",
                "Yes.",
            ),
            [],
            id="whether he has so much",
        ),
        pytest.param(
            (
                "Kunt u er vrijdag een bestellen?",
                "Ja hoor.",
            ),
            (
                "Could you order one on Friday?",
                "Yes.",
            ),
            ["customer accept order A 2026-03-13"],
            id="on a day it does",
        ),
    ],
)
def test_a_question_whether_one_can_asks_for_nothing(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
