"""Dates against a Monday, the ninth of March 2026."""

from datetime import date

import pytest

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
