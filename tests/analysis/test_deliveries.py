"""What the seller brings once it is bought, told from what he sends on paper."""

import pytest

from tests.analysis.calls import agreed

Pair = tuple[str, str]
LANGUAGES = ("nl", "en")
ASKS: Pair = ("Zal ik er tien leveren?", "Shall I send you ten?")
BUYS: Pair = ("Ja, bestel maar.", "Yes, order them.")
ORDER = "customer accept order B"


@pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)
@pytest.mark.parametrize(
    ("promise", "row"),
    [
        (("Dan staan ze donderdag bij u.", "They'll be with you on Thursday."), "deliver"),
        (("Dirk brengt ze donderdag langs.", "Dirk will drop them off on Thursday."), "deliver"),
        (("U hebt ze donderdag.", "You'll have them on Thursday."), "deliver"),
        (
            ("Donderdag gaan ze mee op de wagen.", "They'll be on the van on Thursday."),
            "deliver",
        ),
        (
            ("Ik mail u donderdag de bevestiging.", "I'll email the confirmation on Thursday."),
            "information",
        ),
        (("U hebt de brief donderdag.", "You'll have the letter on Thursday."), "information"),
    ],
    ids=["with you", "drops", "have", "van", "confirmation", "letter"],
)
def test_what_was_bought_is_delivered_and_paper_informs(promise: Pair, row: str, at: int) -> None:
    found = agreed(LANGUAGES[at], ASKS[at], BUYS[at], promise[at])
    assert found == [ORDER, f"seller commit {row} A 2026-03-12"]


@pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)
def test_what_nobody_bought_is_not_delivered(at: int) -> None:
    promise = ("Dan staan ze donderdag bij u.", "They'll be with you on Thursday.")
    found = agreed(LANGUAGES[at], ASKS[at], ("Nee, dank u.", "No, thank you.")[at], promise[at])
    assert "deliver" not in " ".join(found)


@pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)
def test_how_it_always_goes_is_no_promise(at: int) -> None:
    promise = (
        "We leveren elke donderdag in uw straat.",
        "We deliver in your street every Thursday.",
    )
    assert agreed(LANGUAGES[at], ASKS[at], BUYS[at], promise[at]) == [ORDER]
