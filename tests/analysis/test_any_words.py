"""Whatever a recognizer writes, a call is measured: marks alone, words cut off or in a muddle."""

import random

import pytest

from demo.script import Script, load
from flows.evaluation.scripts import find_scripts
from tests.analysis.calls import Said, measured
from tests.analysis.test_scripts import ROOT

SCRIPTS = [load(path) for path in find_scripts([ROOT / "tests" / "dialogues", ROOT / "demo"])]
MARKS = (
    *("...", ".", "-", "–", "♪", "?", "!", ",", "…", "'", '"', "€", "%", "¿", "&", "#", "😀"),
    *("10", "1.", "3,5", "-uh", "mm", "ok.", "\u200b"),
)
CALLS = 300


def spoiled(script: Script, chance: random.Random) -> list[Said]:
    """The script's lines: some nothing but marks, some with marks between, some in a muddle."""
    lines: list[Said] = []
    for line in script.lines:
        words = line.text.split()
        kind = chance.random()
        if kind < 0.25:
            words = [chance.choice(MARKS) for _ in range(chance.randint(1, 3))]
        elif kind < 0.5:
            for _ in range(chance.randint(1, 4)):
                words.insert(chance.randint(0, len(words)), chance.choice(MARKS))
        elif kind < 0.6:
            chance.shuffle(words)
        elif kind < 0.65:
            words = words[:1]
        side = "S" if line.side == "seller" else "C"
        lines.append((side, chance.choice([0.1, 0.4, 2.5]), " ".join(words)))
    return lines


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_words_end_in_an_exception(language: str) -> None:
    chance = random.Random(7)
    scripts = [script for script in SCRIPTS if script.language == language]
    for _ in range(CALLS):
        measured(spoiled(chance.choice(scripts), chance), language)


@pytest.mark.parametrize(
    ("language", "asks"),
    [
        ("nl", "Zullen we dinsdag om tien uur afspreken?"),
        ("en", "Shall we meet on Tuesday at ten?"),
    ],
)
def test_marks_alone_answer_nothing(language: str, asks: str) -> None:
    assert measured([("S", 0.5, asks), ("C", 0.8, "...")], language).commitments == ()
