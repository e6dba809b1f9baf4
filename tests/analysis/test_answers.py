"""Yes, no or neither: the same questions and answers in Dutch and English are read equally well."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from analysis.language.pack import load_pack
from analysis.measures.acts import acts
from tests.analysis.calls import Said, conversation, measured

ANSWERS = list(
    csv.DictReader((Path(__file__).parent / "answers.tsv").open(encoding="utf-8"), delimiter="\t")
)
CLASSES = ("yes", "no", "neither")


def says(asked: str, answer: str, language: str) -> str:
    """What the customer's answer comes to."""
    lines: list[Said] = [("S", 0.5, asked), ("C", 0.8, answer)]
    call = conversation(lines, language)
    found = acts(call, measured(lines, language).questions, load_pack(language))
    said = {act.says for act in found if call.sentences[act.sentence_id].side == "customer"}
    return next((name for name in CLASSES[:2] if name in said), "neither")


def macro_f1(language: str) -> float:
    counted = Counter(
        (row["says"], says(row[f"asked_{language}"], row[f"answer_{language}"], language))
        for row in ANSWERS
    )
    scores = []
    for name in CLASSES:
        true = sum(count for (said, _), count in counted.items() if said == name)
        found = sum(count for (_, read), count in counted.items() if read == name)
        scores.append(2 * counted[name, name] / (true + found))
    return sum(scores) / len(scores)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_answers_are_read(language: str) -> None:
    assert macro_f1(language) >= 0.90


def test_dutch_is_read_as_well_as_english() -> None:
    assert abs(macro_f1("nl") - macro_f1("en")) <= 0.05


def test_no_answer_is_turned_round() -> None:
    for language in ("nl", "en"):
        for row in ANSWERS:
            read = says(row[f"asked_{language}"], row[f"answer_{language}"], language)
            assert {row["says"], read} != {"yes", "no"}, row
