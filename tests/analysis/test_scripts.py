"""The measures against scripted calls and hard cases, heard perfectly: figures a user can trust."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.evaluation.results import Compared
from flows.evaluation.scripts import evaluate_script, find_scripts

ROOT = Path(__file__).parents[2]
DEMO = find_scripts([ROOT / "demo" / "scripts"])
CASES = {
    language: find_scripts([ROOT / "tests" / "dialogues" / language]) for language in ("nl", "en")
}


def added(paths: Iterable[Path]) -> Compared:
    total = Compared()
    for path in paths:
        total = total + evaluate_script(path).compared
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
    assert cases.silences.result.share >= 0.95


def test_no_polite_stall_is_called_progress(cases: Compared) -> None:
    assert cases.judgement.raised == 0
    assert cases.commitments.tally.f1 >= 0.85
