"""Stalls and noes in plain words: who wants time, who is not there, who would rather not."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Ik ben er nog niet uit.",
            ),
            (
                "Shall we do it that way?",
                "I haven't made up my mind yet.",
            ),
            ["customer stall other"],
            id="not sure yet",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Laat me een nachtje slapen.",
            ),
            (
                "Shall we do it that way?",
                "Let me sleep on it.",
            ),
            ["customer stall other"],
            id="a night's sleep",
        ),
        pytest.param(
            (
                "Wanneer kan ik langskomen?",
                "Voorlopig niet.",
            ),
            (
                "When can I come by?",
                "Not for the time being.",
            ),
            ["customer stall meeting"],
            id="not for now",
        ),
        pytest.param(
            (
                "Zal ik u volgende week bellen?",
                "Ik bel u wel.",
            ),
            (
                "Shall I call you next week?",
                "I'll call you.",
            ),
            ["customer stall call_back"],
            id="he will call",
        ),
        pytest.param(
            (
                "Kunt u mij de cijfers sturen?",
                "Ik zal kijken of ik ze kan vinden.",
            ),
            (
                "Could you send me the figures?",
                "I'll see if I can find them.",
            ),
            ["customer stall deliver"],
            id="whether he finds them",
        ),
        pytest.param(
            (
                "Zal ik er tien voor u bestellen?",
                "Wacht nog even.",
            ),
            (
                "Shall I order ten for you?",
                "Wait a bit.",
            ),
            ["customer stall order"],
            id="a while yet",
        ),
        pytest.param(
            (
                "Zou u er twee weken een willen proberen?",
                "Ik moet eerst mijn baas vragen.",
            ),
            (
                "Would you like to try one for two weeks?",
                "I have to ask my boss first.",
            ),
            ["customer stall internal"],
            id="a boss to ask",
        ),
    ],
)
def test_who_wants_time_stalls(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Kan ik donderdag bij u langskomen?",
                "Nee, ik ben er niet.",
            ),
            (
                "Could I come by on Thursday?",
                "No, I'm not in.",
            ),
            ["customer decline meeting"],
            id="not there",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Dat heeft weinig zin.",
            ),
            (
                "Shall we meet on Tuesday?",
                "There's little point.",
            ),
            ["customer decline meeting"],
            id="little point",
        ),
        pytest.param(
            (
                "Zal ik u dinsdag bellen?",
                "Dat lijkt me niet nodig.",
            ),
            (
                "Shall I call you on Tuesday?",
                "I don't think that's necessary.",
            ),
            ["customer decline call_back"],
            id="not necessary",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Dinsdag komt me niet goed uit.",
            ),
            (
                "Shall we meet on Tuesday?",
                "Tuesday isn't convenient for me.",
            ),
            ["customer decline meeting"],
            id="not convenient",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Ik heb dinsdag al iets.",
            ),
            (
                "Shall we meet on Tuesday?",
                "I've already got something on Tuesday.",
            ),
            ["customer decline meeting"],
            id="something else that day",
        ),
        pytest.param(
            (
                "Zal ik een offerte maken?",
                "Nee, dat hoeft niet.",
            ),
            (
                "Shall I draw up a quote?",
                "No, that's not needed.",
            ),
            ["customer decline quote"],
            id="a quote that is not needed",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Ik zie het niet zitten.",
            ),
            (
                "Shall we do it that way?",
                "I don't see it working.",
            ),
            ["customer decline other"],
            id="not seeing it",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik bestel niets bij u.",
            ),
            (
                "We deliver in May.",
                "I won't order anything from you.",
            ),
            ["customer decline order"],
            id="no order",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik ga er geen bestellen.",
            ),
            (
                "We deliver in May.",
                "I'm not going to order any.",
            ),
            ["customer decline order"],
            id="none ordered",
        ),
        pytest.param(
            (
                "Gaat u vrijdag tekenen?",
                "Dat heb ik niet gezegd.",
            ),
            (
                "So you will sign on Friday?",
                "I did not say that.",
            ),
            [],
            id="not said",
        ),
    ],
)
def test_a_no_is_to_what_was_asked(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Ja, prima.",
                "Fijn.",
                "Dinsdag kan ik toch niet.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, fine.",
                "Great.",
                "I can't make Tuesday after all.",
            ),
            ["joint accept meeting A 2026-03-10", "customer decline meeting"],
            id="after all",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Ja, prima.",
                "Tot dan.",
                "Dinsdag kan ik niet.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, fine.",
                "See you then.",
                "I can't do Tuesday.",
            ),
            ["joint accept meeting A 2026-03-10", "customer decline meeting"],
            id="in few words",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Ja, prima.",
                "Fijn.",
                "Wacht, dinsdag heb ik de tandarts. Woensdag om tien uur?",
                "Woensdag is goed.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, fine.",
                "Great.",
                "Wait, I have the dentist on Tuesday. Wednesday at ten?",
                "Wednesday is fine.",
            ),
            ["joint accept meeting A 2026-03-11"],
            id="the dentist",
        ),
    ],
)
def test_a_day_that_was_agreed_is_off(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
