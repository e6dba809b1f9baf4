"""The day an answer offers, beside the one on which somebody is away; and a day told to "when?"."""

import pytest

from analysis.findings import Commitment
from tests.analysis.calls import measured

CALL = {"nl": "Zal ik u dan maandag bellen?", "en": "Shall I call you on Monday then?"}
BOARD = {
    "nl": "Wanneer bespreekt u het met de directie?",
    "en": "When will you discuss it with the board?",
}
WAITS = {"nl": "Waar hangt het nu nog op?", "en": "What is it still waiting for?"}


def rows(language: str, asked: str, reply: str) -> tuple[Commitment, ...]:
    return measured([("S", 0.8, asked), ("C", 0.8, reply)], language).commitments


@pytest.mark.parametrize(
    ("language", "reply", "day"),
    [
        ("nl", "Ik zit maandag in Parijs, dinsdag mag.", 2),
        ("en", "I'm in Paris on Monday, Tuesday is fine.", 2),
        ("nl", "Maandag ben ik er de hele dag.", 1),
        ("en", "I'm in all day on Monday.", 1),
    ],
)
def test_it_is_on_the_day_that_suits(language: str, reply: str, day: int) -> None:
    (row,) = rows(language, CALL[language], reply)
    assert (row.by, row.kind, row.step, row.grade) == ("joint", "accept", "call_back", "A")
    assert row.when_date is not None
    assert row.when_date.isoweekday() == day


@pytest.mark.parametrize(
    ("language", "reply"),
    [("nl", "Maandag zit ik in Parijs."), ("en", "I'm in a meeting all day on Monday.")],
)
def test_who_is_away_that_day_declines_it(language: str, reply: str) -> None:
    assert [row.kind for row in rows(language, CALL[language], reply)] == ["decline"]


@pytest.mark.parametrize(("language", "reply"), [("nl", "Donderdag."), ("en", "Thursday.")])
def test_a_day_for_the_board_is_a_step(language: str, reply: str) -> None:
    (row,) = rows(language, BOARD[language], reply)
    assert (row.by, row.kind, row.step, row.grade) == ("customer", "accept", "internal", "A")


@pytest.mark.parametrize(
    ("language", "reply"), [("nl", "Dat weet ik nog niet."), ("en", "I don't know yet.")]
)
def test_no_day_for_the_board_is_none(language: str, reply: str) -> None:
    assert rows(language, BOARD[language], reply) == ()


@pytest.mark.parametrize(
    ("language", "reply", "kind"),
    [
        ("nl", "We zijn eruit, het wordt een ander.", "decline"),
        ("en", "We've decided, it's somebody else.", "decline"),
        ("nl", "We zijn eruit, jullie zijn het geworden.", "commit"),
        ("en", "We've decided, it's you.", "commit"),
    ],
)
def test_who_it_is_tells_an_order_from_a_no(language: str, reply: str, kind: str) -> None:
    (row,) = rows(language, WAITS[language], reply)
    assert (row.kind, row.step) == (kind, "order")
