"""Whole calls as people hold them, four to five minutes each, in a hundred trades, both languages.

Seventeen lots of eight a language, written and labelled from the definitions alone by hands that
knew no rule; the later ones were asked for traps: steps agreed and taken back, promises beside the
sale, yes and no in words nobody would list; then nine for ordinary telephone calls, the last three
for plain words. Each lot was read once before any rule was made for it; docs/evaluation.md has
those first readings. What is asked of here is what a manager must be able to rely on.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from flows.evaluation.results import Compared
from flows.evaluation.scripts import find_scripts
from tests.analysis.test_scripts import added

CALLS = Path(__file__).parents[1] / "full_calls"
FRESH = Path(__file__).parents[1] / "full_calls_fresh"
"""A lot of which the rules know little: nearer to a call of one's own."""

LOTS = {
    "earlier": slice(0, 32),
    "later": slice(32, 64),
    "ordinary": slice(64, 72),
    "last": slice(72, 80),
    "newest": slice(80, 96),
    "since": slice(96, 104),
    "latest": slice(104, 112),
    "plain": slice(112, 120),
    "everyday": slice(120, 128),
    "office": slice(128, 136),
}
"""Calls of a language by number: four lots, four with traps, six of a telephone team and three of
it in plain words, the last seven of which taught little: nearer to a call of one's own."""


@dataclass(frozen=True)
class Reached:
    """F1 of what is found least often, a little slack left: getting worse fails. callprobe's own
    bar for commitments is far higher (0.90)."""

    commitments: float
    customer_map: float
    tension: float
    flags: float


REACHED = {
    ("nl", "earlier"): Reached(0.515, 0.46, 0.43, 0.85),
    ("nl", "later"): Reached(0.55, 0.345, 0.60, 0.83),
    ("nl", "ordinary"): Reached(0.45, 0.43, 0.53, 0.83),
    ("nl", "last"): Reached(0.48, 0.36, 0.87, 0.81),
    ("en", "earlier"): Reached(0.665, 0.435, 0.49, 0.86),
    ("en", "later"): Reached(0.53, 0.345, 0.38, 0.715),
    ("en", "ordinary"): Reached(0.50, 0.19, 0.59, 0.815),
    ("en", "last"): Reached(0.51, 0.25, 0.53, 0.60),
    ("nl", "newest"): Reached(0.50, 0.40, 0.51, 0.81),
    ("en", "newest"): Reached(0.58, 0.34, 0.60, 0.89),
    ("nl", "since"): Reached(0.74, 0.51, 0.65, 0.87),
    ("en", "since"): Reached(0.60, 0.375, 0.32, 0.955),
    ("nl", "latest"): Reached(0.395, 0.315, 0.875, 0.865),
    ("en", "latest"): Reached(0.57, 0.325, 0.65, 0.915),
    ("nl", "plain"): Reached(0.68, 0.52, 0.75, 0.915),
    ("en", "plain"): Reached(0.355, 0.475, 0.485, 0.835),
    ("nl", "everyday"): Reached(0.47, 0.50, 0.65, 0.87),
    ("en", "everyday"): Reached(0.45, 0.57, 0.58, 0.77),
    ("nl", "office"): Reached(0.70, 0.53, 0.65, 0.80),
    ("en", "office"): Reached(0.59, 0.43, 0.39, 0.79),
}


@cache
def lots(language: str, which: str) -> Compared:
    numbered = sorted(
        find_scripts([CALLS / language]), key=lambda path: int(path.name.split("-")[0])
    )
    return added(numbered[LOTS[which]])


@pytest.fixture(params=["nl", "en"])
def calls(request: pytest.FixtureRequest) -> Compared:
    return lots(request.param, "earlier")


@pytest.fixture(params=["nl", "en"])
def later(request: pytest.FixtureRequest) -> Compared:
    return lots(request.param, "later")


