"""Questions as rows of a call: who asked, what counts, and what stands behind a question."""

import pytest

from analysis.findings import Question
from tests.analysis.calls import Said, measured


def asked(lines: list[Said], language: str) -> list[Question]:
    return [question for question in measured(lines, language).questions if question.counted]


TAGS = [
    ("nl", "U hebt nu drie machines staan.", "Toch?", "Ja, drie."),
    ("nl", "Het gaat om negen wagens.", "Klopt dat?", "Ja, negen."),
    ("en", "You have three machines now.", "Right?", "Yes, three."),
    ("en", "It's for nine vans.", "Correct?", "Yes, nine."),
]


@pytest.mark.parametrize(("language", "statement", "tag", "answer"), TAGS)
def test_a_tag_that_stands_alone_checks_the_statement_before_it(
    language: str, statement: str, tag: str, answer: str
) -> None:
    found = asked([("S", 0.5, f"{statement} {tag}"), ("C", 0.6, answer)], language)
    assert [(row.form, row.text, row.side) for row in found] == [("check", tag, "seller")]


@pytest.mark.parametrize(
    ("language", "statement", "tag"),
    [
        ("nl", "U hebt nu drie machines staan.", "Toch?"),
        ("en", "You have three machines now.", "Right?"),
    ],
)
def test_the_same_word_of_the_other_side_is_no_question_that_counts(
    language: str, statement: str, tag: str
) -> None:
    assert asked([("S", 0.5, statement), ("C", 0.6, tag), ("S", 0.6, statement)], language) == []


@pytest.mark.parametrize(
    ("language", "turn"),
    [
        ("nl", "U hebt nu drie machines staan. Toch."),
        ("en", "You have three machines now. Right."),
        ("nl", "Ja. Toch?"),
        ("en", "Yes. Right?"),
    ],
)
def test_no_tag_with_a_full_stop_or_without_a_statement(language: str, turn: str) -> None:
    answer = "Ja, zeg dat wel." if language == "nl" else "Yes, that is so."
    assert asked([("S", 0.5, turn), ("C", 0.6, answer)], language) == []


def test_a_tag_behind_a_question_is_not_a_second_one() -> None:
    lines: list[Said] = [
        ("S", 0.5, "Do you have three machines? Right?"),
        ("C", 0.6, "Yes, three."),
    ]
    assert [row.text for row in asked(lines, "en")] == ["Do you have three machines?"]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("nl", "Hoe lang duurt dat?", "Wie beslist daarover?"),
        ("en", "How long does that take?", "Who decides about that?"),
    ],
)
def test_questions_of_both_sides_are_told_apart(language: str, one: str, two: str) -> None:
    found = asked([("S", 0.5, one), ("C", 0.6, two)], language)
    assert [(row.side, row.text) for row in found] == [("seller", one), ("customer", two)]
    assert found[1].purpose is None


STOPPED = {
    "nl": (
        "Hoeveel wagens hebt u nu op de weg.",
        "Moet er bij u nog iemand naar kijken.",
        "Wie tekent bij u de contracten.",
    ),
    "en": (
        "How many vans do you have on the road.",
        "Does your board know about this.",
        "Who signs the contracts in your company.",
    ),
}
MARKED = {
    "nl": ("Waar loopt het vast?", "Wat kost dat?", "Hebt u dat geteld?"),
    "en": ("Where does it stop?", "What does that cost?", "Did you count that?"),
}
ANSWER = {"nl": "Een jaar of twee.", "en": "A year or two."}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_recognizer_that_forgets_question_marks_is_not_believed(language: str) -> None:
    sentences = (*STOPPED[language], *MARKED[language])
    lines: list[Said] = []
    for sentence in sentences:
        lines += [("S", 0.5, sentence), ("C", 0.6, ANSWER[language])]
    assert [row.text for row in asked(lines, language)] == list(sentences)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_that_sets_them_well_is(language: str) -> None:
    lines: list[Said] = [("S", 0.5, STOPPED[language][2]), ("C", 0.6, ANSWER[language])]
    for sentence in MARKED[language] * 3:
        lines += [("S", 0.5, sentence), ("C", 0.6, ANSWER[language])]
    assert [row.text for row in asked(lines, language)] == list(MARKED[language] * 3)


UNHEARD = {"nl": "Bel ik u maandag.", "en": "Are you there Monday."}
"""The recognizer lost the word in front: "Dan bel ik u maandag.", "They are, you there Monday"."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_lost_word_says_nothing_of_the_marks(language: str) -> None:
    """A question by its mark alone still is one in a short call with one odd full stop."""
    bare = {"nl": "U belt dan nog?", "en": "You still phone them?"}[language]
    lines: list[Said] = [("S", 0.5, bare), ("C", 0.6, ANSWER[language])]
    lines += [("S", 0.5, MARKED[language][0]), ("C", 0.6, UNHEARD[language])]
    assert bare in [row.text for row in asked(lines, language)]


LOST_MARKS = [
    ("nl", "Dat is duidelijk Mag ik weten waarom", "Mag ik weten waarom"),
    ("nl", "Goedemiddag met Eva van Norden Wat kost u dat nu", "Wat kost u dat nu"),
    ("en", "That is clear Can I ask you why", "Can I ask you why"),
    ("en", "Morning it's Eva from Norden How often does that happen", "How often does that happen"),
]


@pytest.mark.parametrize(("language", "said", "question"), LOST_MARKS)
def test_a_capital_begins_a_question_where_the_mark_before_it_was_lost(
    language: str, said: str, question: str
) -> None:
    lines: list[Said] = [("S", 0.5, said), ("C", 0.6, ANSWER[language])]
    assert [row.text for row in asked(lines, language)] == [question]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Kunt u in Mei of bij Wanneer BV langskomen?"),
        ("en", "Could we meet in May or at Will and Sons?"),
    ],
)
def test_a_name_or_a_month_begins_none(language: str, said: str) -> None:
    lines: list[Said] = [("S", 0.5, said), ("C", 0.6, ANSWER[language])]
    assert [row.text for row in asked(lines, language)] == [said]
