"""The same word in other spellings says the same."""

import pytest

from tests.analysis.calls import measured
from tests.analysis.test_commitments import talk


@pytest.mark.parametrize(
    ("language", "asked", "promised"),
    [
        ("nl", "Stuur maar een offerte.", "Die {} ik u vrijdag."),
        ("en", "Just send me a quote.", "I'll {} it to you on Friday."),
    ],
)
def test_a_quote_is_promised_by_mail_and_by_e_mail(
    language: str, asked: str, promised: str
) -> None:
    for verb in ("mail", "email", "e-mail", "E-mail"):
        lines = talk("Hm.", asked, promised.format(verb), "Prima." if language == "nl" else "Fine.")
        result = measured(lines, language)
        rows = [(row.by, row.step) for row in result.commitments if row.kind == "commit"]
        assert rows == [("seller", "quote")], verb
        assert "quote_without_commitment" in [flag.name for flag in result.flags]


def test_figures_that_come_by_e_mail_move_the_sale() -> None:
    for mail in ("email", "e-mail"):
        said = f"I'll look it up tonight and drop you an {mail}."
        result = measured(talk("How many do you use a week?", said), "en")
        assert [row.step for row in result.commitments] == ["deliver"], mail


@pytest.mark.parametrize(
    ("language", "asked", "yeses"),
    [
        ("nl", "Zullen we dinsdag om tien uur bij u kijken?", "OK. Ok O.K. okay Oke. Oké!"),
        ("en", "Shall we come by on Tuesday at ten?", "OK. Ok O.K. okay Okey. OKAY!"),
    ],
)
def test_okay_agrees_in_every_spelling(language: str, asked: str, yeses: str) -> None:
    for yes in yeses.split():
        rows = measured(talk(asked, yes), language).commitments
        assert [(row.by, row.kind, row.step) for row in rows] == [("joint", "accept", "meeting")]
