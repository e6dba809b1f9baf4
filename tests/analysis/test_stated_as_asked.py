"""A step put as a statement with a question mark or a tag, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

MEETS = ["joint accept meeting A 2026-03-12"]
ORDERS = ["customer accept order A 2026-03-13"]
Pair = tuple[str, str]


@pytest.mark.parametrize("at", [0, 1], ids=["nl", "en"])
@pytest.mark.parametrize(
    ("asked", "answer", "rows"),
    [
        (
            ("Ik kom donderdag om tien uur langs, goed?", "I'll come by on Thursday at ten, okay?"),
            ("Prima.", "Sure."),
            MEETS,
        ),
        (
            ("Dus we zien elkaar donderdag?", "So we'll see each other on Thursday?"),
            ("Ja.", "Yes."),
            MEETS,
        ),
        (("Dus u tekent vrijdag?", "So you sign on Friday?"), ("Ja.", "Yes."), ORDERS),
        (
            ("U tekent vrijdag, toch?", "You're signing on Friday, right?"),
            ("Ja.", "Yes."),
            ORDERS,
        ),
        (("Dus u bestelt elke vrijdag?", "So you order every Friday?"), ("Ja.", "Yes."), []),
        (("U bestelde vrijdag?", "You ordered on Friday?"), ("Ja.", "Yes."), []),
        (("Dus u tekent vrijdag niet?", "So you don't sign on Friday?"), ("Ja.", "Yes."), []),
        (("Mag ik uw mailadres?", "May I have your email address?"), ("Ja.", "Yes."), []),
        (
            ("Mag ik uw cijfers?", "May I have your figures?"),
            ("Ja.", "Yes."),
            ["customer accept deliver B"],
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_a_yes_to_it(asked: Pair, answer: Pair, rows: list[str], at: int) -> None:
    assert agreed(("nl", "en")[at], asked[at], answer[at]) == rows
