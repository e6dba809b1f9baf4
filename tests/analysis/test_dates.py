"""Dates against a Monday, the ninth of March 2026."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.dates import find_when
from analysis.language.pack import load_pack

MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("language", "text", "exactness", "when"),
    [
        ("nl", "dinsdag om tien uur", "exact", date(2026, 3, 10)),
        ("nl", "tot maandag", "exact", date(2026, 3, 16)),
        ("nl", "morgen om tien uur", "exact", date(2026, 3, 10)),
        ("nl", "overmorgen", "exact", date(2026, 3, 11)),
        ("nl", "vandaag nog", "exact", MONDAY),
        ("nl", "op drie april", "exact", date(2026, 4, 3)),
        ("nl", "volgende week dinsdag", "exact", date(2026, 3, 17)),
        ("nl", "volgende week", "rough", date(2026, 3, 20)),
        ("nl", "eind van de maand", "rough", date(2026, 3, 31)),
        ("nl", "over twee weken", "rough", date(2026, 3, 23)),
        ("nl", "in mei", "rough", date(2026, 5, 31)),
        ("nl", "ergens", "vague", None),
        ("en", "on Tuesday at ten", "exact", date(2026, 3, 10)),
        ("en", "tomorrow morning", "exact", date(2026, 3, 10)),
        ("en", "on the third of April", "exact", date(2026, 4, 3)),
        ("en", "on the 3rd", "exact", date(2026, 4, 3)),
        ("en", "today", "exact", MONDAY),
        ("en", "next week", "rough", date(2026, 3, 20)),
        ("en", "in two weeks", "rough", date(2026, 3, 23)),
        ("en", "at the end of the month", "rough", date(2026, 3, 31)),
        ("en", "in May", "rough", date(2026, 5, 31)),
        ("en", "some time", "vague", None),
    ],
)
def test_a_moment_is_read(language: str, text: str, exactness: str, when: date | None) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.exactness, found.date) == (exactness, when)


def test_without_the_calls_date_a_moment_stays_words() -> None:
    found = find_when("dinsdag om tien uur".split(), load_pack("nl"), None)
    assert found is not None
    assert (found.text, found.date) == ("dinsdag om tien uur", None)


def test_a_sentence_without_a_moment_names_none() -> None:
    assert find_when("dat is goed".split(), load_pack("nl"), MONDAY) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dat is al de dertiende keer"),
        ("nl", "u bent de twintigste die belt"),
        ("nl", "dat is de derde"),
        ("en", "that is the thirteenth time"),
        ("en", "you are the twentieth caller"),
        ("en", "that is the third"),
    ],
)
def test_what_is_counted_is_no_day(language: str, text: str) -> None:
    assert find_when(text.split(), load_pack(language), MONDAY) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "om een afspraak te maken"), ("en", "at a restaurant"), ("en", "at an event")],
)
def test_an_article_is_no_hour(language: str, text: str) -> None:
    assert find_when(text.split(), load_pack(language), MONDAY) is None


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "om een uur"), ("nl", "rond een of twee"), ("en", "at one")]
)
def test_one_is_an_hour(language: str, text: str) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert found.exactness == "exact"


TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "dates.tsv").read_text("utf-8").splitlines()[1:]
]
"""What people say for a moment, and the date it means on Wednesday the 13th of May 2026."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_of_moments_is_read(language: str) -> None:
    wrong = []
    rows = [row[1:] for row in TABLE if row[0] == language]
    for words, exactness, day in rows:
        found = find_when(words.split(), load_pack(language), date(2026, 5, 13))
        read = ("none", "-") if found is None else (found.exactness, str(found.date or "-"))
        if read != (exactness, day):
            wrong.append((words, read, (exactness, day)))
    assert len(rows) >= 60
    assert wrong == []


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 1, 1), date(2027, 1, 15)),  # still week 53 of 2026
        (date(2024, 12, 31), date(2025, 1, 10)),  # already week 1 of 2025
        (date(2026, 3, 9), date(2027, 1, 15)),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_week_is_numbered_in_the_year_of_weeks(language: str, today: date, due: date) -> None:
    found = find_when(["week", "2"], load_pack(language), today)
    assert found is not None
    assert found.date == due


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("nl", "begin november", date(2027, 11, 10)),
        ("en", "in early November", date(2027, 11, 10)),
        ("nl", "medio november", date(2027, 11, 15)),
        ("en", "mid November", date(2027, 11, 15)),
        ("nl", "eind november", date(2026, 11, 30)),
        ("en", "at the end of November", date(2026, 11, 30)),
        ("nl", "begin van de maand", date(2026, 12, 10)),
        ("en", "at the start of the month", date(2026, 12, 10)),
        ("nl", "de eerste maandag van november", date(2027, 11, 1)),
        ("en", "the first Monday of November", date(2027, 11, 1)),
        ("nl", "de laatste maandag van november", date(2026, 11, 30)),
        ("en", "the last Monday of November", date(2026, 11, 30)),
        ("nl", "de eerste maandag van de maand", date(2026, 12, 7)),
        ("en", "the first Monday of the month", date(2026, 12, 7)),
        ("nl", "de vijfde maandag van december", None),
        ("en", "the fifth Monday of December", None),
    ],
)
def test_what_has_passed_is_the_next_one_and_no_day_lies_outside_its_month(
    language: str, text: str, due: date | None
) -> None:
    found = find_when(text.split(), load_pack(language), date(2026, 11, 26))
    assert found is not None
    assert found.date == due


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(TABLE))
def test_a_moment_to_come_is_never_before_the_call(day: date, row: list[str]) -> None:
    found = find_when(row[1].split(), load_pack(row[0]), day)
    assert found is None or found.date is None or found.date >= day


