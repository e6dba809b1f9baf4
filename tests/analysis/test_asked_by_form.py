"""Steps that no cue names: asked for by the form of the question, agreed to by its moment."""

import pytest

from analysis.findings import Commitment
from tests.analysis.calls import Said, measured

LEADING = {"nl": ("Nou,", "Maar", "Oké,", "En"), "en": ("Well,", "But", "Okay,", "And")}


def last_purpose(asked: str, language: str) -> str:
    lines: list[Said] = [("S", 0.5, asked), ("C", 0.8, "Hm.")]
    return str(measured(lines, language).questions[-1].purpose)


def steps(language: str, *talk: str) -> list[tuple[str, str, str, str | None]]:
    """Who, kind, step and moment of all that is agreed in lines of "S: ..." and "C: ..."."""
    lines: list[Said] = [(line[0], 0.8, line[3:]) for line in talk]
    rows: tuple[Commitment, ...] = measured(lines, language).commitments
    return [(row.by, row.kind, row.step, row.when_text) for row in rows]


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "Would you put it in room nine for one crop, beside the old one?"),
        ("en", "Could you empty the rooms by then?"),
        ("nl", "Wilt u daar vijf minuten vragen voor de duiven?"),
        ("nl", "Zou je het nog een keer bij hem willen aankaarten?"),
    ],
)
def test_what_asks_the_customer_to_do_something_asks_for_a_commitment(
    language: str, asked: str
) -> None:
    assert last_purpose(asked, language) == "commitment"


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "Would you call that a good week?"),
        ("en", "Can you see the difference from the road?"),
        ("nl", "Zou je dat een goede week noemen?"),
        ("nl", "Wilt u hem met accu of zonder?"),
    ],
)
def test_what_asks_him_to_tell_or_choose_asks_for_none(language: str, asked: str) -> None:
    assert last_purpose(asked, language) != "commitment"


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "do you have a meeting on Tuesday?", "Yes."),
        ("en", "may I call you back next year?", "Yes."),
        ("en", "could you show it to the board on Monday?", "Yes, I will."),
        ("nl", "hebt u dinsdag een vergadering?", "Ja."),
        ("nl", "mag ik u volgend jaar terugbellen?", "Ja."),
        ("nl", "hoe bestelt u nu?", "Ja, per telefoon."),
        ("nl", "wilt u het maandag aan de directie laten zien?", "Ja, dat doe ik."),
    ],
)
def test_a_word_before_the_question_changes_nothing(language: str, asked: str, answer: str) -> None:
    plain = steps(language, f"S: {asked[0].upper()}{asked[1:]}", f"C: {answer}")
    for word in LEADING[language]:
        assert steps(language, f"S: {word} {asked}", f"C: {answer}") == plain, word


@pytest.mark.parametrize(
    ("language", "asked", "answer", "moment"),
    [
        (
            "nl",
            "Kan ik donderdag om half elf met u tweeën over het erf lopen?",
            "Donderdag om half elf, dan staan Jurre en ik bij de plaat.",
            "Donderdag om half elf",
        ),
        (
            "en",
            "Could I walk the yard with you on Thursday at half past ten?",
            "Thursday at half past ten the two of us will be at the gate.",
            "Thursday at half past ten",
        ),
    ],
)
def test_who_names_the_hour_back_has_agreed(
    language: str, asked: str, answer: str, moment: str
) -> None:
    agreed = [("joint", "accept", "meeting", moment)]
    assert steps(language, f"S: {asked}", f"C: {answer}") == agreed


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("nl", "Kan ik vrijdag bij u langskomen?", "Vrijdag hebben we een bruiloft."),
        ("en", "Could I come by on Friday?", "Friday we have a wedding."),
    ],
)
def test_a_day_alone_may_be_the_reason_why_not(language: str, asked: str, answer: str) -> None:
    assert not steps(language, f"S: {asked}", f"C: {answer}")


@pytest.mark.parametrize(
    ("language", "talk", "moment"),
    [
        (
            "nl",
            (
                "S: Zullen we zondag samen kijken?",
                "C: Zondag is goed.",
                "S: Schikt zondag om elf uur?",
                "C: Ja, zondag om elf uur is goed.",
            ),
            "zondag om elf uur",
        ),
        (
            "en",
            (
                "S: Shall we meet on Sunday?",
                "C: Sunday is fine.",
                "S: Does Sunday at eleven work?",
                "C: Yes, Sunday at eleven is fine.",
            ),
            "Sunday at eleven",
        ),
    ],
)
def test_the_hour_that_is_added_is_of_the_same_meeting(
    language: str, talk: tuple[str, ...], moment: str
) -> None:
    assert steps(language, *talk) == [("joint", "accept", "meeting", moment)]


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("nl", "Kan ik dinsdag om twee uur aanschuiven, met haar erbij?", "Dinsdag om twee uur."),
        ("en", "Can I sit in on Tuesday at two, with her there?", "Tuesday at two."),
    ],
)
def test_a_seller_who_comes_to_meet_who_decides_owes_nothing_alone(
    language: str, asked: str, answer: str
) -> None:
    assert [row[:3] for row in steps(language, f"S: {asked}", f"C: {answer}")] == [
        ("joint", "accept", "meeting")
    ]


@pytest.mark.parametrize(
    ("language", "asked", "answer", "agreed"),
    [
        (
            "nl",
            "Kunt u ons van tevoren veertig kilo salmiak sturen?",
            "Die gaat morgen met de vrachtwagen mee.",
            ("customer", "accept", "deliver"),
        ),
        (
            "en",
            "Could you send us forty pounds of flour beforehand?",
            "That goes with the lorry tomorrow.",
            ("customer", "accept", "deliver"),
        ),
        (
            "nl",
            "Op welke ochtend zou ik u in de werkplaats vinden?",
            "Dinsdag, na zeven uur.",
            ("joint", "accept", "meeting"),
        ),
        (
            "en",
            "What morning would I find you in the workshop?",
            "Tuesday, any time after seven.",
            ("joint", "accept", "meeting"),
        ),
    ],
)
def test_a_day_for_what_was_asked_agrees_to_it(
    language: str, asked: str, answer: str, agreed: tuple[str, str, str]
) -> None:
    assert [row[:3] for row in steps(language, f"S: {asked}", f"C: {answer}")] == [agreed]


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        (
            "nl",
            "Kan ik zondag bij u langskomen?",
            "Uh, zondag, dat zou ik eens moeten zien, want dan gaat hij naar zijn duiven.",
        ),
        ("en", "Could I come by on Sunday?", "Er, Sunday, I'd have to think about that."),
    ],
)
def test_who_says_the_day_and_puts_it_off_agrees_to_nothing(
    language: str, asked: str, answer: str
) -> None:
    agreed = [row for row in steps(language, f"S: {asked}", f"C: {answer}") if row[1] == "accept"]
    assert not agreed
