"""Speech in a noisy line, and beside the other side's: what covers it is told from what it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.speech.channels import Channels
from analysis.speech.cleaned import cleaned, noise_of, raised
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.frames import Spans
from analysis.speech.under_noise import heard_through, run_on
from analysis.speech.voices import find_voices
from demo import sound
from tests.analysis.speech import sounds
from tests.analysis.speech.sounds import SETTINGS, call, truth

ACTIVITY = SETTINGS.activity
NAME = "nl-02-de-extra-vraag"
SECONDS = 60.0
QUIET = np.float32(0.15)


def level_db(signal: Signal) -> float:
    return sound.level_db(signal)


def test_what_has_no_noise_only_has_its_high_sounds_raised() -> None:
    own = call(NAME)[0][: 20 * RATE_HZ]
    made = cleaned(own, noise_of(own))
    assert made.shape == own.shape
    assert level_db(made - raised(own)) < level_db(raised(own)) - 30


def test_the_noise_of_a_line_is_turned_down_and_speech_is_not() -> None:
    own = call(NAME)[0][: 20 * RATE_HZ]
    spoken = truth()[NAME]["segments"]["seller"][0]
    first, last = round(spoken[0] * RATE_HZ), round(spoken[1] * RATE_HZ)
    noisy = np.concatenate([sounds.noise(5, loud=0.01), own + sounds.noise(20, loud=0.01, seed=2)])
    made = cleaned(noisy, noise_of(noisy))
    before = level_db(raised(noisy[: 5 * RATE_HZ])) - level_db(made[: 5 * RATE_HZ])
    speech = slice(5 * RATE_HZ + first, 5 * RATE_HZ + last)
    lost = level_db(raised(noisy[speech])) - level_db(made[speech])
    assert 8 <= before <= 11
    assert lost < 2


def gap_errors(own: Signal, other: Signal) -> list[float]:
    """Seconds that each silence between two sides of the call is off, with both channels heard."""
    _, voices = find_voices(Channels("stereo", np.stack([own, other]), (), {}), ACTIVITY)
    heard = {"seller": voices[0].speech, "customer": voices[1].speech}
    segments = truth()[NAME]["segments"]
    spans = sorted((a, b, side) for side in heard for a, b in segments[side] if b < SECONDS)
    errors = []
    for (_, end, side), (start, _, next_side) in pairwise(spans):
        if side != next_side and start - end > 0.3:
            ended = min((b for _, b in heard[side]), key=lambda b: abs(b - end))
            started = min((a for a, _ in heard[next_side]), key=lambda a: abs(a - start))
            errors.append(abs((started - ended) - (start - end)))
    return errors


@pytest.mark.parametrize(("softer_db", "median", "most"), [(20, 0.05, 0.15), (10, 0.1, 0.3)])
def test_silences_are_found_through_the_noise_of_the_line(
    softer_db: float, median: float, most: float
) -> None:
    left, right = (channel[: round(SECONDS * RATE_HZ)] for channel in call(NAME))
    seller = truth()[NAME]["segments"]["seller"]
    spoken = np.concatenate([left[round(a * RATE_HZ) : round(b * RATE_HZ)] for a, b in seller])
    loud = 10 ** ((level_db(spoken) - softer_db) / 20)
    noisy = [
        channel + sounds.noise(SECONDS, loud, seed) for seed, channel in enumerate((left, right))
    ]
    errors = gap_errors(noisy[0], noisy[1])
    assert len(errors) >= 8
    assert np.median(errors) <= median
    assert max(errors) <= most


@pytest.mark.parametrize("falls_db", [0, 8])
def test_speech_ends_where_it_ends_while_the_other_side_speaks(falls_db: float) -> None:
    """Channels without a leak: a quiet voice beside the other's loud one is no leak of that, nor is
    its softer end."""
    own, other = (channel[: round(SECONDS * RATE_HZ)] for channel in call(NAME))
    segments = truth()[NAME]["segments"]
    alone = [(a, b) for a, b in segments["seller"] if b < SECONDS - 1]
    own, over = own * QUIET, other.copy()
    seconds = other.reshape(-1, 10, RATE_HZ // 10)
    said = seconds[seconds.std(axis=2).min(axis=1).argmax()].reshape(-1)  # loud all along
    for _, end in alone:  # the other side begins half a second before each end
        at = round((end - 0.5) * RATE_HZ)
        over[at : at + RATE_HZ] += said
        own[at : at + RATE_HZ // 2] *= np.float32(10 ** (-falls_db / 20))
    _, voices = find_voices(Channels("stereo", np.stack([own, over]), (), {}), ACTIVITY)
    ends = np.array([end for _, end in voices[0].speech])
    off = [float(np.min(np.abs(ends - end))) for _, end in alone]
    assert len(off) >= 5
    assert max(off) <= 0.05


@pytest.mark.parametrize(("longer_s", "own_s"), [(0.1, 0.0), (0.5, 0.5)])
def test_the_end_of_a_leak_that_is_heard_through_noise_is_nobodys(
    longer_s: float, own_s: float
) -> None:
    """Silero goes on hearing the other side's voice for a moment; who answers speaks for longer."""
    sure, theirs = np.zeros(400, bool), np.zeros(400, bool)
    theirs[100:200] = True
    sure[100 : round(100 * (2.06 + longer_s))] = True  # its windows run on for 60 ms
    assert heard_through(sure, theirs, 0.2).sum() == round(100 * own_s)


SPANS = st.lists(st.floats(0.05, 3.0), min_size=0, max_size=12)


@given(SPANS, st.floats(-20, 60))
def test_what_runs_on_under_noise_leaves_silences(steps: list[float], below_db: float) -> None:
    times = np.cumsum(
        [step + ACTIVITY.close_gaps_s * (at % 2 == 0) for at, step in enumerate(steps)]
    )
    spans: Spans = [(float(a), float(b)) for a, b in zip(times[::2], times[1::2], strict=False)]
    seconds = float(times[-1]) if len(times) else 1.0
    made = run_on(spans, below_db, seconds, ACTIVITY)
    assert len(made) == len(spans)
    for (a, b), (first, last) in zip(spans, made, strict=True):
        assert 0 <= first <= a < b <= last <= seconds
    for (_, end), (start, _) in pairwise(made):
        assert start - end >= ACTIVITY.close_gaps_s - 1e-9
    if below_db <= 0:
        assert made == spans
