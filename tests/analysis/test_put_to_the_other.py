"""Statements that are questions, and questions that are none, in both languages."""

import pytest

from tests.analysis.calls import measured

Pair = tuple[str, str]
LANGUAGES = ("nl", "en")


@pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)
@pytest.mark.parametrize(
    ("before", "said", "form", "answer"),
    [
        (
            ("We hebben er zes.", "We've six of them."),
            ("U moest zeker zakken gaan kopen, neem ik aan.", "You had to go buy bags, I guess."),
            "declarative",
            ("Ja, elke week.", "Yes, every week."),
        ),
        (
            ("Zo, daar ben ik.", "So, here I am."),
            (
                "En u hebt de nieuwe spuitcabine binnen, hoor ik.",
                "And you've the new spray booth in, I hear.",
            ),
            "declarative",
            ("Klopt, al een maand.", "I do, for a month now."),
        ),
        (
            ("Dat is hier geregeld.", "That's taken care of."),
            ("Ik neem aan dat u dat bent.", "I'm guessing that's you then."),
            "declarative",
            ("Ja, dat ben ik.", "It is, yes."),
        ),
        (
            ("Ze waren er maandag weer.", "They were here again on Monday."),
            ("Hoe komt dat?", "Why's that?"),
            "open",
            ("De deur lekt.", "The door leaks."),
        ),
        (
            ("Zo, daar ben ik.", "So, here I am."),
            (
                "Zeg, waarvoor ik bel, hebt u die folder gezien?",
                "So, the reason I'm calling, have you seen that leaflet?",
            ),
            "closed",
            ("Jawel.", "I have."),
        ),
    ],
    ids=["bags", "booth", "who", "why", "leaflet"],
)
def test_what_is_put_to_the_customer_is_asked(
    before: Pair, said: Pair, form: str, answer: Pair, at: int
) -> None:
    lines = [("C", 0.5, before[at]), ("S", 0.8, said[at]), ("C", 0.8, answer[at])]
    found = measured(lines, LANGUAGES[at])
    assert [(q.side, q.form, q.not_counted) for q in found.questions] == [("seller", form, None)]
    assert [one.result for one in found.silences] == ["kept"]


@pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)
@pytest.mark.parametrize(
    ("before", "said"),
    [
        (
            ("Ik zit in de auto.", "I'm on the road."),
            ("Zal ik straks bellen?", "Shall I ring back?"),
        ),
    ],
)
def test_to_ring_back_is_no_question_about_the_deal(before: Pair, said: Pair, at: int) -> None:
    lines = [("C", 0.5, before[at]), ("S", 0.8, said[at]), ("C", 0.8, ("Nee.", "No.")[at])]
    found = measured(lines, LANGUAGES[at])
    assert [q.not_counted for q in found.questions] == ["procedural"]
    assert found.silences == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Dat moet ik mijn vrouw vragen, denk ik."),
        ("en", "I'd have to ask my wife, I guess."),
    ],
)
def test_what_one_supposes_of_oneself_asks_nothing(language: str, said: str) -> None:
    lines = [("S", 0.5, ("Zo.", "So.")[language == "en"]), ("C", 0.8, said)]
    assert measured(lines, language).questions == ()
