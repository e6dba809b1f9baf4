"""What a row says is promised, and the second promise of one sentence."""

from __future__ import annotations

import pytest

from tests.analysis.calls import measured

THANKS = {"nl": "Dank u wel.", "en": "Thank you."}


@pytest.mark.parametrize(
    ("language", "asked", "answer", "what"),
    [
        ("nl", "Kunt u mij morgen de ritten sturen?", "Ja, dat doe ik.", "asked"),
        ("en", "Could you send me the trips tomorrow?", "Yes, I'll do that.", "asked"),
        ("nl", "Zullen we dinsdag om tien uur afspreken?", "Ja, dat is goed.", "asked"),
        ("en", "Shall we meet on Tuesday at ten?", "Yes, that's fine.", "asked"),
        ("nl", "Hoe gaan we verder?", "Ik stuur u dinsdag de lijst.", "answer"),
        ("en", "Where do we go from here?", "I'll send you the list on Tuesday.", "answer"),
    ],
)
def test_a_yes_tells_what_it_is_a_yes_to(language: str, asked: str, answer: str, what: str) -> None:
    (row,) = measured([("S", 0.6, asked), ("C", 0.6, answer)], language).commitments
    assert row.what == (asked if what == "asked" else answer)
    assert row.evidence.quote == answer


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Dan stuur ik u morgen de offerte, en dan bel ik u volgende week even na."),
        ("en", "I'll send you a quote tomorrow, and I'll give you a ring next week."),
    ],
)
def test_two_promises_in_one_sentence_are_two_rows(language: str, said: str) -> None:
    rows = measured([("S", 0.6, said), ("C", 0.6, THANKS[language])], language).commitments
    assert [(row.by, row.kind, row.step) for row in rows] == [
        ("seller", "commit", "quote"),
        ("seller", "commit", "call_back"),
    ]
    assert [row.id for row in rows] == [0, 1]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Ik stuur u morgen de offerte, en dan weet u alles."),
        ("en", "I'll send you the quote tomorrow, and then you know it all."),
    ],
)
def test_what_only_goes_with_it_is_no_second_promise(language: str, said: str) -> None:
    (row,) = measured([("S", 0.6, said), ("C", 0.6, THANKS[language])], language).commitments
    assert row.step == "quote"
