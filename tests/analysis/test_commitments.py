"""Who owes what to whom: small talks in both languages, each with the one right reading."""

import pytest

from analysis.findings import Measures
from tests.analysis.calls import Said, measured

Row = tuple[str, str, str, str | None]


def rows(result: Measures) -> list[Row]:
    return [(row.by, row.kind, row.step, row.grade) for row in result.commitments]


def talk(*lines: str) -> list[Said]:
    """Lines of the seller and the customer by turns, the seller first."""
    return [("SC"[index % 2], 0.6, line) for index, line in enumerate(lines)]


BOTH = [
    (
        "what is tested together at an hour is a meeting",
        talk("Zullen we hem vrijdag om negen uur samen testen?", "Oké."),
        talk("Shall we test it together on Friday at nine?", "Okay."),
        [("joint", "accept", "meeting", "A")],
    ),
    (
        "a trial is the customer's, whoever brings it",
        talk("Kunnen we maandag de eerste tien ophangen?", "Ja, prima."),
        talk("Can we hang the first ten on Monday?", "Yes, fine."),
        [("customer", "accept", "trial", "A")],
    ),
    (
        "a condition that can be tested keeps the grade of its moment",
        talk("Wanneer neemt u hem?", "Als de proef goed gaat, bestel ik hem in mei."),
        talk("When will you take it?", "If the test goes well, I'll order it in May."),
        [("customer", "commit", "order", "B")],
    ),
    (
        "thanks for an announced visit agree to none",
        talk("Ik kom donderdag om tien uur langs.", "Dank u, dat is goed."),
        talk("I'll come by on Thursday at ten.", "Thanks, that's fine."),
        [("seller", "commit", "meeting", "A")],
    ),
    (
        "a condition that nobody can test is a stall",
        talk("Wanneer bestelt u hem?", "Als het goed voelt, bestellen we hem."),
        talk("When will you order it?", "If it feels right, we'll order it."),
        [("customer", "stall", "order", None)],
    ),
    (
        "what could be done is tentative",
        talk("Hoe wilt u verder?", "We zouden in mei een proef kunnen doen."),
        talk("How do you want to go on?", "We could do a trial in May."),
        [("customer", "commit", "trial", "C")],
    ),
    (
        "a no and its echo are one no",
        talk("En de proef?", "Die proef gaat niet door. Dat doen we niet."),
        talk("And the trial?", "The trial is off. We won't do that."),
        [("customer", "decline", "trial", None)],
    ),
    (
        "a day that the seller takes up is agreed",
        talk("Eh,", "Kom dinsdag om acht uur maar.", "Dinsdag om acht uur kom ik langs."),
        talk("Well,", "Come by on Tuesday at eight.", "On Tuesday at eight I'll come by."),
        [("joint", "accept", "meeting", "A")],
    ),
    (
        "a visit that nobody answers is the seller's",
        talk("Ik kom donderdag om elf uur bij u langs.", "De koffie is hier vreselijk."),
        talk("I'll come by on Thursday at eleven.", "The coffee here is terrible."),
        [("seller", "commit", "meeting", "A")],
    ),
    (
        "a yes to a quote stands where a step could have been",
        talk("Zal ik u een offerte sturen?", "Ja, prima."),
        talk("Shall I send you a quote?", "Yes, fine."),
        [("customer", "stall", "quote", None)],
    ),
    (
        "what was sent in the past is no promise",
        talk("Ik heb u in mei een plan gestuurd.", "Dat heb ik gelezen."),
        talk("I sent you a plan in May.", "I read it."),
        [],
    ),
    (
        "what is denied before a but is not agreed behind it",
        talk("Komt u dinsdag langs?", "Dinsdag lukt niet, maar ik bel u morgen.", "Prima."),
        talk("Will you come on Tuesday?", "I can't make Tuesday, but I'll call tomorrow.", "Fine."),
        [("customer", "decline", "meeting", None), ("joint", "accept", "call_back", "A")],
    ),
    (
        "a promise behind a but counts",
        talk("Hebt u de cijfers?", "Die heb ik hier niet, maar ik mail u de cijfers vanavond."),
        talk("Do you have the figures?", "I haven't got them, but I'll mail the figures tonight."),
        [("customer", "commit", "deliver", "A")],
    ),
    (
        "of an unheard step it is not known who owes it",
        talk("Wanneer mag ik u weer eens?", "Maandag om negen uur."),
        talk("When may I you again?", "Monday at nine."),
        [],
    ),
    (
        "a word beside the day may be a no that was misheard",
        talk("Kunt u dinsdag langskomen?", "Dinsdag gaat nied."),
        talk("Can you come by on Tuesday?", "I can'd do Tuesday."),
        [],
    ),
    (
        "a promise that was misheard is not guessed",
        talk("Hoe wilt u verder?", "We souden in mei een proef toen."),
        talk("How do you want to go on?", "We coult do a trial in May."),
        [],
    ),
]


