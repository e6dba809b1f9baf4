"""What stands behind a question and only completes it: no silence is broken by it."""

import pytest

from analysis.findings import Measures
from tests.analysis.calls import Said, measured

ANSWERS = {"nl": "Ja, dat is goed.", "en": "Yes, that works."}
OFFERS = {"nl": "Wij laten elke avond zien wat leeg rijdt.", "en": "We show you what runs empty."}


def asked(language: str, question: str, then: str, after: float = 0.3) -> Measures:
    lines: list[Said] = [("S", 0.5, OFFERS[language]), ("C", 0.5, "Hm."), ("S", 0.5, question)]
    lines += [("S", after, then), ("C", 2.3, ANSWERS[language])]
    return measured(lines, language)


COMPLETED = [
    ("nl", "Zullen we het hem samen laten zien.", "Donderdag om tien uur?"),
    ("nl", "Kunt u mij de cijfers sturen?", "Voor vrijdag?"),
    ("nl", "Kunt u dinsdag langskomen?", "Om tien uur?"),
    ("nl", "Zullen we een afspraak maken?", "Met uw directeur erbij?"),
    ("nl", "Zullen we volgende week afspreken?", "Dinsdag om drie uur?"),
    ("en", "Shall we show it to him together.", "Thursday at ten?"),
    ("en", "Can you send me the figures?", "By Friday?"),
    ("en", "Can you come in on Tuesday?", "At ten?"),
    ("en", "Shall we set up a meeting?", "With your director there?"),
    ("en", "Shall we meet next week?", "Tuesday at three?"),
]


@pytest.mark.parametrize(("language", "question", "then"), COMPLETED)
def test_a_day_or_a_companion_behind_a_question_only_ends_it(
    language: str, question: str, then: str
) -> None:
    found = asked(language, question, then)
    (silence,) = found.silences
    assert (silence.result, silence.pause_s) == ("kept", pytest.approx(2.3))
    assert [q.text for q in found.questions if q.counted] == [question]


@pytest.mark.parametrize(("language", "question", "then"), COMPLETED[::5])
def test_behind_a_silence_the_same_words_break_it(language: str, question: str, then: str) -> None:
    assert asked(language, question, then, after=1.2).silences[0].result == "rescued"


@pytest.mark.parametrize(
    ("language", "question", "then"),
    [
        ("nl", "Wanneer wilt u beginnen?", "Volgende week?"),
        ("nl", "Wie beslist daarover?", "Met uw broer erbij?"),
        ("nl", "Kunt u dinsdag langskomen?", "Woensdag?"),
        ("nl", "Kunt u mij de cijfers sturen?", "Dat hoeft niet vandaag hoor."),
        ("en", "When do you want to start?", "Next week?"),
        ("en", "Who decides on that?", "With your brother too?"),
        ("en", "Can you come in on Tuesday?", "Wednesday?"),
        ("en", "Can you send me the figures?", "It doesn't have to be today."),
    ],
)
def test_an_answer_that_is_offered_or_another_day_breaks_the_silence(
    language: str, question: str, then: str
) -> None:
    assert asked(language, question, then).silences[0].result == "run-on"
