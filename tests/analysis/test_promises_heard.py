"""What the customer promises of his own, in whatever form."""

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
                "Maandag staan we bij het bestuur ingepland om het te bespreken.",
            ),
            (
                "We deliver in May.",
                "We're raising it with the board on Monday.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="what is arranged",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Onze inkoper stuurt u vrijdag de cijfers.",
            ),
            (
                "We deliver in May.",
                "Our buyer will send you the figures on Friday.",
            ),
            ["customer commit deliver A 2026-03-13"],
            id="one's own people",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "De factuur wordt vrijdag betaald.",
            ),
            (
                "We deliver in May.",
                "The invoice gets paid on Friday.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="what is done by nobody named",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Maandag zit ik met mijn compagnon samen om het te bespreken.",
            ),
            (
                "We deliver in May.",
                "On Monday we shall discuss it with the board.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="what is undertaken",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Het staat maandag op de agenda van het bestuur.",
            ),
            (
                "We deliver in May.",
                "It's on the agenda for the board on Monday.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="on the agenda",
        ),
        pytest.param(
            (
                "Wilt u de aanbetaling doen?",
                "Ik maak de aanbetaling over.",
            ),
            (
                "Will you pay the deposit?",
                "I'll wire you the deposit.",
            ),
            ["customer accept pay B"],
            id="a payment that was asked for",
        ),
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Ik mail u de cijfers.",
            ),
            (
                "Could you send me the figures?",
                "I'll mail you the figures.",
            ),
            ["customer accept deliver B"],
            id="figures that were asked for",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "We gaan ervoor, een proef van een maand.",
            ),
            (
                "Would you try one for a month?",
                "Let's go for it, a trial for a month.",
            ),
            ["customer accept trial B"],
            id="decided, on a trial",
        ),
        pytest.param(
            (
                "Wat denkt u?",
                "We gaan ervoor, ik neem mijn baas dinsdag mee.",
            ),
            (
                "What do you think?",
                "Let's go for it, I'll bring my boss along on Tuesday.",
            ),
            ["customer commit decision_maker A 2026-03-10"],
            id="decided, with one's boss",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We gaan hem eerst proberen.",
            ),
            (
                "We deliver in May.",
                "We'll try it first.",
            ),
            ["customer commit trial B"],
            id="to try it first",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We willen maandag een proef doen.",
            ),
            (
                "We deliver in May.",
                "We'd like to do a trial on Monday.",
            ),
            ["customer commit trial A 2026-03-16"],
            id="wanted on a day",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We willen in mei een proef doen.",
            ),
            (
                "We deliver in May.",
                "We'd like to do a trial in May.",
            ),
            ["customer commit trial C 2026-05-31"],
            id="wanted in a month",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Het moet langs de directie. Maandag bespreek ik het.",
            ),
            (
                "We deliver in May.",
                "It has to go past the board. On Monday I'll bring it up.",
            ),
            ["customer stall internal", "customer commit internal A 2026-03-16"],
            id="the board, named before",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Maandag bespreek ik de pomp met het bestuur.",
            ),
            (
                "We deliver in May.",
                "On Monday I'll discuss the pump with the board.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="the board, about the pump",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Maandag bespreek ik het met het bestuur, dan nemen we twee mensen aan.",
            ),
            (
                "We deliver in May.",
                "On Monday I'll discuss it with the board, we're taking two people on.",
            ),
            ["customer commit internal A 2026-03-16"],
            id="the board, and two people taken on",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal u vrijdag de rekening en de boete.",
            ),
            (
                "We deliver in May.",
                "I'll pay you the fine on Friday.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="paid to you",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal vrijdag de gehele factuur.",
            ),
            (
                "We deliver in May.",
                "I'll pay the full amount on Friday.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="the whole amount",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vorige week hebben we het besproken en we gaan ervoor.",
            ),
            (
                "We deliver in May.",
                "We discussed it last week and we're going for it.",
            ),
            ["customer commit order B"],
            id="decided after it was talked over",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We hebben het er gisteren over gehad en we gaan ervoor.",
            ),
            (
                "We deliver in May.",
                "We talked it over yesterday and we're going for it.",
            ),
            ["customer commit order B"],
            id="decided yesterday",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Normaal kijk ik langer, maar we gaan ervoor.",
            ),
            (
                "We deliver in May.",
                "I usually take longer, but we're going for it.",
            ),
            ["customer commit order B"],
            id="decided otherwise than usual",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "We hebben er al drie gezien, we gaan ervoor.",
            ),
            (
                "We deliver in May.",
                "We have already seen three, we're going for it.",
            ),
            ["customer commit order B"],
            id="decided after three others",
        ),
    ],
)
def test_a_promise_in_each_of_its_forms(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
