"""A step that is offered another way, and a call put in its place: who owes what, in both
languages."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed, talk

Pair = tuple[str, str]
LANGUAGES = ("nl", "en")
both = pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)


@both
@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            [
                (
                    "Zal ik u dan vier dozen opschrijven?",
                    "Shall I put you down for four boxes then?",
                ),
                ("Vier is te veel.", "Four is too many."),
                (
                    "En als we er twee donderdag meegeven en de andere twee veertien dagen later, "
                    "gaat dat?",
                    "And if we send two along on Thursday and the other two a fortnight later, "
                    "would that work?",
                ),
                ("Ja, dat gaat. Zet dat maar zo op.", "Yes, that works. Put it down like that."),
            ],
            ["customer accept order A 2026-03-12"],
        ),
        (
            [
                ("Zullen we een afspraak maken?", "Shall we make an appointment?"),
                (
                    "Belt u in het najaar nog maar een keer, dan is het hier wat rustiger.",
                    "Give me a ring again in the autumn, it's a bit quieter here then.",
                ),
            ],
            ["customer stall call_back"],
        ),
        (
            [
                ("Mag ik u volgende week bellen?", "May I call you next week?"),
                ("Ja, bel me volgende week maar.", "Yes, call me next week."),
            ],
            ["joint accept call_back B 2026-03-20"],
        ),
        (
            [
                (
                    "We bellen nu iedereen om acht uur 's avonds, dus dan weet u het op tijd.",
                    "We ring everybody at eight in the evening now, so you know in time.",
                ),
                ("Ja, dat scheelt wel.", "Yes, that makes a difference."),
            ],
            [],
        ),
        (
            [
                ("Ik heb hier een folder liggen.", "I have a brochure here."),
                (
                    "Stuur de folder maar, dan leg ik die thuis op tafel.",
                    "Send me the brochure, then I'll put it on the table at home.",
                ),
                ("Doe ik graag, u hebt hem morgen.", "Gladly, you'll have it tomorrow."),
            ],
            ["customer stall information", "seller commit information A 2026-03-10"],
        ),
        (
            [
                ("Wat kost u dat?", "What does it cost you?"),
                (
                    "Het gaat eraf voor ik het zie, dus ik denk er niet echt over na.",
                    "It comes off before I see it, so I don't really think about it.",
                ),
            ],
            [],
        ),
        (
            [
                ("Zou dinsdag om zeven uur lukken?", "Does Tuesday at seven work?"),
                ("Zeven is goed.", "Seven's good."),
            ],
            ["joint accept meeting A 2026-03-10"],
        ),
    ],
    ids="order autumn call-asked-for everybody folder not-thought-about hour".split(),
)
def test_what_came_of_it(lines: list[Pair], rows: list[str], at: int) -> None:
    found = agreed(LANGUAGES[at], *(line[at] for line in lines))
    assert found == rows


@both
def test_the_offer_put_another_way_asks_for_a_step(at: int) -> None:
    ways = (
        "En als we maandag beginnen, zou dat lukken?",
        "And if we started on Monday, would that work?",
    )
    trouble = ("En als we niets doen, wat dan?", "And if we do nothing, what then?")
    asked = [talk(LANGUAGES[at], one[at], "Ja.").questions[0] for one in (ways, trouble)]
    assert [(row.form, row.purpose) for row in asked] == [
        ("closed", "commitment"),
        ("open", "implication"),
    ]


@both
@pytest.mark.parametrize(
    ("line", "counted"),
    [
        (("Dag, kan ik de eigenaar spreken?", "Hi, could I speak to the owner, please?"), False),
        (("Waar waren we?", "Where were we?"), False),
        (
            ("En hoe bevalt het nieuwe middel?", "And how are you getting on with the new stuff?"),
            True,
        ),
        (
            ("Hoeveel hebben jullie er daar?", "How many of them do you have over there?"),
            True,
        ),
    ],
    ids=["owner", "where we were", "new stuff", "how many"],
)
def test_what_gets_the_talk_going_is_no_question(line: Pair, counted: bool, at: int) -> None:
    row = talk(LANGUAGES[at], line[at], "Dat is goed.").questions[0]
    assert row.counted is counted
    assert row.purpose != "commitment"


@both
@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (("Geef me er maar twee.", "Give me two."), ["customer commit order B"]),
        (("We nemen twee dozen.", "I'll have two boxes."), ["customer commit order B"]),
        (
            ("Doe mij daar ook maar een doos van.", "Do me a box of those as well."),
            ["customer commit order B"],
        ),
        (
            ("Stuur me vrijdag maar twee dozen.", "Send me two boxes on Friday."),
            ["customer commit order A 2026-03-13"],
        ),
        (("Geef me twee minuten.", "Give me two minutes."), []),
        (("Hij zei: geef me twee dozen.", "He said, give me two boxes."), []),
    ],
    ids="two two-boxes a-box on-friday minutes said-by-him".split(),
)
def test_what_is_ordered_by_the_box(answer: Pair, rows: list[str], at: int) -> None:
    asked = ("Hebt u nog servetten staan?", "Have you any napkins left?")
    assert agreed(LANGUAGES[at], asked[at], answer[at]) == rows


@both
def test_who_is_put_down_for_an_hour_orders_nothing(at: int) -> None:
    asked = ("Wanneer zal ik u bellen?", "When shall I call you?")
    answer = ("Zet me maar op voor vrijdag twee uur.", "Put me down for two o'clock on Friday.")
    (row,) = agreed(LANGUAGES[at], asked[at], answer[at])
    assert row == "joint accept call_back A 2026-03-13"
