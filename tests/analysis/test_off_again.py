"""What was agreed and is off again, a "not" that is no "no", and who is let go."""

import pytest

from tests.analysis.calls import talk

AGREED = {
    "nl": ("Zullen we dinsdag om tien uur afspreken?", "Ja, dinsdag om tien uur is goed."),
    "en": ("Shall we meet on Tuesday at ten?", "Yes, Tuesday at ten is fine."),
}
ON = {"nl": "Mooi, dan neem ik de monsters mee.", "en": "Great, I will bring the samples."}


@pytest.mark.parametrize(
    ("language", "off"),
    [
        ("nl", "Dinsdag komt toch niet uit."),
        ("nl", "Dinsdag kan ik toch niet, zie ik."),
        ("nl", "Ik red dinsdag bij nader inzien niet."),
        ("nl", "Dinsdag gaat niet meer."),
        ("en", "Tuesday doesn't work after all."),
        ("en", "Actually, I can't make Tuesday after all."),
        ("en", "Tuesday's no good after all, sorry."),
        ("en", "I can't do Tuesday any more."),
    ],
)
def test_the_day_that_was_agreed_is_off_again(language: str, off: str) -> None:
    found = talk(language, *AGREED[language], ON[language], off)
    assert found.outcome == "continuation"
    assert [(row.kind, row.step) for row in found.commitments if row.by != "seller"] == [
        ("accept", "meeting"),
        ("decline", "meeting"),
    ]


@pytest.mark.parametrize(
    ("language", "beside"),
    [
        ("nl", "Woensdag kan ik toch niet."),
        ("nl", "Dinsdag komt goed uit."),
        ("en", "I can't make Wednesday after all."),
        ("en", "Tuesday suits me best after all."),
    ],
)
def test_another_day_or_a_day_that_suits_takes_nothing_back(language: str, beside: str) -> None:
    found = talk(language, *AGREED[language], ON[language], beside)
    assert found.outcome == "advance"


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        (
            "nl",
            "Zit uw man er dan ook bij?",
            "Dinsdag om twee uur, dat willen we niet missen.",
        ),
        (
            "en",
            "Will you both sit down with me?",
            "You can have us both at two on Tuesday, he'll not want to miss it.",
        ),
    ],
)
def test_who_will_not_miss_it_declines_nothing(language: str, asked: str, answer: str) -> None:
    found = talk(language, asked, answer)
    assert "decline" not in [row.kind for row in found.commitments]


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        (
            "nl",
            "Hebt u nog naar iets anders gekeken?",
            "We hadden vorig jaar een demo. Daar moest een server bij, en dat gaan we niet doen.",
        ),
        (
            "en",
            "Have you looked at anything else?",
            "We had a demo last year. It needed a computer in every truck, and I'm not doing that.",
        ),
    ],
)
def test_what_was_turned_down_elsewhere_last_year_is_no_answer(
    language: str, asked: str, told: str
) -> None:
    found = talk(language, asked, told)
    assert "decline" not in [row.kind for row in found.commitments]
    assert found.outcome != "no"


@pytest.mark.parametrize(
    ("language", "asked", "no", "released", "held"),
    [
        (
            "nl",
            "Wilt u het twee weken gratis proberen?",
            "Nee, meneer. Het is niks voor mij, ik stop ermee.",
            "Dan haal ik u vanmiddag van de lijst.",
            "Dan wens ik u een fijne dag.",
        ),
        (
            "en",
            "Would you give it a fortnight, free?",
            "No, love. It's not for me, I'm packing it in.",
            "I'll take you off our list this afternoon.",
            "Then have a good day.",
        ),
    ],
)
def test_a_no_that_the_seller_takes_for_one_is_a_clear_no(
    language: str, asked: str, no: str, released: str, held: str
) -> None:
    assert talk(language, asked, no, released).outcome == "no"
    assert talk(language, asked, no, held).outcome == "continuation"


@pytest.mark.parametrize(
    ("language", "promised"),
    [
        ("nl", "Dan haal ik het er vandaag af, zodat u daar niets meer van hoort."),
        ("en", "I'll take it off today, so you don't hear from us twice."),
    ],
)
def test_a_not_behind_the_comma_leaves_the_promise_before_it(language: str, promised: str) -> None:
    found = talk(language, promised, "Oké." if language == "nl" else "Okay.")
    assert ("seller", "commit", "A") in [(c.by, c.kind, c.grade) for c in found.commitments]


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("nl", "Past dinsdag om half acht?", "Dinsdag half acht, daar valt mee te leven."),
        ("en", "Does Tuesday at half seven suit?", "Tuesday half seven, I can live with that."),
    ],
)
def test_what_one_can_live_with_is_agreed(language: str, asked: str, answer: str) -> None:
    (row,) = talk(language, asked, answer).commitments
    assert (row.by, row.kind, row.step, row.grade) == ("joint", "accept", "meeting", "A")


@pytest.mark.parametrize(
    ("language", "alone"),
    [
        ("nl", "Over vijf jaar wil ik op mijn boot zitten."),
        ("nl", "Met kerst kan ik wel in het pomphok gaan zitten."),
        ("en", "In five years I want to sit down on my boat."),
        ("en", "At Christmas I can go and sit down in the boiler room."),
    ],
)
def test_who_sits_somewhere_alone_meets_nobody(language: str, alone: str) -> None:
    asked = {"nl": "En hoe ziet u het verder?", "en": "And how do you see things?"}[language]
    assert talk(language, asked, alone).commitments == ()
