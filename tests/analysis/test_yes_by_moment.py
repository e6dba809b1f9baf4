"""A moment is a yes where it is all that is said, or the very one asked for; and says how firm."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wanneer zullen we samen zitten?",
                "Volgende week.",
            ),
            (
                "When shall we meet?",
                "Next week.",
            ),
            ["joint accept meeting B 2026-03-20"],
            id="a week",
        ),
        pytest.param(
            (
                "Wanneer zullen we samen zitten?",
                "Nou, volgende week.",
            ),
            (
                "When shall we meet?",
                "Well, next week.",
            ),
            ["joint accept meeting B 2026-03-20"],
            id="a week behind a well",
        ),
        pytest.param(
            (
                "Wanneer zullen we samen zitten?",
                "Volgende week, meneer.",
            ),
            (
                "When shall we meet?",
                "Next week, sir.",
            ),
            ["joint accept meeting B 2026-03-20"],
            id="a week, sir",
        ),
        pytest.param(
            (
                "Wanneer zullen we samen zitten?",
                "Volgende week. In principe.",
            ),
            (
                "When shall we meet?",
                "Next week. In principle.",
            ),
            ["joint accept meeting C 2026-03-20"],
            id="a week, in principle",
        ),
        pytest.param(
            (
                "Wanneer zullen we samen zitten?",
                "Dan ben ik vrij op dinsdag om tien uur.",
            ),
            (
                "When shall we meet?",
                "I'm around on Tuesday at ten.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="an hour he is free",
        ),
        pytest.param(
            (
                "Zullen we samen zitten?",
                "Ja, woensdag om tien uur zouden we kunnen proberen te komen.",
            ),
            (
                "Shall we meet?",
                "Sure, we could try and be there on Wednesday at ten.",
            ),
            ["joint accept meeting C 2026-03-11"],
            id="an hour to try",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "Prima, tot later.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Fine, speak later.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="speak later",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "Binnenkort.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Soon.",
            ),
            [],
            id="soon is none",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "Ja, en neem de folder mee.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, and bring the brochure.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="yes, and bring something",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur samen zitten?",
                "Prima, dinsdag, en mail me de folder.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Fine, Tuesday, and mail me the leaflet.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="fine, and mail something",
        ),
        pytest.param(
            (
                "Zullen we dinsdag samen zitten?",
                "Dinsdag zit ik vol, maar donderdag past me.",
            ),
            (
                "Shall we meet on Tuesday?",
                "Tuesday I'm in meetings, but Thursday works.",
            ),
            ["joint accept meeting A 2026-03-12"],
            id="another day behind a but",
        ),
        pytest.param(
            (
                "Bestelt u er een?",
                "Ja, vrijdag. Maandag haal ik hem.",
            ),
            (
                "Will you order one?",
                "Yes, on Friday. On Monday I collect it.",
            ),
            ["customer accept order A 2026-03-13"],
            id="the day of an order stands",
        ),
        pytest.param(
            (
                "Wanneer mag ik langskomen?",
                "Kom binnenkort maar langs.",
            ),
            (
                "When can I come by?",
                "Come by soon.",
            ),
            ["joint accept meeting B"],
            id="come by soon",
        ),
    ],
)
def test_a_moment_says_yes_and_how_firmly(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kom maandag maar langs.",
                "Maandag dan, met de folder onder mijn arm.",
            ),
            (
                "We deliver in May.",
                "Come by on Monday.",
                "Monday then, with the leaflet under my arm.",
            ),
            ["joint accept meeting A 2026-03-16"],
            id="the day the customer named",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kom dinsdag om tien uur maar langs.",
                "Dinsdag om tien uur, ik laat het u weten.",
            ),
            (
                "We deliver in May.",
                "Come by on Tuesday at ten.",
                "Tuesday at ten, I'll let you know.",
            ),
            [],
            id="whether it suits he does not know",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Stuur mij maandag de lijst maar.",
                "Maandag is de lijst van Jan er.",
            ),
            (
                "We deliver in May.",
                "Send me the list on Monday.",
                "Monday is the day for lists.",
            ),
            [],
            id="a list that is not his",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Donderdag om tien uur kan ik niet.",
                "Donderdag om tien uur.",
            ),
            (
                "We deliver in May.",
                "Thursday at ten I can't make.",
                "Thursday at ten.",
            ),
            [],
            id="a day the customer can't",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Hij zei dat u dinsdag mag langskomen.",
                "Prima.",
            ),
            (
                "We deliver in May.",
                "He said you can come by on Tuesday.",
                "Fine.",
            ),
            [],
            id="what another said",
        ),
    ],
)
def test_the_seller_takes_a_day_up_or_does_not(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
