"""The customer asks the seller to come, and a bare "okay" agrees to it."""

import pytest

from tests.analysis.calls import Said, measured
from tests.analysis.test_commitments import talk

TUESDAY = ("joint", "accept", "meeting", "A")


@pytest.mark.parametrize(
    ("language", "asked", "invites", "yes", "leave"),
    [
        ("nl", "Hoe gaan we verder?", "Kom dinsdag om tien uur langs.", "Goed.", "Tot dinsdag."),
        ("en", "How do we go on?", "Come by on Tuesday at ten.", "Okay.", "See you Tuesday."),
        ("nl", "Hoe gaan we verder?", "Dinsdag om tien uur kan ik.", "Oké.", "Tot dan."),
        ("en", "How do we go on?", "Tuesday at ten works for me.", "Great.", "See you then."),
    ],
)
def test_an_invitation_is_accepted_with_one_word(
    language: str, asked: str, invites: str, yes: str, leave: str
) -> None:
    result = measured(talk(asked, invites, yes, leave), language)
    rows = [(row.by, row.kind, row.step, row.grade) for row in result.commitments]
    assert rows == [TUESDAY]
    assert result.outcome == "advance"


@pytest.mark.parametrize(
    ("language", "story", "yes"),
    [
        ("nl", "Onze chauffeurs komen elke dag om zes uur langs de zaak.", "Oké."),
        ("en", "Our drivers come by the shop at six every day.", "Okay."),
    ],
)
def test_a_listeners_okay_stays_one(language: str, story: str, yes: str) -> None:
    lines: list[Said] = [("C", 0.5, story), ("S", 0.3, yes), ("C", 0.4, story)]
    assert measured(lines, language).talk.turn_switches_per_min == 0


@pytest.mark.parametrize("said", ["We'll see you on Tuesday then.", "Then we will see each other."])
def test_who_will_see_you_puts_nothing_off(said: str) -> None:
    result = measured(talk("Shall we meet on Tuesday at ten?", "Yes.", "Good.", said), "en")
    assert [row.kind for row in result.commitments] == ["accept"]
    assert result.outcome == "advance"


@pytest.mark.parametrize("said", ["We'll see.", "We'll see how it goes.", "Well, we'll see then."])
def test_who_will_see_puts_it_off(said: str) -> None:
    result = measured(talk("Shall we meet on Tuesday at ten?", said), "en")
    assert [row.kind for row in result.commitments] == ["stall"]


@pytest.mark.parametrize(
    ("language", "asked", "story", "yes"),
    [
        ("nl", "Hoe doet u dat nu?", "Dat past om zes uur net in de wagen.", "Oké, dat is goed."),
        (
            "en",
            "How is it done now?",
            "Our drivers come by at six every day.",
            "Okay, that's good.",
        ),
        ("en", "How is it done now?", "Our drivers come by the shop at six.", "Okay, that's good."),
        (
            "en",
            "How is it done now?",
            "They work best at six in the morning.",
            "Okay, that's good.",
        ),
    ],
)
def test_who_tells_how_things_go_invites_nobody(
    language: str, asked: str, story: str, yes: str
) -> None:
    result = measured(talk(asked, story, yes), language)
    assert result.commitments == ()
    assert result.outcome != "advance"


@pytest.mark.parametrize(
    ("language", "asked", "other", "yes"),
    [
        ("nl", "Zullen we donderdag afspreken?", "Liever vrijdag.", "Vrijdag is goed."),
        ("nl", "Zullen we donderdag afspreken?", "Vrijdag is beter.", "Dat is goed."),
        ("en", "Shall we meet on Thursday?", "Rather Friday.", "That's fine."),
        ("en", "Shall we meet on Thursday?", "I'd prefer Friday.", "That's fine."),
    ],
)
def test_who_would_rather_have_another_day_agrees_to_that(
    language: str, asked: str, other: str, yes: str
) -> None:
    result = measured(talk(asked, other, yes), language)
    rows = [(row.by, row.kind, row.step, str(row.when_date)) for row in result.commitments]
    assert rows == [("joint", "accept", "meeting", "2026-03-13")]
    assert result.outcome == "advance"
