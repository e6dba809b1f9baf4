"""What the seller promises, and what he owes nobody by saying it."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Dan bestel ik ze vrijdag.",
                "Mooi.",
            ),
            (
                "Then I'll order them on Friday.",
                "Lovely.",
            ),
            ["seller commit other A 2026-03-13"],
            id="what he orders",
        ),
        pytest.param(
            (
                "Dan test ik hem vrijdag.",
                "Aha.",
            ),
            (
                "Then I'll test it on Friday.",
                "Aha.",
            ),
            ["seller commit other A 2026-03-13"],
            id="what he tests",
        ),
        pytest.param(
            (
                "Volgende week bespreek ik het met het hoofdkantoor.",
                "Mooi.",
            ),
            (
                "Next week I'll discuss it with head office.",
                "Lovely.",
            ),
            ["seller commit information B 2026-03-20"],
            id="what he asks at home",
        ),
        pytest.param(
            (
                "Ik heb hem gisteren gemaakt, u krijgt de offerte nog.",
                "Mooi.",
            ),
            (
                "I wrote it yesterday, you will have the quote.",
                "Lovely.",
            ),
            ["seller commit quote B"],
            id="a quote that he wrote",
        ),
        pytest.param(
            (
                "Ik regel het en u krijgt het vrijdag.",
                "Mooi.",
            ),
            (
                "I'll fix it, you'll have it on Friday.",
                "Lovely.",
            ),
            ["seller commit information A 2026-03-13"],
            id="a thing that he fixes",
        ),
    ],
)
def test_a_promise_of_the_sellers_is_never_the_customers_step(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Dan haal ik ze vrijdag misschien op.",
                "Mooi.",
            ),
            (
                "On Friday I pick them up, possibly.",
                "Lovely.",
            ),
            [],
            id="maybe",
        ),
        pytest.param(
            (
                "Dan haal ik ze vrijdag op als het droog is.",
                "Mooi.",
            ),
            (
                "Then I'll pick them up on Friday if it stays dry.",
                "Lovely.",
            ),
            [],
            id="if it stays dry",
        ),
        pytest.param(
            (
                "Vrijdag haal ik ze altijd op.",
                "Mooi.",
            ),
            (
                "On Friday I pick them up every week.",
                "Lovely.",
            ),
            [],
            id="every week",
        ),
        pytest.param(
            (
                "Dan haal ik ze volgende week op.",
                "Mooi.",
            ),
            (
                "Then I'll pick them up next week.",
                "Lovely.",
            ),
            [],
            id="some week",
        ),
        pytest.param(
            (
                "Vrijdag ben ik er tot vijf uur.",
                "Mooi.",
            ),
            (
                "On Friday I am here until five.",
                "Lovely.",
            ),
            [],
            id="where he is",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Schrijf mij vrijdag maar op voor twee.",
            ),
            (
                "We deliver in May.",
                "Put me down for two on Friday.",
            ),
            [],
            id="raffle tickets",
        ),
    ],
)
def test_what_he_only_says_binds_him_to_nothing(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
