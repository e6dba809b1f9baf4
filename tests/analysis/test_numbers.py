"""A number is the same in letters and in digits: recognizers write either, as they please."""

import re

import pytest

from analysis.language.pack import LANGUAGES, load_pack
from analysis.language.pack_lists import PHRASE_LISTS
from tests.analysis.calls import Said, measured

DIGITS = {
    "nl": {
        "twee": "2",
        "drie": "3",
        "vier": "4",
        "vijf": "5",
        "zes": "6",
        "acht": "8",
        "tien": "10",
    },
    "en": {
        "two": "2",
        "three": "3",
        "four": "4",
        "five": "5",
        "six": "6",
        "eight": "8",
        "ten": "10",
    },
}

ORDERS = {
    "nl": (
        "Hoeveel wilt u er bestellen?",
        "Doe er maar {}.",
        "Doe mij er {} van die grote.",
        "Wij nemen er {}.",
    ),
    "en": (
        "How many will you order?",
        "Give us {} of those.",
        "We're taking {} of them.",
        "Let's make it {}.",
        "I'll take {}.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_is_one_in_letters_and_in_digits(language: str) -> None:
    asked, *answers = ORDERS[language]
    for answer in answers:
        for letters, digits in DIGITS[language].items():
            for number in (letters, digits):
                lines: list[Said] = [("S", 0.5, asked), ("C", 1.0, answer.format(number))]
                result = measured(lines, language)
                rows = [(row.by, row.step, row.grade) for row in result.commitments]
                assert rows == [("customer", "order", "B")], answer.format(number)
                assert result.outcome == "order"


@pytest.mark.parametrize(
    ("language", "asked", "purpose", "not_counted"),
    [
        ("nl", "Nemen jullie de {} karren?", "commitment", None),
        ("nl", "Neemt u er {}?", "commitment", None),
        ("nl", "Heeft u even {} minuten?", None, "procedural"),
        ("en", "Will you take {} of them?", "commitment", None),
        ("en", "Do you have {} minutes?", None, "procedural"),
    ],
)
def test_a_question_asks_the_same_in_letters_and_in_digits(
    language: str, asked: str, purpose: str | None, not_counted: str | None
) -> None:
    letters, digits = next(iter(DIGITS[language].items()))
    for number in (letters, digits):
        lines: list[Said] = [("S", 0.5, asked.format(number)), ("C", 1.0, "Ja.")]
        (row,) = measured(lines, language).questions
        assert (row.purpose, row.not_counted) == (purpose, not_counted), number


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_that_lists_numbers_lists_them_in_digits_too(language: str) -> None:
    pack = load_pack(language)
    dated = {name for name in PHRASE_LISTS if name.startswith("dates.")}
    for name in sorted(PHRASE_LISTS - dated):
        for phrase in pack.phrases(name):
            for group in re.findall(r"\([^()]*\)", phrase):
                ways = set(group.strip("()").split("|"))
                for letters, digits in DIGITS[language].items():
                    assert letters not in ways or digits in ways, f"{name}: {phrase}"


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("nl", "Hoeveel wagens hebt u?", "Een stuk of {}, dat weet ik zo niet precies."),
        ("en", "How many vans do you have?", "I don't know exactly, {} or so."),
    ],
)
def test_a_number_in_one_word_answers_as_well_as_one_in_digits(
    language: str, asked: str, answer: str
) -> None:
    words = {
        "nl": ("vijfentwintig", "drieëndertig", "honderdtwintig", "25"),
        "en": ("twenty-five", "thirty-three", "one hundred and twenty", "25"),
    }
    for number in words[language]:
        lines: list[Said] = [("S", 0.5, asked), ("C", 2.5, answer.format(number))]
        assert measured(lines, language).silences[0].answer == "answered", number
    vague: list[Said] = [("S", 0.5, asked), ("C", 2.5, answer.format("").replace(" ,", ","))]
    assert measured(vague, language).silences[0].answer == "evaded"
