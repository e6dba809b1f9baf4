"""The measures against scripted calls and hard cases, heard perfectly: figures a user can trust."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.evaluation.results import Compared
from flows.evaluation.scripts import PERFECT, Hearing, evaluate_script, find_scripts
from tests.analysis.calls import SETTINGS

ROOT = Path(__file__).parents[2]
DEMO = find_scripts([ROOT / "demo" / "scripts"])
CASES = {
    language: find_scripts([ROOT / "tests" / "dialogues" / language]) for language in ("nl", "en")
}

QUESTIONS = {
    language: find_scripts([ROOT / "tests" / "dialogues" / "questions" / language])
    for language in ("nl", "en")
}


def added(paths: Iterable[Path], hearing: Hearing = PERFECT) -> Compared:
    """The settings are read once: their file takes as long as a script."""
    total = Compared()
    for path in paths:
        total = total + evaluate_script(path, hearing, settings=SETTINGS).compared
    return total


@pytest.fixture(scope="module", params=["nl", "en"])
def demo(request: pytest.FixtureRequest) -> Compared:
    return added(path for path in DEMO if path.name.startswith(request.param))


@pytest.fixture(scope="module", params=["nl", "en"])
def cases(request: pytest.FixtureRequest) -> Compared:
    return added(CASES[request.param])


def test_there_are_hard_cases_in_both_languages() -> None:
    assert all(len(paths) >= 60 for paths in CASES.values())


def test_demo_questions_and_silences(demo: Compared) -> None:
    assert demo.questions.tally.precision >= 0.95
    assert demo.questions.tally.recall >= 0.95
    assert demo.questions.form.share >= 0.90
    assert demo.questions.probing.share >= 0.90
    assert demo.silences.result.share >= 0.95


def test_demo_commitments_outcome_and_flags(demo: Compared) -> None:
    assert demo.commitments.tally.f1 >= 0.90
    assert demo.commitments.direction.right == demo.commitments.direction.of
    assert demo.judgement.outcome.share == 1.0
    assert demo.judgement.raised == 0


def test_hard_cases_of_questions_and_silences(cases: Compared) -> None:
    assert cases.questions.tally.precision >= 0.95
    assert cases.questions.tally.recall >= 0.95
    assert cases.questions.form.share >= 0.90
    assert cases.questions.probing.share >= 0.90
    assert cases.silences.result.share >= 0.95


@pytest.mark.parametrize("language", ["nl", "en"])
def test_dialogues_dense_with_questions(language: str) -> None:
    """Chains, stacked questions, rescues, look-alikes; half of them written as blind tests."""
    heard = added(QUESTIONS[language])
    assert heard.questions.tally.right >= 100
    assert heard.questions.tally.precision >= 0.95
    assert heard.questions.tally.recall >= 0.95
    assert heard.questions.form.share >= 0.90
    assert heard.questions.probing.share >= 0.90
    assert heard.silences.result.share >= 0.95
    assert heard.silences.answer.share >= 0.95
    assert heard.silences.rescue.share >= 0.90


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_questions_without_a_single_mark(language: str) -> None:
    bare = added(QUESTIONS[language], Hearing(punctuation=False))
    assert bare.questions.tally.precision >= 0.90
    assert bare.questions.tally.recall >= 0.80


def test_hard_cases_of_commitments_outcome_and_flags(cases: Compared) -> None:
    assert cases.judgement.raised == 0, "a polite stall was called progress"
    assert cases.commitments.tally.f1 >= 0.95
    assert cases.commitments.direction.right == cases.commitments.direction.of
    assert cases.judgement.outcome.share >= 0.95
    assert cases.judgement.flags.f1 >= 0.95


@pytest.mark.parametrize("word_errors", [0.1, 0.2, 0.3])
def test_misheard_words_raise_no_outcome_and_turn_no_promise_round(word_errors: float) -> None:
    """Recognizers err in a quarter of the words on the telephone: what is unclear isn't claimed."""
    paths = (*DEMO, *CASES["nl"], *CASES["en"])
    total = Compared()
    for seed in (1, 2, 3):
        total = total + added(paths, Hearing(word_errors=word_errors, seed=seed))
    direction = total.commitments.direction
    assert total.judgement.raised == 0
    assert direction.of >= 40
    assert direction.of - direction.right <= direction.of // 100


@pytest.fixture(scope="module", params=["nl", "en"])
def fresh(request: pytest.FixtureRequest) -> Compared:
    return added(find_scripts([ROOT / "tests" / "dialogues" / "fresh" / request.param]))


def test_calls_written_before_the_rules_that_read_them(fresh: Compared) -> None:
    """As people talk; not all of it is understood, and what is, is understood rightly."""
    assert fresh.judgement.raised == 0, "a polite stall was called progress"
    assert fresh.questions.probing.share >= 0.87
    assert fresh.commitments.direction.of >= 40
    assert fresh.commitments.direction.right == fresh.commitments.direction.of
    assert fresh.commitments.tally.precision >= 0.85
    assert fresh.commitments.tally.recall >= 0.80
    assert fresh.commitments.grade.share >= 0.95
    assert fresh.judgement.outcome.share >= 0.90
    assert fresh.judgement.flags.f1 >= 0.90
    assert fresh.judgement.customer_map.f1 >= 0.80
