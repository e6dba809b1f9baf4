"""What people say all day, "we sign for every parcel", moves no sale: hundreds of sentences a
language in which nobody promises, refuses or puts anything off.

``customer.*`` have taught the rules something; ``customer_read_once.*`` only told how far that
carries. They were written without sight of either.
"""

from pathlib import Path

import pytest

from tests.analysis.calls import Said, measured
from tests.analysis.test_commitments import talk

FOLDER = Path(__file__).parent / "ordinary"
AROUND = {
    "nl": (
        "Hoe gaat het bij jullie in zijn werk?",
        "Dat wisselt van seizoen tot seizoen.",
        "En hoeveel mensen werken er?",
        "Een man of twaalf zijn we nu, alles bij elkaar.",
    ),
    "en": (
        "How do things work at your place?",
        "That changes with the seasons.",
        "And how many people work there?",
        "Some twelve of us now, all in all.",
    ),
}
MOST_WRONG = {"customer": 0.01, "customer_read_once": 0.01, "seller": 0.0}
"""Of the sentences so many (ratio 0-1) may still be taken for an order, a step or a no."""


def calls(name: str, language: str) -> list[tuple[str, list[Said]]]:
    """The sentences of a file, each in a call in which nothing is proposed."""
    lines = (FOLDER / f"{name}.{language}.txt").read_text("utf-8").splitlines()
    asked, before, next_asked, after = AROUND[language]
    if name == "seller":
        return [(line, talk(asked, before, line, after, next_asked, after)) for line in lines]
    return [(line, talk(asked, line, next_asked, after)) for line in lines]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", MOST_WRONG)
def test_what_is_said_all_day_moves_no_sale(name: str, language: str) -> None:
    said = calls(name, language)
    outcomes = [(line, measured(lines, language).outcome) for line, lines in said]
    wrong = [(line, outcome) for line, outcome in outcomes if outcome != "continuation"]
    assert len(said) >= 200
    assert len(wrong) <= MOST_WRONG[name] * len(said), wrong


@pytest.mark.parametrize(
    ("language", "step", "said"),
    [
        ("nl", "Zullen we dinsdag om tien uur afspreken?", "Ik ben vrijdag trouwens op kantoor."),
        ("en", "Shall we meet on Tuesday at ten?", "I'm out of the office on Friday, by the way."),
        ("nl", "Zullen we dinsdag om tien uur afspreken?", "Dan trekken wij er een uur voor uit."),
        ("en", "Shall we meet on Tuesday at ten?", "I'll pass it on to my boss."),
    ],
)
def test_small_talk_after_a_step_undoes_nothing(language: str, step: str, said: str) -> None:
    yes = {"nl": "Ja, dat is goed.", "en": "Yes, that's fine."}[language]
    thanks = {"nl": "Fijn, ik zet het erin.", "en": "Good, I'll put it in."}[language]
    result = measured(talk(step, yes, thanks, said), language)
    assert result.outcome == "advance"
