"""A promise is taken back in so many words: by who gave it, of that step, for good."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wie beslist er nog meer?",
                "Vrijdag bespreek ik het met mijn vrouw.",
                "De vorige is in prijs gedaald.",
                "Ik bespreek het toch niet met mijn vrouw.",
            ),
            (
                "Who else decides?",
                "On Friday I'll discuss it with my wife.",
                "The last one has come down in price.",
                "I'm not discussing it with my wife after all.",
            ),
            ["customer commit internal A 2026-03-13", "customer decline internal"],
            id="a word with one's wife",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Ja, graag.",
                "De vorige is in prijs gedaald.",
                "Ik probeer hem toch niet.",
            ),
            (
                "Would you try one for a month?",
                "Yes, gladly.",
                "The last one has come down in price.",
                "I'm not trying one after all.",
            ),
            ["customer accept trial B", "customer decline trial"],
            id="a trial",
        ),
        pytest.param(
            (
                "Bestelt u er een?",
                "Ja, ik bestel er een.",
                "De vorige is in prijs gedaald.",
                "Die bestel ik toch niet.",
            ),
            (
                "Will you order one?",
                "Yes, I'll order one.",
                "The last one has come down in price.",
                "I shall not order one after all.",
            ),
            ["customer accept order B", "customer decline order"],
            id="an order",
        ),
        pytest.param(
            (
                "Neemt u uw baas dinsdag mee?",
                "Ja, ik neem mijn baas dinsdag mee.",
                "De vorige is in prijs gedaald.",
                "Ik neem mijn baas toch niet mee.",
            ),
            (
                "Will you bring your boss along on Tuesday?",
                "Yes, I'll bring my boss along on Tuesday.",
                "The last one has come down in price.",
                "I'm not bringing my boss along after all.",
            ),
            ["customer accept decision_maker A 2026-03-10", "customer decline decision_maker"],
            id="a boss who was to come",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "Vrijdag kan ik toch niet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "I can't pay it on Friday after all.",
            ),
            ["customer commit pay A 2026-03-13", "customer decline pay"],
            id="a payment, on its own day",
        ),
    ],
)
def test_what_was_promised_is_off(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "Als hij stuk is, ga ik niet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "If it's broken, I'm not paying it.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="what hangs on an if",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "Ik weet niet of ik ga betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "I'm not sure I'll pay it.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="not sure",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "Mijn vrouw zei dat ik niet moet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "My wife said I must not pay it.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="what his wife said",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "In theorie kan ik toch niet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "In theory, I need not pay it.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="in theory",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "We zien wel, ik kan toch niet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "We'll see, I may not pay it.",
            ),
            ["customer commit pay A 2026-03-13", "customer stall other"],
            id="we shall see",
        ),
        pytest.param(
            (
                "Wanneer betaalt u de aanbetaling?",
                "Vrijdag maak ik de aanbetaling over.",
                "De vorige is in prijs gedaald.",
                "Eerst leveren, anders ga ik niet betalen.",
            ),
            (
                "When will you pay the deposit?",
                "I'll pay the deposit on Friday.",
                "The last one has come down in price.",
                "Only when they work, else I won't pay.",
            ),
            ["customer commit pay A 2026-03-13", "customer stall pay"],
            id="only when they work",
        ),
        pytest.param(
            (
                "Wie beslist er nog meer?",
                "Vrijdag bespreek ik het met mijn vrouw.",
                "En de vorige factuur?",
                "Die betaal ik toch niet.",
            ),
            (
                "Who else decides?",
                "On Friday I'll discuss it with my wife.",
                "And the last invoice?",
                "I'm not paying that after all.",
            ),
            ["customer commit internal A 2026-03-13"],
            id="another invoice",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "Ja, dinsdag om tien uur is goed.",
                "Komt u ook op beurzen?",
                "Beurzen bezoek ik niet meer.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, Tuesday at ten is fine.",
                "Do you go to fairs?",
                "I don't visit fairs any more.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="other visits",
        ),
    ],
)
def test_what_was_promised_stands(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
