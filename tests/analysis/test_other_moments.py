"""A moment other than the one proposed: the yes is to that one, or to none."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Dan ben ik er niet, elke dag daarna schikt.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "I'm away then, any day after that suits me.",
            ),
            ["customer decline meeting"],
            id="any day after",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Dan ben ik weg, de dag erna past wel.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "I'm out that day, the day after is fine.",
            ),
            ["customer decline meeting"],
            id="the day after",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Een andere dag past beter.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Another day would suit me better.",
            ),
            [],
            id="another day",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Ja, dinsdag is wel een drukke dag.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "Yes, Tuesday is a busy day.",
            ),
            [],
            id="a busy day",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Dinsdag ben ik er niet, woensdag schikt.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "I'm away on Tuesday, Wednesday suits me.",
            ),
            ["joint accept meeting A 2026-03-11"],
            id="away, and which day suits",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Overmorgen is beter.",
            ),
            (
                "Shall we meet on Tuesday?",
                "The day after tomorrow is better.",
            ),
            ["joint accept meeting A 2026-03-11"],
            id="the day after tomorrow has a date",
        ),
        pytest.param(
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Ik ben er dan, dat past.",
            ),
            (
                "Shall we meet on Tuesday at ten?",
                "I'm in then, that suits me.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="there then",
        ),
    ],
)
def test_another_moment_is_no_yes_to_the_one_proposed(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we dinsdag de week erna afspreken?",
                "Ja, prima.",
            ),
            (
                "Shall we meet Tuesday the week after?",
                "Yes, fine.",
            ),
            ["joint accept meeting A"],
            id="proposed",
        ),
        pytest.param(
            (
                "Zullen we dinsdag afspreken?",
                "Dinsdag de week erna is goed.",
            ),
            (
                "Shall we meet on Tuesday?",
                "Tuesday the week after is fine.",
            ),
            ["joint accept meeting A"],
            id="named instead",
        ),
        pytest.param(
            (
                "Zullen we de dinsdag erna afspreken?",
                "Ja, prima.",
            ),
            (
                "Shall we meet the Tuesday after?",
                "Yes, fine.",
            ),
            ["joint accept meeting A"],
            id="the Tuesday after",
        ),
        pytest.param(
            (
                "Zullen we dinsdag na de lunch afspreken?",
                "Ja, prima.",
            ),
            (
                "Shall we meet on Tuesday after lunch?",
                "Yes, fine.",
            ),
            ["joint accept meeting A 2026-03-10"],
            id="after lunch",
        ),
        pytest.param(
            (
                "Zullen we dinsdag over een week afspreken?",
                "Ja, prima.",
            ),
            (
                "Shall we meet on Tuesday week?",
                "Yes, fine.",
            ),
            ["joint accept meeting A 2026-03-17"],
            id="in a week",
        ),
    ],
)
def test_a_day_of_some_other_week_has_no_date(dutch: Talk, english: Talk, rows: list[str]) -> None:
    """Nobody can tell which week that is: it is not the next Tuesday."""
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