@pytest.mark.parametrize(
    ("dutch", "english", "right"), [case[1:] for case in BOTH], ids=[case[0] for case in BOTH]
)
def test_both_languages_are_read_alike(
    dutch: list[Said], english: list[Said], right: list[Row]
) -> None:
    assert rows(measured(dutch, "nl")) == right
    assert rows(measured(english, "en")) == right


@pytest.mark.parametrize(
    ("language", "said", "kind"),
    [
        ("nl", "We bespreken het dinsdag intern.", "stall"),
        ("en", "We'll discuss it internally on Tuesday.", "stall"),
        ("nl", "Dan bespreek ik het volgende week intern.", "stall"),
        ("en", "Then I'll discuss it internally next week.", "stall"),
        ("nl", "Volgende week bespreek ik het intern met Sanne.", "commit"),
        ("en", "Next week I'll discuss it internally with Sanne.", "commit"),
    ],
)
def test_a_weekday_is_nobody_to_discuss_it_with(language: str, said: str, kind: str) -> None:
    opening = {"nl": "Wij maken pompen.", "en": "We make pumps."}[language]
    [row] = measured(talk(opening, said), language).commitments
    assert (row.by, row.step, row.kind) == ("customer", "internal", kind)


def test_a_promise_names_its_moment_and_its_condition() -> None:
    [row] = measured(
        talk("When?", "If the test stays under sixty, I'll order it on Friday."), "en"
    ).commitments
    assert row.when_text == "on Friday"
    assert row.when_date is not None
    assert row.when_date.isoformat() == "2026-03-13"  # the call is on Monday the 9th
    assert (row.conditional, row.condition) == (True, "If the test stays under sixty")


def test_an_order_needs_no_moment_but_hangs_on_nothing() -> None:
    ordered = measured(talk("How many will you take?", "I'll order ten of them."), "en")
    assert rows(ordered) == [("customer", "commit", "order", "B")]


@pytest.mark.parametrize(
    ("language", "asks", "pays", "then", "calls_off"),
    [
        (
            "nl",
            "Kunt u de aanbetaling vrijdag overmaken?",
            "Ja, die maak ik vrijdag over.",
            "En kunt u de rest maandag betalen?",
            "Nee, die betaal ik niet.",
        ),
        (
            "en",
            "Can you pay the deposit on Friday?",
            "Yes, I will pay the deposit on Friday.",
            "And can you pay the rest on Monday?",
            "No, I can't pay that.",
        ),
    ],
)
def test_a_payment_called_off_buys_nothing(
    language: str, asks: str, pays: str, then: str, calls_off: str
) -> None:
    agreed: list[Said] = [("S", 0.5, asks), ("C", 0.5, pays)]
    assert measured(agreed, language).outcome == "order"
    after = measured([*agreed, ("S", 0.5, then), ("C", 0.5, calls_off)], language)
    assert (after.outcome, after.score.progress) == ("continuation", 0.0)


def test_of_two_declines_in_a_turn_the_one_that_names_the_deal_counts() -> None:
    lines = talk("Kunnen wij dinsdag langskomen?", "Dinsdag kan niet. Wij gaan niet met u verder.")
    kinds = [(row.kind, row.step) for row in measured(lines, "nl").commitments]
    assert ("decline", "order") in kinds
