"""A third voice on one channel is neither seller nor customer; a slip is no voice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.speech.activity import find_activity
from analysis.speech.decode import RATE_HZ
from analysis.speech.diarize import Diarized, Pyannote, refine
from analysis.speech.third_voice import without_slips
from tests.analysis.speech.sounds import SETTINGS, call, silence, truth

PIPELINE = Path(__file__).parents[3] / "demo" / "models" / "diarization-demo"
TWO = {"A": [(0.0, 10.0)], "B": [(10.0, 16.0)]}


@pytest.mark.parametrize(("seconds", "stays"), [(2.0, False), (6.0, True)])
def test_a_voice_of_some_seconds_stays_and_a_slip_goes(seconds: float, stays: bool) -> None:
    spans = {**TWO, "C": [(16.0, 16.0 + seconds)]}
    kept = without_slips(Diarized(spans, spans), 2, 4.0)
    assert set(kept.heard) == set(kept.alone) == ({"A", "B", "C"} if stays else {"A", "B"})


def test_two_voices_stay_however_little_one_of_them_says() -> None:
    spans = {"A": [(0.0, 60.0)], "B": [(60.0, 60.5)]}
    assert without_slips(Diarized(spans, spans), 2, 4.0) == Diarized(spans, spans)


@pytest.mark.engines
def test_a_colleague_in_the_middle_of_a_call_is_a_voice_of_its_own() -> None:
    """13 s of another call's customer, spliced into a call on one channel."""
    name, other = "nl-04-stuur-maar-een-offerte", "nl-01-goed-gesprek"
    said, seconds = [], 0.0
    for start, end in truth()[other]["segments"]["customer"]:
        said += [call(other)[1][int(start * RATE_HZ) : int(end * RATE_HZ)], silence(0.5)]
        seconds += end - start
        if seconds >= 12:
            break
    colleague = np.concatenate(said)
    at = 25 * RATE_HZ
    mixed = call(name).sum(axis=0)[: 60 * RATE_HZ]
    signal = np.concatenate([mixed[:at], colleague, mixed[at:]])
    speech = SETTINGS.speech
    told = Pyannote(PIPELINE, SETTINGS.models).diarize(
        signal, speech.speakers, speech.speakers_most
    )
    told = without_slips(told, speech.speakers, speech.third_voice_from_s)
    clean = refine(told, find_activity(signal, SETTINGS.activity), 0.2)
    assert len(clean.alone) == 3
    third = min(clean.alone, key=lambda label: sum(b - a for a, b in clean.alone[label]))
    begins, ends = 25.0, 25.0 + len(colleague) / RATE_HZ

    def inside(label: str) -> float:
        return sum(max(0.0, min(b, ends) - max(a, begins)) for a, b in clean.alone[label])

    everybody = sum(inside(label) for label in clean.alone)
    assert inside(third) / everybody >= 0.9
    whole = sum(b - a for a, b in clean.alone[third])
    assert inside(third) / whole >= 0.9
