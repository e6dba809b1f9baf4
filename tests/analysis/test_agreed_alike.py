"""What is agreed, and what is not, comes out alike in both languages."""

from __future__ import annotations

import pytest

from tests.analysis.calls import Said, agreed, measured

Pair = tuple[str, str]
BOTH = pytest.mark.parametrize("at", [0, 1], ids=["nl", "en"])


@BOTH
@pytest.mark.parametrize(
    ("asked", "answer", "rows"),
    [
        (
            ("Dan zet ik u op voor tien.", "Then I'll put you down for ten."),
            ("Prima.", "Fine."),
            ["customer accept order B"],
        ),
        (
            ("Dan noteer ik er 12 voor u.", "Then I'll put 12 down for you."),
            ("Ja, doe maar.", "Yes, go on."),
            ["customer accept order B"],
        ),
        (
            ("Dan zet ik u op voor tien.", "Then I'll put you down for ten."),
            ("Nee, nog niet.", "No, not yet."),
            ["customer stall order"],
        ),
        (
            ("Dan schrijf ik een briefje voor u.", "Then I'll write a note for you."),
            ("Prima.", "Fine."),
            [],
        ),
        (
            (
                "Dan spreken we af dat u vrijdag tekent.",
                "Then we agree that you'll sign on Friday.",
            ),
            ("Ja.", "Yes."),
            ["customer accept order A 2026-03-13"],
        ),
        (
            ("Wanneer zal ik langskomen?", "When shall I come by?"),
            ("Donderdag zou kunnen.", "Thursday could work."),
            ["joint accept meeting C 2026-03-12"],
        ),
        (
            ("Zal ik u woensdag bellen?", "Shall I call you on Wednesday?"),
            ("Nee, ik bel u donderdag.", "No, I'll call you on Thursday."),
            ["customer commit call_back A 2026-03-12"],
        ),
        (
            ("Kan uw broer er donderdag bij zijn?", "Could your brother be there on Thursday?"),
            ("Dat kan ik hem vragen.", "I can ask him that."),
            [],
        ),
        (
            ("Komt u eens kijken in de showroom?", "Would you come and see the showroom?"),
            ("Ik kom donderdag met mijn vrouw.", "I'll come on Thursday with my wife."),
            ["joint accept meeting A 2026-03-12"],
        ),
        (
            ("Zullen we hem donderdag plaatsen?", "Shall we install it on Thursday?"),
            ("Ja, doe maar.", "Yes, go on."),
            ["joint accept meeting A 2026-03-12"],
        ),
        (
            ("Kan ik u donderdag bellen.", "Can I call you on Thursday."),
            ("Ja hoor.", "Yes, sure."),
            ["joint accept call_back A 2026-03-12"],
        ),
        (
            ("Zullen we donderdag afspreken?", "Shall we meet on Thursday?"),
            ("Geen tijd.", "No time."),
            ["customer stall meeting"],
        ),
        (
            ("Komt u eens langs in de showroom?", "Would you come by the showroom some time?"),
            ("Misschien, als we in de buurt zijn.", "Maybe one day, if we're in the area."),
            ["customer stall meeting"],
        ),
        (
            (
                "Dan laten we dat even zitten. Hebt u de catalogus gezien?",
                "Then let's leave that for now. Have you seen the catalogue?",
            ),
            ("Nee.", "No."),
            [],
        ),
        (
            ("Het contract loopt drie jaar.", "The contract runs for three years."),
            (
                "Drie jaar vastzitten, daar begin ik niet aan.",
                "Tied in for three years, I'm not doing that.",
            ),
            [],
        ),
        (
            ("Wilt u er een bestellen?", "Would you like to order one?"),
            (
                "Ik heb het nagekeken, daar begin ik niet aan.",
                "I've looked into it, I'm not doing that.",
            ),
            ["customer decline order"],
        ),
        (
            ("Wilt u er een bestellen?", "Would you like to order one?"),
            ("Het is ons te duur, we doen het niet.", "It's too dear, we're not doing it."),
            ["customer decline order"],
        ),
        (
            ("Wilt u er twee?", "Would you like two?"),
            ("Ik koop ze vrijdag ergens anders.", "I'm buying them somewhere else on Friday."),
            [],
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_by_its_answer(asked: Pair, answer: Pair, rows: list[str], at: int) -> None:
    assert agreed(("nl", "en")[at], asked[at], answer[at]) == rows


@BOTH
def test_who_thinks_aloud_before_a_number_answers(at: int) -> None:
    asked = ("Hoeveel dozen gaan er per week door?", "How many boxes do you use a week?")[at]
    said = ("Laat me denken. Een stuk of veertig.", "Let me think. About forty.")[at]
    lines: list[Said] = [("S", 0.5, asked), ("C", 1.0, said)]
    found = measured(lines, ("nl", "en")[at])
    assert [row.answer for row in found.silences] == ["answered"]
    assert found.commitments == ()


@BOTH
def test_will_do_to_what_the_customer_undertakes_takes_no_step_of_his(at: int) -> None:
    said = (
        "Stuur het contract maar, dan teken ik het morgen.",
        "Send the contract and I'll sign it tomorrow.",
    )[at]
    lines: list[Said] = [("C", 0.5, said), ("S", 0.5, ("Dat doe ik.", "I'll do that.")[at])]
    rows = measured(lines, ("nl", "en")[at]).commitments
    assert [(row.by, row.step, row.evidence.quote) for row in rows] == [("customer", "order", said)]
