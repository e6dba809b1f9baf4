"""A listener's "hm" after a question answers nothing: what the seller does next is judged."""

import pytest

from analysis.findings import Silence
from tests.analysis.calls import Said, measured

OPEN = {"nl": "Wat kost u dat per jaar?", "en": "What does that cost you a year?"}
CLOSED = {"nl": "Merkt u dat in de omzet?", "en": "Do you notice that in sales?"}
TALK = {"nl": "Dat is vast heel veel geld.", "en": "I'm sure that is a lot of money."}
ANSWER = {"nl": "Duizend euro per jaar.", "en": "A thousand euros a year."}
HEARD = {
    "nl": ("Hm.", "Hmm...", "Ja.", "Oké."),
    "en": ("Hm.", "Hmm...", "Yeah.", "Okay.", "Right."),
}


def silence(language: str, asked: str, *then: Said) -> Silence:
    return measured([("S", 0.5, asked), *then], language).silences[0]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_seller_who_speaks_after_a_mere_sound_has_rescued(language: str) -> None:
    for sound in HEARD[language]:
        lines: list[Said] = [
            ("C", 0.8, sound),
            ("S", 1.0, TALK[language]),
            ("C", 0.5, ANSWER[language]),
        ]
        row = silence(language, OPEN[language], *lines)
        assert (row.result, row.answer, row.broken_by) == ("rescued", "none", "seller"), sound
        assert row.seller_silence_s == pytest.approx(0.8 + 0.3 + 1.0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_silence_goes_on_behind_a_mere_sound(language: str) -> None:
    for sound in HEARD[language]:
        lines: list[Said] = [("C", 0.8, sound), ("C", 3.0, ANSWER[language])]
        row = silence(language, OPEN[language], *lines)
        assert (row.result, row.answer) == ("kept", "answered"), sound
        assert row.pause_s == row.time_to_answer_s == pytest.approx(0.8 + 0.3 + 3.0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_that_begins_with_a_sound_begins_there(language: str) -> None:
    row = silence(language, OPEN[language], ("C", 0.8, f"Hm. {ANSWER[language]}"))
    assert (row.result, row.pause_s) == ("kept", pytest.approx(0.8))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_hm_says_neither_yes_nor_no(language: str) -> None:
    row = silence(language, CLOSED[language], ("C", 0.8, "Hm."), ("S", 1.0, TALK[language]))
    assert row.result == "rescued"


@pytest.mark.parametrize(
    ("language", "asked", "yes"),
    [
        ("nl", CLOSED["nl"], "Ja."),
        ("en", CLOSED["en"], "Yeah."),
        ("nl", "Hoe bevalt dat?", "Goed."),
        ("en", "How do you like that?", "Good."),
        ("nl", "Hoe zou u het vinden als wij dinsdag langskomen?", "Oké."),
        ("en", "How about Tuesday at ten?", "Okay."),
        ("nl", "Wat als wij dat dinsdag komen doen?", "Ja."),
        ("en", "What if we did that on Tuesday?", "Yes."),
    ],
)
def test_where_a_yes_is_an_answer_it_stays_one(language: str, asked: str, yes: str) -> None:
    row = silence(language, asked, ("C", 0.8, yes), ("S", 1.0, TALK[language]))
    assert (row.result, row.answer, row.pause_s) == ("kept", "answered", pytest.approx(0.8))


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [("nl", "Wanneer kijkt u daarnaar?", "Vandaag."), ("en", "When do you look at it?", "Today.")],
)
def test_a_word_that_may_end_a_question_answers_it_where_the_other_says_it(
    language: str, asked: str, answer: str
) -> None:
    lines: list[Said] = [("S", 0.5, asked), ("C", 0.3, answer), ("S", 2.0, asked)]
    silence = measured(lines, language).silences[0]
    assert (silence.result, silence.answer) == ("kept", "answered")
    assert silence.pause_s == pytest.approx(0.3)
    own: list[Said] = [("S", 0.5, f"{asked} {answer}"), ("C", 1.0, answer)]
    assert measured(own, language).silences[0].pause_s == pytest.approx(1.0)
