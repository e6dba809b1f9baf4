"""The plainest answers to the plainest questions, in both languages: who owes what."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Pair = tuple[str, str]
MEETS = "joint accept meeting A 2026-03-10"


@pytest.mark.parametrize("at", [0, 1], ids=["nl", "en"])
@pytest.mark.parametrize(
    ("asked", "answer", "row"),
    [
        (
            ("Zal ik er tien sturen?", "Shall I send you ten?"),
            ("Ja, doe maar.", "Yes, do."),
            "customer accept order B",
        ),
        (
            ("Twaalfhonderd voor het geheel.", "Twelve hundred for the lot."),
            ("Boek maar in.", "Book it in."),
            "customer commit order B",
        ),
        (
            ("Twaalfhonderd voor het geheel.", "Twelve hundred for the lot."),
            ("Ik teken.", "I'll sign."),
            "customer commit order B",
        ),
        (
            ("Dus de grote voor twaalfhonderd?", "So the big one for twelve hundred?"),
            ("Ja, die wil ik.", "Yes, I want that one."),
            "customer commit order B",
        ),
        (
            ("Mag ik dinsdag langskomen?", "May I come by on Tuesday?"),
            ("Dinsdag ben ik er.", "I'm here on Tuesday."),
            MEETS,
        ),
        (
            ("Zal ik uw baas ook uitnodigen?", "Shall I invite your boss as well?"),
            ("Doe ik zelf wel.", "I'll do that myself."),
            "customer accept decision_maker B",
        ),
        (
            ("Wie moet er nog bij?", "Who else should be there?"),
            ("Ik vraag Peter erbij, voor dinsdag.", "I'll ask Peter to join us on Tuesday."),
            "customer commit decision_maker A 2026-03-10",
        ),
        (
            ("Wilt u tekenen?", "Will you sign?"),
            ("Laten we het maar niet doen.", "Let's not."),
            "customer decline order",
        ),
        (
            ("Wilt u tekenen?", "Will you sign?"),
            ("Volgend jaar misschien.", "Next year perhaps."),
            "customer stall order",
        ),
        (
            ("Wilt u overstappen?", "Will you switch?"),
            ("Ja, per één januari.", "Yes, from the first of January."),
            "customer accept order A 2027-01-01",
        ),
        (
            ("Wilt u overstappen?", "Will you switch?"),
            ("We blijven waar we zitten.", "We're staying where we are."),
            "customer decline order",
        ),
        (
            ("Zullen we het twee weken proberen?", "Shall we try it for two weeks?"),
            ("Twee weken, prima.", "Two weeks, fine."),
            "customer accept trial B",
        ),
        (
            ("Wat is de volgende stap?", "What's the next step?"),
            ("Stuur mij het contract, dan teken ik het.", "Send me the contract and I'll sign it."),
            "customer commit order B",
        ),
        (
            ("Wat is de volgende stap?", "What's the next step?"),
            ("Wij denken er nog over.", "We're still thinking about it."),
            "customer stall other",
        ),
        (
            ("Gaat u ermee verder?", "Will you go ahead with it?"),
            ("Zeker weten.", "Definitely."),
            "customer accept order B",
        ),
        (
            ("Wat vindt u ervan?", "What do you think?"),
            ("Ik ben om.", "I'm sold."),
            "customer commit order B",
        ),
        (
            ("Zal ik volgende week langskomen?", "Shall I come by next week?"),
            ("Volgende week zit ik vol.", "Next week I'm full."),
            "customer decline meeting",
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_who_owes_what(asked: Pair, answer: Pair, row: str, at: int) -> None:
    assert agreed(("nl", "en")[at], asked[at], answer[at]) == [row]
