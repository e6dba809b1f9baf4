"""The truth that silences are measured against: a chosen silence is the gap that is found."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.speech.frames import closed
from demo.bench_pauses.compare import compare, named, true_gaps
from demo.bench_pauses.talk import SIDES, Prompt, Talk, converse, lay, prompt
from demo.bench_pauses.told import JOINED_S, OFF_S, Told
from flows.settings import load_settings

RATE = 16000
CONVERSATION = load_settings(environment={}).analysis.conversation


def spoken(seconds: float, hz: float = 200.0) -> Prompt:
    """A tone with the room's noise before and after it, cut as a real prompt is."""
    tone = np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)
    room = 1e-4 * np.random.default_rng(1).standard_normal(round((seconds + 0.5) * RATE))
    room[RATE // 4 :][: len(tone)] += 0.3 * tone
    return prompt(room.astype(np.float32), RATE)


PROMPTS = [spoken(seconds) for seconds in (0.6, 1.0, 1.7)]
VOICES = dict.fromkeys(SIDES, PROMPTS)


def test_a_prompt_is_cut_to_its_sound() -> None:
    assert [len(one.samples) / RATE for one in PROMPTS] == pytest.approx([0.6, 1.0, 1.7], abs=0.01)


@given(st.lists(st.floats(0.2, 8.0), min_size=2, max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_silence_chosen_is_a_gap_found(silences: list[float]) -> None:
    said = [(SIDES[at % 2], PROMPTS[at % 3]) for at in range(len(silences))]
    talk = lay(said, silences, RATE)
    gaps = true_gaps(talk.speech, talk.seconds, CONVERSATION)
    assert [gap.seconds for gap in gaps] == pytest.approx(silences[1:], abs=0.002)


@given(st.lists(st.floats(0.25, 8.0), min_size=2, max_size=6))
@settings(max_examples=20, deadline=None)
def test_there_is_sound_where_the_truth_says_and_nowhere_else(silences: list[float]) -> None:
    talk = lay([("seller", PROMPTS[at % 3]) for at in range(len(silences))], silences, RATE)
    track, spans = np.abs(talk.tracks[:, 0]), talk.speech["seller"]
    for start, end in spans:
        assert track[round(start * RATE) : round(end * RATE)].max() > 0.05
    for (_, end), (start, _) in pairwise(spans):
        assert not track[round(end * RATE) + 1 : round(start * RATE)].any()
    assert not talk.tracks[:, 1].any()


def heard(talk: Talk, late: float = 0.0) -> dict[str, list[tuple[float, float]]]:
    """The truth with the customer's speech ``late`` seconds late."""
    return {
        "seller": talk.speech["seller"],
        "customer": [(a + late, b + late) for a, b in talk.speech["customer"]],
    }


@pytest.mark.parametrize("overlap", [0.0, 0.05])
def test_what_is_heard_right_is_not_off(overlap: float) -> None:
    talk = converse(VOICES, 24, overlap, RATE, seed=3)
    pauses = [silence for silence in talk.silences if silence.after == silence.before]
    found = compare(talk.speech, heard(talk), pauses, talk.seconds, CONVERSATION)
    assert len(found.gaps) == 23
    assert len(pauses) == 8
    assert max(map(abs, (*found.gaps, *found.pauses))) < 0.002
    assert (found.extra, found.share_points) == (0, 0.0)
    assert {*found.missed.values(), *found.false.values()} == {0.0}


def test_what_is_heard_late_is_off_by_that() -> None:
    talk = converse(VOICES, 24, 0.0, RATE, seed=3)
    found = compare(talk.speech, heard(talk, 0.1), [], talk.seconds, CONVERSATION)
    assert {round(abs(off), 2) for off in found.gaps} == {0.1}


def test_what_is_not_heard_is_infinitely_wrong() -> None:
    talk = converse(VOICES, 12, 0.0, RATE, seed=3)
    pauses = [silence for silence in talk.silences if silence.after == silence.before]
    told = {"seller": [(0.0, talk.seconds)], "customer": []}
    found = compare(talk.speech, told, pauses, talk.seconds, CONVERSATION)
    assert all(map(math.isinf, (*found.gaps, *found.pauses)))
    assert found.missed["customer"] == 1.0


def test_overlap_is_the_share_that_was_asked_for() -> None:
    talk = converse(VOICES, 48, 0.05, RATE, seed=3)
    seller, customer = (talk.speech[side] for side in SIDES)
    spoken_s = sum(b - a for a, b in (*seller, *customer))
    both = sum(max(0.0, min(b, d) - max(a, c)) for a, b in seller for c, d in customer)
    assert both / spoken_s == pytest.approx(0.05, abs=0.01)


def test_who_is_told_is_right_but_for_the_edges() -> None:
    talk = converse(VOICES, 12, 0.05, RATE, seed=3)
    nobody = Told(talk.speech, talk.seconds, lambda pieces: np.zeros((len(pieces), 1)))
    told = nobody.diarize(np.zeros(RATE, np.float32), 2, 2)
    for side in SIDES:
        said, true = told.heard[side], closed(talk.speech[side], JOINED_S)
        pairs = [
            ends
            for one, other in zip(said, true, strict=True)
            for ends in zip(one, other, strict=True)
        ]
        off = [abs(found - truly) for found, truly in pairs]
        assert 0.05 < max(off) <= OFF_S
    both = [span for side in SIDES for span in told.alone[side]]
    assert all(end <= start + 1e-9 for (_, end), (start, _) in pairwise(sorted(both)))


def test_speakers_without_names_are_called_what_fits() -> None:
    talk = converse(VOICES, 12, 0.0, RATE, seed=3)
    told = {
        "SPEAKER_00": talk.speech["customer"],
        "SPEAKER_01": [(0.0, 0.1)],
        "SPEAKER_02": talk.speech["seller"],
    }
    assert named(told, talk.speech, talk.seconds)["customer"] == talk.speech["customer"]
    assert named(told, talk.speech, talk.seconds)["seller"] == talk.speech["seller"]
