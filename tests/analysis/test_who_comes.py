"""Who comes, on which day and at what hour: answers that name it, and two that are both fine."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Schikt woensdag of vrijdag?",
                "Allebei goed.",
            ),
            (
                "Does Wednesday or Friday suit you?",
                "Either is fine.",
            ),
            ["joint accept meeting B"],
            id="two days asked for, both fine",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Ik kom naar u toe.",
            ),
            (
                "Shall we meet on Tuesday?",
                "I'll come to you.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="he comes himself",
        ),
        pytest.param(
            (
                "Kan uw man er dinsdag bij zijn?",
                "Hij is er dan ook.",
            ),
            (
                "Can your husband be there on Tuesday?",
                "He'll be there too.",
            ),
            ["customer accept decision_maker A 2026-03-10"],
            id="the husband is there",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Kunt u vrijdag langskomen?",
                "Vrijdag kom ik.",
            ),
            (
                "We deliver in May.",
                "Could you come by on Friday?",
                "I'll come on Friday.",
            ),
            ["joint accept meeting A 2026-03-13"],
            id="the seller comes",
        ),
        pytest.param(
            (
                "Zal ik er maandag een komen installeren?",
                "Ja, laten we dat doen.",
            ),
            (
                "Shall I come and install one on Monday?",
                "Yes, let's do that.",
            ),
            ["joint accept meeting A 2026-03-16"],
            id="to install it",
        ),
        pytest.param(
            (
                "Kan ik donderdag bij u langskomen?",
                "Liever vrijdag om tien uur.",
            ),
            (
                "Could I come by on Thursday?",
                "I'd rather have Friday at ten.",
            ),
            ["joint accept meeting A 2026-03-13"],
            id="rather another hour",
        ),
        pytest.param(
            (
                "Wanneer kan ik langskomen?",
                "Dinsdag na vieren.",
            ),
            (
                "When can I come by?",
                "Tuesday after four.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="after an hour",
        ),
        pytest.param(
            (
                "Wanneer betaalt u?",
                "Aan het eind van de maand.",
            ),
            (
                "When will you pay?",
                "At the end of the month.",
            ),
            ["customer accept pay B 2026-03-31"],
            id="the end of the month",
        ),
    ],
)
def test_who_comes_and_when(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
