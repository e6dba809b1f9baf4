"""Who takes leave says the day once more: what was agreed stands where it was agreed."""

import pytest

from tests.analysis.calls import talk


@pytest.mark.parametrize(
    ("language", "said", "where"),
    [
        (
            "nl",
            (
                "Zullen we dinsdag om tien uur met uw directeur zitten?",
                "Ja, dat is goed.",
                "Mooi, dan zie ik u dinsdag.",
                "Tot dinsdag om tien uur.",
            ),
            "Ja, dat is goed.",
        ),
        (
            "nl",
            (
                "Zullen we dinsdag om tien uur afspreken?",
                "Dinsdag kan.",
                "Prima, tot dinsdag.",
                "Tot dinsdag.",
            ),
            "Dinsdag kan.",
        ),
        (
            "en",
            (
                "Shall we sit down on Tuesday at ten?",
                "Yes, that works.",
                "Great, I'll see you Tuesday.",
                "Until Tuesday at ten.",
            ),
            "Yes, that works.",
        ),
    ],
)
def test_a_goodbye_with_the_day_in_it_moves_no_agreement(
    language: str, said: tuple[str, ...], where: str
) -> None:
    (agreed,) = [row for row in talk(language, *said).commitments if row.by == "joint"]
    assert agreed.evidence.quote == where