@pytest.mark.parametrize(("language", "which"), REACHED)
def test_what_is_hard_to_find_is_found_no_less(language: str, which: str) -> None:
    compared, reached = lots(language, which), REACHED[language, which]
    assert compared.commitments.tally.f1 >= reached.commitments
    assert compared.judgement.customer_map.f1 >= reached.customer_map
    assert compared.judgement.tension.f1 >= reached.tension
    assert compared.judgement.flags.f1 >= reached.flags


def test_where_a_call_ended(calls: Compared) -> None:
    assert calls.judgement.outcome.of == 32
    assert calls.judgement.raised == 0, "a call without progress was called progress"
    assert calls.judgement.outcome.share >= 0.95
    assert calls.judgement.flags.f1 >= 0.85


def test_who_owes_whom(calls: Compared) -> None:
    """The step is told rightly less often, so the figure that asks for all of it is low."""
    direction = calls.commitments.direction
    assert direction.of >= 45
    assert direction.right == direction.of
    assert calls.commitments.kind.share >= 0.90
    assert calls.commitments.grade.share >= 0.95
    assert calls.commitments.tally.f1 >= 0.50


def test_questions_and_the_silences_after_them(calls: Compared) -> None:
    assert calls.questions.tally.precision >= 0.97
    assert calls.questions.tally.recall >= 0.97
    assert calls.questions.form.share >= 0.95
    assert calls.questions.probing.share >= 0.85
    assert calls.silences.result.share >= 0.98
    assert calls.silences.answer.share >= 0.92


@pytest.mark.parametrize("language", ["nl", "en"])
def test_calls_that_taught_little(language: str) -> None:
    fresh = added(find_scripts([FRESH / language]))
    assert fresh.judgement.outcome.of == 8
    assert fresh.judgement.raised == 0, "a call without progress was called progress"
    assert fresh.judgement.outcome.right >= 5
    assert fresh.commitments.direction.right == fresh.commitments.direction.of
    assert fresh.questions.tally.precision >= 0.95
    assert fresh.questions.tally.recall >= 0.95
    assert fresh.silences.result.share >= 0.95


def test_calls_with_traps(later: Compared) -> None:
    assert later.judgement.outcome.of == 32
    assert later.judgement.raised == 0, "a call without progress was called progress"
    assert later.judgement.outcome.share >= 0.80
    assert later.commitments.direction.of >= 25
    assert later.commitments.direction.right == later.commitments.direction.of
    assert later.questions.tally.precision >= 0.96
    assert later.questions.tally.recall >= 0.97
    assert later.questions.probing.share >= 0.85
    assert later.silences.result.share >= 0.97


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("which", "of", "right", "promises", "precision", "recall", "silences"),
    [
        ("ordinary", 8, 7, 10, 0.96, 0.97, 0.98),
        ("last", 8, 5, 8, 0.95, 0.95, 0.96),
        ("newest", 16, 14, 17, 0.96, 0.98, 0.985),
        ("since", 8, 7, 10, 0.97, 0.95, 0.945),
        ("latest", 8, 7, 9, 0.99, 0.975, 0.975),
        ("plain", 8, 8, 9, 0.985, 0.975, 0.975),
        ("everyday", 8, 8, 8, 0.97, 0.99, 0.99),
    ],
)
def test_ordinary_telephone_calls(
    language: str,
    which: str,
    of: int,
    right: int,
    promises: int,
    precision: float,
    recall: float,
    silences: float,
) -> None:
    """Of the last lots the rules know little yet."""
    ordinary = lots(language, which)
    assert ordinary.judgement.outcome.of == of
    assert ordinary.judgement.raised == 0, "a call without progress was called progress"
    assert ordinary.judgement.outcome.right >= right
    assert ordinary.commitments.direction.of >= promises
    assert ordinary.commitments.direction.right == ordinary.commitments.direction.of
    assert ordinary.questions.tally.precision >= precision
    assert ordinary.questions.tally.recall >= recall
    assert ordinary.silences.result.share >= silences
