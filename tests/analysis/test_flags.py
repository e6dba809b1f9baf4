"""Flags that are easily raised wrongly: a short talk's share, and a problem that was taken up."""

from analysis.findings import FlagName, Measures
from tests.analysis.calls import Said, measured


def raised(result: Measures) -> set[FlagName]:
    return {flag.name for flag in result.flags}


def monologue(sentences: int) -> list[Said]:
    """A seller who speaks ten words (three seconds) at a time, and a customer who says little."""
    said: list[Said] = [("C", 0.5, "Hello there, good to see you, we have five vans in town.")]
    for _ in range(sentences):
        said.append(("S", 0.5, "Every one of our vans goes to every town today."))
    return said


def test_a_share_of_speech_says_nothing_of_a_short_talk() -> None:
    assert "seller_dominates" not in raised(measured(monologue(6), "en"))
    assert "seller_dominates" in raised(measured(monologue(30), "en"))


def test_a_problem_is_not_taken_up_by_a_word_for_time() -> None:
    dropped: list[Said] = [
        ("C", 0.5, "Our big press stops twice a week."),
        ("S", 0.5, "Then there is our new app on your phone."),
        ("C", 0.5, "I see."),
        ("S", 0.5, "We will send you all the papers some time next week."),
        ("C", 0.5, "Bye."),
    ]
    assert "problem_dropped" in raised(measured(dropped, "en"))


def test_an_offer_right_after_a_problem_takes_it_up() -> None:
    english: list[Said] = [
        ("C", 0.5, "She is on the phone every day, and it takes hours."),
        ("S", 0.5, "Exactly, and our program does that for her."),
        ("C", 0.5, "I see."),
    ]
    dutch: list[Said] = [
        ("C", 0.5, "Ze schrijft alles met de hand over."),
        ("S", 0.5, "Precies, en ons programma doet dat voor haar."),
        ("C", 0.5, "Aha."),
    ]
    assert "problem_dropped" not in raised(measured(english, "en"))
    assert "problem_dropped" not in raised(measured(dutch, "nl"))
