"""Speech packed into windows: nothing lost, nothing too long, and times that lead back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.spans import Span
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.windows import pack

SPANS = st.lists(st.floats(0.06, 4.0), min_size=2, max_size=24).map(
    lambda steps: [(sum(steps[:i]), sum(steps[: i + 1])) for i in range(0, len(steps) - 1, 2)]
)


def line(seconds: float) -> Signal:
    return np.random.default_rng(1).normal(0, 0.1, round(seconds * RATE_HZ)).astype(np.float32)


@given(SPANS, st.floats(1.0, 30.0))
def test_windows_cover_all_speech_once_and_fit(spans: list[Span], longest: float) -> None:
    total = spans[-1][1] + 1.0
    windows = pack(line(total), spans, longest, 0.2)
    assert all(window.seconds <= longest + 1e-6 for window in windows)
    pieces = [piece for window in windows for piece in window.pieces]
    assert pieces == sorted(pieces)
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(pieces))
    assert pieces[0][0] >= 0
    assert pieces[-1][1] <= total
    for start, end in spans:
        covered = sum(max(0.0, min(b, end) - max(a, start)) for a, b in pieces)
        assert covered == pytest.approx(end - start, abs=0.021)


@given(SPANS, st.data())
def test_a_moment_leads_back_to_its_sound(spans: list[Span], data: st.DataObject) -> None:
    signal = line(spans[-1][1] + 1.0)
    for window in pack(signal, spans, 10.0, 0.2):
        heard = window.cut(signal)
        at = data.draw(st.floats(0, window.seconds - 0.01))
        _, start, end = window.place_of(at, at + 0.005)
        assert start <= end
        found = signal[int(start * RATE_HZ) :][:40]
        near = heard[max(0, int(at * RATE_HZ) - 120) :][:320]
        # Within rounding at the seams, the sound there is the sound here.
        assert min(len(found), 8) == 0 or any(
            np.array_equal(near[i : i + 8], found[:8]) for i in range(len(near) - 7)
        )


def test_long_silences_are_left_out() -> None:
    windows = pack(line(120), [(10.0, 11.0), (60.0, 61.0), (110.0, 111.0)], 30.0, 0.2)
    assert len(windows) == 1
    assert windows[0].seconds == pytest.approx(4.2)


def test_speech_longer_than_a_window_is_cut_where_it_is_quiet() -> None:
    signal = line(9)
    signal[round(4.4 * RATE_HZ) : round(4.5 * RATE_HZ)] *= 0.01
    windows = pack(signal, [(0.5, 8.5)], 6.0, 0.2)
    assert windows[0].pieces[0][1] == pytest.approx(4.45, abs=0.03)
