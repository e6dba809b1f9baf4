"""Who turns down something beside what was agreed leaves that as it is."""

from dataclasses import replace

import pytest

from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import SETTINGS, Said, conversation, measured
from tests.analysis.test_commitments import talk

ORDERED = {
    "nl": ("Hoeveel wilt u er bestellen?", "Ik bestel er vandaag vier."),
    "en": ("How many will you order?", "I'll order four of them today."),
}
MEETING = {
    "nl": ("Zullen we dinsdag om tien uur bij u kijken?", "Ja, dat is goed."),
    "en": ("Shall we meet at your office on Tuesday at ten?", "Yes, that's fine."),
}
TRIAL = {
    "nl": ("Wilt u hem twee weken proberen?", "Ja, dat is goed."),
    "en": ("Would you like to try it for two weeks?", "Yes, that's fine."),
}


@pytest.mark.parametrize(
    ("language", "agreed", "asked", "no", "outcome"),
    [
        (
            "nl",
            ORDERED,
            "Wilt u er ook een onderhoudscontract bij bestellen?",
            "Nee, dat hoeft niet.",
            "order",
        ),
        (
            "en",
            ORDERED,
            "Would you also like to order a service contract?",
            "No, I don't need that.",
            "order",
        ),
        ("nl", ORDERED, "Wilt u er nog een bestellen?", "Nee, liever niet.", "order"),
        ("en", ORDERED, "Will you take the small one as well?", "No, not the small one.", "order"),
        (
            "nl",
            TRIAL,
            "Wilt u de kleine ook twee weken proberen?",
            "Nee, de kleine hoeft niet.",
            "advance",
        ),
        (
            "en",
            TRIAL,
            "Would you like to try the small one as well?",
            "No, I don't need the small one.",
            "advance",
        ),
        (
            "nl",
            MEETING,
            "Zullen we donderdag bij de fabriek gaan kijken?",
            "Nee, donderdag kan ik niet.",
            "advance",
        ),
        (
            "en",
            MEETING,
            "Shall we meet on Thursday at the factory?",
            "No, Thursday doesn't work.",
            "advance",
        ),
        (
            "nl",
            MEETING,
            "Zullen we donderdag bij de fabriek gaan kijken?",
            "Nee, dat hoeft niet.",
            "advance",
        ),
        (
            "en",
            MEETING,
            "Shall we meet on Thursday at the factory?",
            "No, that's not necessary.",
            "advance",
        ),
    ],
)
def test_a_no_to_one_more_undoes_nothing(
    language: str, agreed: dict[str, tuple[str, str]], asked: str, no: str, outcome: str
) -> None:
    lines = talk(*agreed[language], asked, no)
    result = measured(lines, language)
    assert result.outcome == outcome
    assert [row.kind for row in result.commitments][1:] == ["decline"]
    undated = replace(conversation(lines, language), started_at=None)
    assert measure(undated, load_pack(language), SETTINGS).outcome == outcome


@pytest.mark.parametrize(
    ("language", "agreed", "asked", "no", "outcome"),
    [
        (
            "nl",
            ORDERED,
            "Wilt u er ook een onderhoudscontract bij bestellen?",
            "Nee, en wij gaan toch niet met u verder.",
            "no",
        ),
        (
            "en",
            ORDERED,
            "Would you also like to order a service contract?",
            "No, and we're not going ahead with you after all.",
            "no",
        ),
        (
            "nl",
            MEETING,
            "Zullen we donderdag ook bij de fabriek kijken?",
            "Nee, dinsdag kan ik ook niet.",
            "continuation",
        ),
        (
            "en",
            MEETING,
            "Shall we also meet on Thursday at the factory?",
            "No, Tuesday doesn't work for me.",
            "continuation",
        ),
        (
            "nl",
            MEETING,
            "Hoe laat zal ik er zijn?",
            "Weet u, laten we die dinsdag toch maar schrappen.",
            "continuation",
        ),
        (
            "en",
            MEETING,
            "What time shall I be there?",
            "You know what, let's leave the Tuesday out.",
            "continuation",
        ),
    ],
)
def test_what_is_taken_back_in_so_many_words_is(
    language: str, agreed: dict[str, tuple[str, str]], asked: str, no: str, outcome: str
) -> None:
    lines: list[Said] = talk(*agreed[language], asked, no)
    assert measured(lines, language).outcome == outcome
