"""What was agreed and is then put on another day is due on that day, and stands once."""

import pytest

from tests.analysis.calls import talk

AGREED = {
    "nl": ("Zullen we dinsdag om tien uur afspreken?", "Ja, dinsdag om tien uur is goed."),
    "en": ("Shall we meet on Tuesday at ten?", "Yes, Tuesday at ten is fine."),
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "Mooi.",
                "O nee, wacht, dinsdag kan ik niet. Woensdag om tien uur?",
                "Woensdag om tien uur, genoteerd.",
            ),
        ),
        (
            "en",
            (
                "Lovely.",
                "Oh no, wait, I can't do Tuesday. Wednesday at ten?",
                "Wednesday at ten, noted.",
            ),
        ),
        (
            "nl",
            (
                "Mooi.",
                "Kunnen we er woensdag om tien uur van maken?",
                "Woensdag om tien uur, prima.",
            ),
        ),
        ("en", ("Lovely.", "Could we make it Wednesday at ten?", "Wednesday at ten, fine.")),
    ],
)
def test_an_appointment_that_moves_is_on_its_new_day(language: str, said: tuple[str, ...]) -> None:
    found = talk(language, *AGREED[language], *said)
    (row,) = [row for row in found.commitments if row.kind == "accept"]
    assert (row.by, row.step, row.grade) == ("joint", "meeting", "A")
    wednesday = {"nl": "woensdag om tien uur", "en": "wednesday at ten"}[language]
    assert (row.when_text or "").lower() == wednesday
    assert row.when_date is not None
    assert row.when_date.isoweekday() == 3
    assert found.outcome == "advance"


@pytest.mark.parametrize(
    ("language", "promised", "off", "again", "day"),
    [
        (
            "nl",
            "Ik stuur u dinsdag de offerte.",
            "Dinsdag ben ik er niet.",
            "Dan stuur ik hem woensdag.",
            3,
        ),
        (
            "en",
            "I'll send you the quote on Tuesday.",
            "I'm not in on Tuesday.",
            "Then I'll send it on Wednesday.",
            3,
        ),
    ],
)
def test_a_promise_that_moves_stands_once(
    language: str, promised: str, off: str, again: str, day: int
) -> None:
    (row,) = talk(language, promised, off, again).commitments
    assert (row.by, row.kind, row.step) == ("seller", "commit", "quote")
    assert row.when_date is not None
    assert row.when_date.isoweekday() == day


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "En zullen we donderdag om twee uur met uw compagnon afspreken?",
                "Donderdag om twee uur is goed.",
            ),
        ),
        (
            "en",
            (
                "And shall we meet with your partner on Thursday at two?",
                "Thursday at two is fine.",
            ),
        ),
    ],
)
def test_two_appointments_are_two(language: str, said: tuple[str, ...]) -> None:
    rows = talk(language, *AGREED[language], *said).commitments
    assert [row.when_date and row.when_date.isoweekday() for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ("Mooi.", "Woensdag ben ik er niet.", "Dan zie ik u dinsdag om tien uur.")),
        ("en", ("Lovely.", "I'm not in on Wednesday.", "Then I'll see you Tuesday at ten.")),
    ],
)
def test_a_no_to_another_day_moves_nothing(language: str, said: tuple[str, ...]) -> None:
    rows = talk(language, *AGREED[language], *said).commitments
    days = [row.when_date and row.when_date.isoweekday() for row in rows if row.by == "joint"]
    assert days == [2]