def test_the_hour_is_said_with_its_day() -> None:
    found = find_when("Zullen we overmorgen, om half negen?".split(), load_pack("nl"), MONDAY)
    assert found is not None
    assert (found.text, found.date) == ("overmorgen, om half negen", date(2026, 3, 11))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dinsdag in de daaropvolgende week"),
        ("nl", "de daaropvolgende week op dinsdag"),
        ("en", "Tuesday the week after next"),
        ("en", "on Tuesday of the week after next"),
        ("en", "the week after next on Tuesday"),
        ("nl", "dinsdag in de week na volgende week"),
        ("nl", "dinsdag om tien uur in de week na volgende week"),
        ("nl", "in de week na de volgende week op dinsdag"),
        ("en", "Tuesday in the week after next week"),
        ("en", "Tuesday at ten in the week after next"),
        ("en", "Tuesday fortnight"),
        ("nl", "dinsdag over veertien dagen"),
    ],
)
def test_a_day_of_the_week_after_next_is_not_the_next_such_day(language: str, text: str) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.exactness, found.date) == ("exact", date(2026, 3, 24))


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("nl", "dinsdag om tien uur volgende week", date(2026, 3, 17)),
        ("nl", "dinsdag in de week na deze week", date(2026, 3, 17)),
        ("nl", "de week na volgende week", date(2026, 3, 27)),
        ("en", "Tuesday at ten next week", date(2026, 3, 17)),
        ("en", "Tuesday in the week after this week", date(2026, 3, 17)),
        ("en", "the week after next week", date(2026, 3, 27)),
    ],
)
def test_a_week_that_is_named_is_counted_from_this_one(language: str, text: str, due: date) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert found.date == due


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dinsdag in de week na Pasen"),
        ("nl", "dinsdag in de week daarna"),
        ("en", "Tuesday in the week after Easter"),
        ("en", "Tuesday in the week after that"),
    ],
)
def test_a_day_in_the_week_after_something_is_not_the_next_such_day(
    language: str, text: str
) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.exactness, found.date) == ("exact", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "met kerst"),
        ("nl", "rond de kerst"),
        ("nl", "met de kerstdagen"),
        ("en", "at Christmas"),
        ("en", "over Christmas"),
        ("en", "by Christmas"),
    ],
)
def test_christmas_is_a_moment_however_it_is_put(language: str, text: str) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.text, found.exactness, found.date) == (text, "rough", date(2026, 12, 25))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "in de week na Pinksteren"),
        ("nl", "in de week na 3 juni"),
        ("nl", "twee weken na 3 juni"),
        ("nl", "in de week erna"),
        ("en", "in the week after Easter"),
        ("en", "in the week after the 3rd of June"),
        ("en", "two weeks after the 3rd of June"),
        ("en", "in the week after that"),
    ],
)
def test_what_is_counted_from_another_day_is_not_due_on_that_day(language: str, text: str) -> None:
    """A date that is told too early makes a promise stand overdue that is kept."""
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.exactness, found.date) == ("rough", None)


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("nl", "dinsdag na vieren", date(2026, 3, 10)),
        ("nl", "volgende week na de vakantie", date(2026, 3, 20)),
        ("nl", "overmorgen na de lunch", date(2026, 3, 11)),
        ("en", "Tuesday after four", date(2026, 3, 10)),
        ("en", "next week after the holiday", date(2026, 3, 20)),
        ("en", "the day after tomorrow", date(2026, 3, 11)),
    ],
)
def test_a_day_or_week_of_its_own_stays_one(language: str, text: str, due: date) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert found.date == due
