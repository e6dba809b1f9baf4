"""Dutch puts the verb second: behind an adverb in front "zijn we" states, and asks nothing."""

import pytest

from tests.analysis.calls import measured


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Overigens zijn we tevreden.", False),
        ("Eerlijk gezegd zijn we niet geïnteresseerd.", False),
        ("Dus gaan we gewoon door.", False),
        ("Goed vinden we het niet.", False),
        ("Overigens, zijn we dan al klant?", True),
        ("Maar zijn we dan al klant?", True),
    ],
)
def test_behind_an_adverb_in_front_the_verb_asks_nothing(said: str, asks: bool) -> None:
    lines = [("S", 0.5, "Wij leveren in mei."), ("C", 0.8, said), ("S", 0.8, "Ik luister.")]
    assert bool(measured(lines, "nl").questions) == asks


def test_a_no_behind_an_adverb_is_heard() -> None:
    lines = [
        ("S", 0.5, "U hebt het voorstel gelezen. Wat vindt u ervan?"),
        ("C", 0.8, "Eerlijk gezegd zijn we niet geïnteresseerd."),
    ]
    assert [(row.kind, row.step) for row in measured(lines, "nl").commitments] == [
        ("decline", "order")
    ]
