"""When somebody speaks: speech is found to some 10 ms, and nothing else is taken for it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from analysis.speech.activity import Spans, find_activity
from analysis.speech.decode import RATE_HZ, Signal
from tests.analysis.speech import sounds
from tests.analysis.speech.sounds import SETTINGS, call, truth

NAMES = ("nl-02-de-extra-vraag", "en-03-the-report-says-thursday")
PAUSE_CALLS = (*NAMES, "nl-01-goed-gesprek", "en-02-the-seller-who-never-stops")


def found(signal: Signal, other: Signal | None = None) -> Spans:
    return find_activity(signal, SETTINGS.activity, other=other)


@cache
def found_on(name: str, side: str) -> Spans:
    """On a side's own channel."""
    return found(*side_signal(name, side))


def side_signal(name: str, side: str) -> tuple[Signal, Signal]:
    """A side's own channel, and the other one (the seller's is the left one in these)."""
    left, right = call(name)
    return (left, right) if side == "seller" else (right, left)


def frames(spans: list[tuple[float, float]], seconds: float) -> np.ndarray:
    flags = np.zeros(round(seconds * 100), bool)
    for start, end in spans:
        flags[round(start * 100) : round(end * 100)] = True
    return flags


@pytest.mark.parametrize(
    "sound",
    [
        sounds.silence(20),
        sounds.noise(20),
        sounds.noise(20, loud=0.001),
        sounds.tone(20),
        sounds.tone(20, hz=1000),
        sounds.ring_back(20),
        sounds.hold_music(20),
        sounds.silence(0.6),
    ],
    ids=["silence", "noise", "faint noise", "425 Hz", "1 kHz", "ring-back", "music", "0.6 s"],
)
def test_what_is_no_speech(sound: Signal) -> None:
    assert found(sound) == []


@pytest.mark.parametrize("side", ["seller", "customer"])
@pytest.mark.parametrize("name", NAMES)
def test_speech_is_found_where_it_is(name: str, side: str) -> None:
    seconds = truth()[name]["seconds"]
    true = frames(truth()[name]["segments"][side], seconds)
    heard = frames(found_on(name, side), seconds)
    missed = (true & ~heard).sum() / true.sum()
    false = (heard & ~true).sum() / true.sum()
    assert missed <= 0.03
    assert false <= 0.05


def pauses(name: str) -> list[tuple[str, float, float]]:
    """(who ended, when, when the other side started) wherever the floor changed hands."""
    segments = truth()[name]["segments"]
    spans = sorted((a, b, side) for side in ("seller", "customer") for a, b in segments[side])
    return [
        (side, end, start)
        for (_, end, side), (start, _, other) in pairwise(spans)
        if side != other and 0.3 < start - end < 6
    ]


def pause_errors(name: str) -> list[float]:
    """Seconds each silence between an end of one side and the other's start is off."""
    heard = {side: found_on(name, side) for side in ("seller", "customer")}
    errors = []
    for side, end, start in pauses(name):
        other = "customer" if side == "seller" else "seller"
        ended = min((e for _, e in heard[side]), key=lambda e: abs(e - end))
        started = min((s for s, _ in heard[other]), key=lambda s: abs(s - start))
        errors.append(abs((started - ended) - (start - end)))
    return errors


def test_pauses_are_right() -> None:
    errors = [error for name in PAUSE_CALLS for error in pause_errors(name)]
    assert len(errors) >= 40
    assert np.median(errors) <= 0.050
    assert np.quantile(errors, 0.95) <= 0.100


def test_short_answers_survive() -> None:
    """The first 150 ms of real utterances, alone in a second of silence each."""
    name = NAMES[0]
    own, _ = side_signal(name, "customer")
    survived = []
    for start, _ in truth()[name]["segments"]["customer"]:
        piece = own[round(start * RATE_HZ) : round((start + 0.15) * RATE_HZ)]
        if np.sqrt((piece.astype(float) ** 2).mean()) < 0.02:
            continue
        quiet = sounds.noise(1, loud=1e-4)
        survived.append(bool(found(np.concatenate([own, quiet, piece, quiet])[-3 * RATE_HZ :])))
    assert len(survived) >= 5
    assert np.mean(survived) >= 0.8


