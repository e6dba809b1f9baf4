"""A call without a step says what came nearest to one, in the words that were said."""

import pytest

from tests.analysis.calls import Said, measured
from tests.analysis.test_commitments import talk

CALLED_OFF_NL = talk(
    "Zullen we die proef vrijdag doen?",
    "Ja, vrijdag is goed.",
    "Zet ik tien uur erin?",
    "O nee, wacht. Laten we die proef toch maar niet doen.",
    "Jammer.",
    "Ik denk er nog over na.",
)
CALLED_OFF_EN = talk(
    "Shall we do that trial on Friday?",
    "Yes, Friday is good.",
    "Shall I put ten o'clock in?",
    "Oh no, wait. Let's not do that trial after all.",
    "A pity.",
    "I'll think about it.",
)
CASES: list[tuple[str, list[Said], list[Said], list[str], list[str]]] = [
    (
        "what was agreed and called off, with both",
        CALLED_OFF_NL,
        CALLED_OFF_EN,
        ['"Ja, vrijdag is goed."', '"Laten we die proef toch maar niet doen."'],
        ['"Yes, Friday is good."', '"Let\'s not do that trial after all."'],
    ),
    (
        "what was put off, before what was turned down",
        talk("Zal ik u vrijdag bellen?", "Nee, laat maar.", "Jammer.", "Ik denk er nog over na."),
        talk("Shall I ring you on Friday?", "No, never mind.", "A pity.", "I'll think about it."),
        ['wel uitstel: "Ik denk er nog over na."'],
        ['but a stall: "I\'ll think about it."'],
    ),
    (
        "what was turned down",
        talk("Zal ik u vrijdag anders eens bellen?", "Nee, laat maar."),
        talk("Shall I give you a ring on Friday?", "No, never mind."),
        ['afgewezen: "Nee, laat maar."'],
        ['turned down: "No, never mind."'],
    ),
    (
        "what binds nobody yet",
        talk(
            "Wanneer begint u met een proef?",
            "We zouden in het najaar een proef kunnen doen.",
        ),
        talk("When do you start a trial?", "We could do a trial in the autumn."),
        ['waar hij aan vastzit: "We zouden in het najaar een proef kunnen doen."'],
        ['that binds the customer: "We could do a trial in the autumn."'],
    ),
    (
        "what only the seller promised",
        talk("Ik stuur u vrijdag de handleiding.", "Dat is goed om te weten."),
        talk("I'll send you the manual on Friday.", "That's good to know."),
        ['alleen de verkoper belooft iets: "Ik stuur u vrijdag de handleiding."'],
        ['only the seller promises something: "I\'ll send you the manual on Friday."'],
    ),
    (
        "nothing, where there was nothing",
        talk(
            "Wat kost dat u per jaar?",
            "Ik schat zo'n twaalfduizend euro, misschien iets meer dan dat.",
        ),
        talk(
            "What does that cost you a year?",
            "I would say some twelve thousand euros, maybe a bit more than that.",
        ),
        ["het gesprek gaat door zonder vooruitgang"],
        ["the talk goes on without progress"],
    ),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("dutch", "english", "says_nl", "says_en"),
    [case[1:] for case in CASES],
    ids=[c[0] for c in CASES],
)
def test_a_call_without_a_step_says_what_came_nearest(
    dutch: list[Said], english: list[Said], says_nl: list[str], says_en: list[str], language: str
) -> None:
    lines, says = (dutch, says_nl) if language == "nl" else (english, says_en)
    measures = measured(lines, language)
    assert measures.outcome == "continuation"
    for part in says:
        assert part in measures.outcome_reason
