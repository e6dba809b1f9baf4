"""An hour that the customer names and the seller says again stands; one that is only named does
not, and a day least of all. A flat no, and why, is a no to the deal."""

import pytest

from analysis.findings import Commitment
from tests.analysis.calls import Said, measured

ASKED = {
    "nl": "En wanneer kunnen we daar met zijn drieën over zitten?",
    "en": "And when could the three of us sit down over that?",
}
NAMED = {
    "nl": "Dan ben ik de bloemen aan het doen, donderdag om tien uur sta ik er toch al.",
    "en": "I'm in the vestry Thursday at ten, doing the flowers.",
}


def rows(language: str, *said: str) -> list[Commitment]:
    """What is agreed where seller and customer speak by turns, the seller first."""
    lines: list[Said] = [("SC"[at % 2], 0.8, text) for at, text in enumerate(said)]
    return list(measured(lines, language).commitments)


@pytest.mark.parametrize(
    ("language", "again", "hour"),
    [
        ("nl", "Donderdag tien uur, bij de kerk.", "donderdag om tien uur"),
        ("en", "Thursday at ten, vestry door.", "Thursday at ten"),
        ("nl", "Tien uur donderdag, genoteerd.", "donderdag om tien uur"),
        ("en", "Ten on Thursday, lovely.", "Thursday at ten"),
    ],
)
def test_an_hour_named_and_said_again_is_an_appointment(
    language: str, again: str, hour: str
) -> None:
    (row,) = rows(language, ASKED[language], NAMED[language], again)
    assert (row.by, row.kind, row.step, row.grade) == ("joint", "accept", "meeting", "A")
    assert row.when_text == hour
    assert row.evidence.turn_ids == (0, 1)
    assert row.evidence.quote == NAMED[language]


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("nl", "Ja, zo gaat dat met bloemen."),
        ("en", "Well, that's flowers for you."),
        ("nl", "Vrijdag om elf uur, bij de kerk."),  # another hour
        ("en", "Friday at eleven, vestry door."),
        ("nl", "Donderdag, juist."),  # the day alone
        ("en", "Thursday, right."),
    ],
)
def test_an_hour_that_is_not_said_again_is_none(language: str, again: str) -> None:
    assert rows(language, ASKED[language], NAMED[language], again) == []


@pytest.mark.parametrize(
    ("language", "asked", "reply", "again"),
    [
        ("nl", ASKED["nl"], "Donderdag om tien uur kan ik niet.", "Donderdag tien uur."),
        ("en", ASKED["en"], "Thursday at ten I can't.", "Thursday at ten."),
        # nobody asked for a meeting
        (
            "nl",
            "Wat doet u zoal in een week?",
            "Donderdag om tien uur staan hier de bloemen.",
            "Tien uur donderdag.",
        ),
        (
            "en",
            "What does your week look like?",
            "Thursday at ten the flowers come.",
            "Ten on Thursday.",
        ),
    ],
)
def test_a_no_or_a_habit_said_again_is_no_appointment(
    language: str, asked: str, reply: str, again: str
) -> None:
    said = rows(language, asked, reply, again)
    assert [row for row in said if row.kind in ("accept", "commit")] == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Kunnen we vrijdag bij u komen kijken?", "Op vrijdag hebben we hier een bruiloft."),
        ("en", "Could we come and see it on Friday?", "On Friday we have a wedding here."),
        ("nl", "Kunnen we vrijdagochtend afspreken?", "Vrijdagochtend komt de veearts."),
        ("en", "Could we meet on Friday morning?", "On Friday morning the vet comes."),
    ],
)
def test_a_day_that_is_named_back_may_be_why_not(language: str, asked: str, reply: str) -> None:
    assert rows(language, asked, reply) == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Wanneer kan ik bij u langskomen?", "Maandag ben ik in Gent, en dan zien we wel."),
        ("en", "When could I come and see you?", "I'm in Leeds on Monday, and then we'll see."),
    ],
)
def test_being_elsewhere_declines_no_meeting_that_has_no_day_yet(
    language: str, asked: str, reply: str
) -> None:
    assert [row.kind for row in rows(language, asked, reply)] != ["decline"]


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        (
            "nl",
            "Stapt u dit jaar nog over naar ons?",
            "Nee. Ik begin er niet meer aan, tot die tijd blijft alles zoals het hangt.",
        ),
        (
            "en",
            "So would you take a machine from us at all, this season or next?",
            "No. I won't be renting any machine, not for this shop, and not off anybody.",
        ),
        (
            "en",
            "Would you let me print just the Christmas ones this year?",
            "No, pet. I'm not having labels printed, Christmas or any other time.",
        ),
    ],
)
def test_a_flat_no_and_why_is_a_no_to_the_deal(language: str, asked: str, reply: str) -> None:
    (row,) = rows(language, asked, reply)
    assert (row.by, row.kind, row.step) == ("customer", "decline", "order")


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Wilt u ze eruit laten halen?", "Nee. Natuurlijk niet."),
        ("en", "Do you want them pulled out?", "No. Course I don't."),
        ("nl", "Wanneer zet u hem aan?", "Nee. Ik weet nog niet wie er dan in de loods staat."),
        ("en", "When do you switch it on?", "No. I don't know who's in the shed then."),
    ],
)
def test_a_no_that_does_not_say_what_is_refused_is_none(
    language: str, asked: str, reply: str
) -> None:
    kinds = [(row.kind, row.step) for row in rows(language, asked, reply)]
    assert ("decline", "order") not in kinds


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Zullen we er dinsdag een uurtje voor gaan zitten?", "Doe dat filmpje dan maar."),
        ("en", "Shall we sit down for an hour on Tuesday?", "Go on with the brochure, then."),
    ],
)
def test_a_yes_to_something_to_read_agrees_to_no_meeting(
    language: str, asked: str, reply: str
) -> None:
    assert [row for row in rows(language, asked, reply) if row.step == "meeting"] == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        (
            "nl",
            "Zou u dat een keer willen, met mij erbij?",
            "Dat geloof ik wel. Dan zie ik u dinsdag om elf uur aan de poort.",
        ),
        (
            "en",
            "Would you show him, with me in the room?",
            "I believe I will. So come on the twenty-third at eleven, and I'll have it out.",
        ),
    ],
)
def test_a_meeting_is_of_both_whoever_names_it(language: str, asked: str, reply: str) -> None:
    assert [(row.by, row.step) for row in rows(language, asked, reply)] == [("joint", "meeting")]


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("nl", "Ik mail u vrijdag de offerte, één bladzij, meer niet."),
        ("en", "I'll mail you the quote on Friday, one page and nothing more."),
    ],
)
def test_a_promise_that_says_how_little_is_one(language: str, promise: str) -> None:
    asked = {"nl": "Mail mij maar een offerte.", "en": "Just mail me a quote."}[language]
    said = [row for row in rows(language, "Goed.", asked, promise) if row.by == "seller"]
    assert [(row.step, row.when_text is not None) for row in said] == [("quote", True)]
