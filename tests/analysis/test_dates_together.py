"""Moments of more than one part: the whole of it is the moment, and its date."""

from datetime import date

import pytest

from analysis.language.dates import find_when
from analysis.language.pack import load_pack
from tests.analysis.calls import measured
from tests.analysis.test_commitments import talk

MONDAY = date(2026, 3, 9)
FRIDAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("language", "text", "exactness", "when"),
    [
        ("en", "by end of day Friday", "exact", FRIDAY),
        ("en", "by the end of the day on Friday", "exact", FRIDAY),
        ("en", "by close of business Friday", "exact", FRIDAY),
        ("en", "Friday end of day", "exact", FRIDAY),
        ("en", "by end of day tomorrow", "exact", date(2026, 3, 10)),
        ("en", "by end of day Friday next week", "exact", date(2026, 3, 20)),
        ("en", "by end of day", "exact", MONDAY),
        ("nl", "voor het einde van de dag vrijdag", "exact", FRIDAY),
        ("nl", "vrijdag eind van de dag", "exact", FRIDAY),
        ("nl", "vrijdag morgen", "exact", FRIDAY),
        ("nl", "vandaag of morgen", "exact", MONDAY),
        ("en", "June 1st, 2027", "exact", date(2027, 6, 1)),
        ("en", "in June 2027", "rough", date(2027, 6, 30)),
        ("en", "in January next year", "rough", date(2027, 1, 31)),
        ("en", "next year in June", "rough", date(2027, 6, 30)),
        ("en", "in spring next year", "rough", date(2027, 5, 31)),
        ("en", "in June 2019", "rough", None),
        ("en", "in Q2", "rough", date(2026, 6, 30)),
        ("nl", "voor 1 juni 2027", "exact", date(2027, 6, 1)),
        ("nl", "juni 2027", "rough", date(2027, 6, 30)),
        ("nl", "januari volgend jaar", "rough", date(2027, 1, 31)),
        ("nl", "volgend jaar in juni", "rough", date(2027, 6, 30)),
        ("nl", "voorjaar volgend jaar", "rough", date(2027, 5, 31)),
        ("nl", "in Q2", "rough", date(2026, 6, 30)),
        ("en", "the week of March 16", "rough", date(2026, 3, 20)),
        ("nl", "de week van 16 maart", "rough", date(2026, 3, 20)),
        ("en", "the first week of April", "rough", date(2026, 4, 7)),
        ("en", "the last week of next month", "rough", date(2026, 4, 30)),
        ("nl", "de eerste week van april", "rough", date(2026, 4, 7)),
        ("nl", "de laatste week van volgende maand", "rough", date(2026, 4, 30)),
        ("en", "in two or three weeks", "rough", date(2026, 3, 30)),
        ("en", "in two weeks' time", "rough", date(2026, 3, 23)),
        ("en", "in ten days' time", "exact", date(2026, 3, 19)),
        ("nl", "over twee of drie weken", "rough", date(2026, 3, 30)),
        ("nl", "over twee à drie weken", "rough", date(2026, 3, 30)),
        ("en", "Tuesday at five to three", "exact", date(2026, 3, 10)),
        ("nl", "dinsdag om vijf voor drie", "exact", date(2026, 3, 10)),
        ("nl", "dinsdag om tien over half drie", "exact", date(2026, 3, 10)),
        ("nl", "dinsdag om een uur of tien", "exact", date(2026, 3, 10)),
    ],
)
def test_all_of_a_moment_is_read(
    language: str, text: str, exactness: str, when: date | None
) -> None:
    found = find_when(text.split(), load_pack(language), MONDAY)
    assert found is not None
    assert (found.exactness, found.date) == (exactness, when)


@pytest.mark.parametrize(
    ("language", "said", "quoted"),
    [
        ("nl", "Ik kom dinsdag om een uur of tien.", "dinsdag om een uur of tien"),
        ("nl", "Ik kom dinsdag om vijf voor drie.", "dinsdag om vijf voor drie"),
        ("nl", "Ik kom dinsdag om tien over vier.", "dinsdag om tien over vier"),
        ("en", "I'll come on Tuesday at five to three.", "on Tuesday at five to three"),
        ("en", "I'll come on Tuesday at two for forty people.", "on Tuesday at two"),
    ],
)
def test_an_hour_is_quoted_whole(language: str, said: str, quoted: str) -> None:
    found = find_when(said.split(), load_pack(language), MONDAY)
    assert found is not None
    assert found.text == quoted


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (date(2026, 1, 31), date(2026, 3, 30)),
        (date(2028, 2, 29), date(2028, 3, 30)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_month_without_that_day_is_passed_over(today: date, when: date) -> None:
    for language, text in (("nl", "de 30e"), ("en", "the 30th")):
        found = find_when(text.split(), load_pack(language), today)
        assert found is not None
        assert found.date == when


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I'll send you the quote by end of day Friday."),
        ("nl", "Ik stuur u de offerte vrijdag voor het einde van de dag."),
    ],
)
def test_what_is_due_on_friday_is_not_overdue_on_tuesday(language: str, said: str) -> None:
    (row,) = measured(talk("Hm.", "Hm.", said), language).commitments
    assert (row.step, row.grade, row.when_date) == ("quote", "A", FRIDAY)
