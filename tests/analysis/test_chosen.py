"""Answers that sound like a no or a promise and are none: one of two chosen, a day alone, what is
there already, what was never asked; and a visit named in answer to what no rule knew."""

import pytest

from analysis.findings import Commitment
from tests.analysis.calls import talk


def found(language: str, *said: str) -> tuple[str, list[Commitment]]:
    """How the call ended and its rows, where seller and customer speak by turns."""
    measures = talk(language, *said)
    return measures.outcome, list(measures.commitments)


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Koopt u hem, of gaat u leasen?", "Leasen. Ik heb het niet op de bank."),
        ("en", "Would you buy it outright, or lease it?", "Lease. I don't like the bank."),
    ],
)
def test_who_chooses_one_of_two_has_not_said_no(language: str, asked: str, reply: str) -> None:
    outcome, rows = found(language, asked, reply)
    assert outcome != "no"
    assert [row.kind for row in rows if row.kind == "decline"] == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Wilt u er een bestellen, of liever niet?", "Nee. Ik ga er geen bestellen."),
        ("en", "Would you order one, or rather not?", "No. I'm not going to order one."),
        ("nl", "Wilt u er een bestellen, of liever niet?", "Liever niet, ik doe het niet."),
        ("en", "Would you order one, or rather not?", "Rather not, I'm not doing it."),
    ],
)
def test_a_no_to_both_is_a_no(language: str, asked: str, reply: str) -> None:
    assert found(language, asked, reply)[0] == "no"


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [("nl", "Doet u mee?", "Nee, maandag niet."), ("en", "Are you in?", "No, not Monday.")],
)
def test_a_no_to_a_day_is_not_one_to_the_deal(language: str, asked: str, reply: str) -> None:
    outcome, rows = found(language, asked, reply)
    assert outcome == "continuation"
    assert [(row.kind, row.step) for row in rows] == [("decline", "other")]


@pytest.mark.parametrize(
    ("language", "told", "reply"),
    [
        ("nl", "Op de vierde hebt u mijn offerte gekregen.", "Die ligt hier voor me."),
        ("en", "You got my quote on the fourth.", "It's here in front of me."),
    ],
)
def test_a_quote_that_is_there_is_not_promised(language: str, told: str, reply: str) -> None:
    assert found(language, told, reply)[1] == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Wat doet u met de bollen?", "Eerst drogen, een dag of twee."),
        ("en", "What do you do with the bulbs?", "First we dry them, a day or two."),
    ],
)
def test_what_comes_first_puts_nothing_off(language: str, asked: str, reply: str) -> None:
    assert found(language, asked, reply)[1] == []


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        (
            "nl",
            "Zullen we daar dan samen gaan staan, gij met mijn stok in uw handen?",
            "Kom maar af, woensdag om halfacht.",
        ),
        (
            "en",
            "Shall we stand there together, then, you with my pole in your hands?",
            "Come over, Wednesday at half past seven.",
        ),
    ],
)
def test_a_visit_named_in_answer_is_an_appointment(language: str, asked: str, reply: str) -> None:
    outcome, (row,) = found(language, asked, reply)
    assert (outcome, row.by, row.step, row.grade) == ("advance", "joint", "meeting", "A")


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Doen we hem dan?", "Ja, we doen hem."),
        ("en", "Are you having the pair?", "Aye, I'll have the pair."),
    ],
)
def test_an_order_asked_for_in_few_words(language: str, asked: str, reply: str) -> None:
    outcome, (row,) = found(language, asked, reply)
    assert (outcome, row.by, row.kind, row.step) == ("order", "customer", "accept", "order")


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        (
            "nl",
            "Zal ik u volgende week bellen?",
            "Laat maar, ik bel u zelf wel een keer na de vakantie.",
        ),
        ("nl", "Zal ik u volgende week bellen?", "Nee hoor, ik meld me wel na de vakantie."),
        ("nl", "Zal ik u volgende week bellen?", "Ik bel u na de vakantie."),
        (
            "en",
            "Shall I call you next week?",
            "Leave it, I'll call you myself some time after the holidays.",
        ),
        ("en", "Shall I call you next week?", "Don't worry, I'll be in touch after the holidays."),
        ("en", "Shall I call you next week?", "I'll call you after the holidays."),
    ],
)
def test_who_keeps_the_call_to_himself_puts_it_off(language: str, asked: str, reply: str) -> None:
    outcome, (row,) = found(language, asked, reply)
    assert (outcome, row.by, row.kind, row.step) == (
        "continuation",
        "customer",
        "stall",
        "call_back",
    )


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        ("nl", "Zal ik u volgende week bellen?", "Ik bel u dinsdag om tien uur zelf."),
        ("en", "Shall I call you next week?", "I'll call you on Tuesday at ten."),
        ("nl", "Zal ik u na de vakantie bellen?", "Ja, belt u me dan maar."),
        ("en", "Shall I call you after the holidays?", "Yes, call me then."),
    ],
)
def test_a_call_on_a_day_or_one_he_asks_for_stands(language: str, asked: str, reply: str) -> None:
    outcome, (row,) = found(language, asked, reply)
    assert (outcome, row.by, row.kind, row.step) == ("advance", "joint", "accept", "call_back")