@pytest.mark.parametrize("side", ["seller", "customer"])
def test_noise_on_the_line_covers_little_of_speech(side: str) -> None:
    """White noise 15 dB below speech, by which half of speech is no louder than the noise."""
    name = NAMES[0]
    own, other = side_signal(name, side)
    seconds = truth()[name]["seconds"]
    noisy = own + sounds.noise(len(own) / RATE_HZ, loud=0.02)
    true = frames(truth()[name]["segments"][side], seconds)
    heard = frames(found(noisy, other), seconds)
    assert (true & ~heard).sum() / true.sum() <= 0.05
    assert (heard & ~true).sum() / true.sum() <= 0.05


def test_the_other_side_leaking_in_is_not_speech() -> None:
    name = NAMES[0]
    own, other = side_signal(name, "customer")
    seconds = truth()[name]["seconds"]
    true = frames(truth()[name]["segments"]["customer"], seconds)
    heard = frames(found(own + 0.1 * other, other), seconds)
    assert (heard & ~true).sum() / true.sum() <= 0.05
    assert (true & ~heard).sum() / true.sum() <= 0.05


def test_a_quiet_caller_is_heard() -> None:
    name = NAMES[1]
    own, other = side_signal(name, "customer")
    seconds = truth()[name]["seconds"]
    true = frames(truth()[name]["segments"]["customer"], seconds)
    heard = frames(found(own * np.float32(0.05), other), seconds)
    assert (true & ~heard).sum() / true.sum() <= 0.08


def test_a_long_call_is_heard_as_its_parts_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours are looked at in stretches: where one ends nothing is lost or found."""
    own, other = side_signal(NAMES[0], "seller")
    whole = frames(found_on(NAMES[0], "seller"), len(own) / RATE_HZ)
    monkeypatch.setattr("analysis.speech.activity._STRETCH", 700)
    parts = frames(found(own, other), len(own) / RATE_HZ)
    assert (whole != parts).sum() <= 0.005 * whole.sum()


def test_the_same_sound_gives_the_same_spans() -> None:
    assert found(*side_signal(NAMES[0], "seller")) == found_on(NAMES[0], "seller")


@pytest.mark.parametrize(
    ("softer_db", "hum"), [(22.0, 0.0), (0.0, 0.004)], ids=["a soft recording", "hum of the mains"]
)
def test_the_breath_after_a_sentence_is_no_speech(softer_db: float, hum: float) -> None:
    """Neither where the whole recording is soft, nor where the line hums below the voice: half a
    second of breath behind each sentence made of a silence kept a seller who spoke on."""
    said = found_on(NAMES[0], "seller")
    own, _ = side_signal(NAMES[0], "seller")
    loud = np.sqrt(np.mean(own[round(said[0][0] * RATE_HZ) : round(said[0][1] * RATE_HZ)] ** 2))
    behind = [(b, b + 0.5) for (_, b), (a, _) in pairwise(said) if a - b > 1.2]
    assert len(behind) >= 5
    breath = loud * 10 ** (-48 / 20) * sounds.noise(0.5, 1.0)
    signal = own.copy()
    for start, _ in behind:
        at = round((start + 0.03) * RATE_HZ)
        signal[at : at + len(breath)] += breath
    seconds = np.arange(len(signal)) / RATE_HZ
    signal = signal * np.float32(10 ** (-softer_db / 20))
    signal += (hum * np.sin(2 * np.pi * 50 * seconds)).astype(np.float32)
    again = frames(found(signal), len(own) / RATE_HZ)
    late = [again[round((a + 0.15) * 100) : round(b * 100)].mean() for a, b in behind]
    assert max(late) <= 0.2
