"""Short turns that were given to the wrong voice go back; what is right stays, and is left alone
where the voices are too much alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.spans import Span
from analysis.speech.decode import Signal
from analysis.speech.diarize import Diarized, Pyannote, turned_over
from analysis.speech.whole_turns import look_again
from tests.analysis.speech.sounds import SETTINGS, call, truth

PIPELINE = Path(__file__).parents[3] / "demo" / "models" / "diarization-demo"
NAMES = ("nl-02-de-extra-vraag", "en-03-the-report-says-thursday")
SIDES = ("seller", "customer")
SPEECH = SETTINGS.speech
SHORT_S = (0.8, 2.0)


@pytest.fixture(scope="module")
def diarizer() -> Pyannote:
    return Pyannote(PIPELINE, SETTINGS.models)


def again(spans: dict[str, list[Span]], signal: Signal, diarizer: Pyannote) -> Diarized:
    return look_again(Diarized(spans, spans), signal, diarizer, SPEECH, 0.2)


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Seconds."""
    return sum(max(0.0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


@pytest.mark.engines
@pytest.mark.parametrize("name", NAMES)
def test_short_turns_of_the_other_voice_go_back(name: str, diarizer: Pyannote) -> None:
    true = {side: [(a, b) for a, b in truth()[name]["segments"][side]] for side in SIDES}
    wrong = {
        side: [s for s in true[side] if SHORT_S[0] < s[1] - s[0] < SHORT_S[1]][::2]
        for side in SIDES
    }
    seller, customer = SIDES
    right = {side: [span for span in true[side] if span not in wrong[side]] for side in SIDES}
    mixed = {
        seller: sorted([*right[seller], *wrong[customer]]),
        customer: sorted([*right[customer], *wrong[seller]]),
    }
    assert sum(len(spans) for spans in wrong.values()) >= 5
    signal = call(name).mean(axis=0)
    found = again(mixed, signal, diarizer)
    given_back = sum(shared(found.heard[side], wrong[side]) for side in SIDES)
    assert given_back >= 2 / 3 * sum(b - a for side in SIDES for a, b in wrong[side])
    for side in SIDES:
        seconds = sum(b - a for a, b in right[side])
        assert shared(found.heard[side], right[side]) >= 0.995 * seconds
    assert again(mixed, signal, diarizer) == found


@pytest.mark.engines
def test_one_voice_under_two_names_stays_as_it_was_told(diarizer: Pyannote) -> None:
    """Nothing tells its turns apart, so that nothing is moved."""
    name = NAMES[0]
    spans = [(a, b) for a, b in truth()[name]["segments"]["seller"]]
    told = {"A": spans[::2], "B": spans[1::2]}
    assert again(told, call(name)[0], diarizer) == Diarized(told, told)


def test_where_no_turn_is_long_enough_to_be_held_against_the_voices_all_stay() -> None:
    """With whole_turn_from_s above every turn, or above those a voice is known by."""
    told = {"A": [(0.0, 2.5)], "B": [(3.0, 5.5), (6.0, 9.0)]}
    for longest in (2.8, 100.0):
        speech = SPEECH.model_copy(update={"whole_turn_from_s": longest})
        signal = np.zeros(16_000 * 10, np.float32)
        found = look_again(Diarized(told, told), signal, NobodyAsks(), speech, 0.2)
        assert found == Diarized(told, told)


class NobodyAsks:
    """A diarizer that has nothing to tell of no turns."""

    def diarize(self, signal: Signal, fewest: int, most: int) -> Diarized:
        raise AssertionError

    def embed(self, pieces: Sequence[Signal]) -> NDArray[np.float64]:
        raise AssertionError


def test_a_turn_takes_along_only_what_its_speaker_says() -> None:
    spans = {"A": [(0.0, 4.0), (6.0, 7.0)], "B": [(3.0, 5.0)], "C": [(6.5, 9.0)]}
    moved = turned_over(spans, [(6.0, 7.0, "A", "B"), (3.0, 5.0, "B", "A")], 0.2)
    assert {label: np.round(mine, 2).tolist() for label, mine in moved.items()} == {
        "A": [[0.0, 5.0]],
        "B": [[6.0, 7.0]],
        "C": [[6.5, 9.0]],
    }
