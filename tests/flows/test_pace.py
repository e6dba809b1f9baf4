"""The time to go is what it turns out to be, also where formats differ in bytes a second."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.record import Facts
from flows.inbox import Recording
from flows.pace import Pace
from flows.progress import in_words

BYTES_A_SECOND = {".wav": 32_000, ".opus": 3_000, ".mp3": 8_000}
REAL_TIME = 12.0
"""The engines of this test hear so many seconds of sound in one."""


def recording(number: int, ending: str, seconds: float) -> Recording:
    name = f"{number}{ending}"
    size = int(seconds * BYTES_A_SECOND[ending])
    return Recording(Path(name), name, f"{number:016}", Facts(), "", size)


@given(
    st.lists(st.tuples(st.sampled_from(sorted(BYTES_A_SECOND)), st.integers(60, 3600)), max_size=30)
)
def test_after_one_of_each_format_the_rest_is_known(rest: list[tuple[str, int]]) -> None:
    pace = Pace()
    for number, ending in enumerate(BYTES_A_SECOND):
        pace.learn(recording(number, ending, 600), 600 / REAL_TIME)
    waiting = [recording(9 + at, ending, seconds) for at, (ending, seconds) in enumerate(rest)]
    told = pace.expected(waiting)
    assert told == pytest.approx(sum(seconds for _, seconds in rest) / REAL_TIME, rel=0.02)


def test_a_format_not_met_yet_is_taken_for_the_others() -> None:
    pace = Pace()
    assert pace.expected([recording(1, ".wav", 60)]) is None
    pace.learn(recording(1, ".wav", 600), 50)
    told = pace.expected([recording(2, ".mp3", 600)])
    assert told is not None
    assert told > 0


def test_a_slower_machine_is_noticed_soon() -> None:
    pace = Pace.of((), {".wav": [10.0, 600 * 32_000.0]})
    for number in range(15):
        pace.learn(recording(number, ".wav", 600), 100)
    told = pace.expected([recording(99, ".wav", 600)])
    assert told == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("known", [{".wav": "x"}, {".wav": [1]}, {".wav": [1, 0]}, {"": None}])
def test_odd_notes_of_an_earlier_run_are_left_out(known: dict[str, object]) -> None:
    assert Pace.of((), known).told == {}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (4, "less than a minute to go"),
        (700, "about 12 min to go"),
        (9000, "about 2.5 h to go"),
    ],
)
def test_it_is_said_no_more_exactly_than_it_is_known(seconds: float | None, said: str) -> None:
    assert in_words(seconds) == said
