"""The telephone line changes how a call sounds, never when."""

import numpy as np
import pytest

from demo import sound

RATE = 8000


def burst(hertz: float, seconds: float, rate: int = RATE, before: float = 0.5) -> sound.Signal:
    """A tone between two stretches of silence."""
    now = np.arange(round(seconds * rate)) / rate
    tone = 0.3 * np.sin(2 * np.pi * hertz * now)
    return np.asarray(np.pad(tone, round(before * rate)), np.float32)


def test_sound_is_found_where_it_is() -> None:
    ((start, end),) = sound.audible(burst(700.0, 1.0), RATE)
    assert start / RATE == pytest.approx(0.5, abs=0.008)
    assert end / RATE == pytest.approx(1.5, abs=0.008)


def test_silence_and_the_shortest_of_sounds_have_no_audible_part() -> None:
    assert sound.audible(np.zeros(RATE, np.float32), RATE) == []
    assert sound.audible(np.ones(5, np.float32), RATE) == []


@pytest.mark.parametrize("change", ["band", "resample", "mu_law"])
def test_nothing_moves_in_time(change: str) -> None:
    given = burst(1000.0, 0.4, rate=16000)
    if change == "band":
        changed, rate = sound.telephone_band(given, 16000), 16000
    elif change == "resample":
        changed, rate = sound.resample(given, 16000, RATE), RATE
    else:
        changed, rate = sound.mu_law(given), 16000
    ((start, end),) = sound.audible(changed, rate)
    assert (start + end) / 2 / rate == pytest.approx(0.7, abs=0.002)


def test_the_band_keeps_speech_and_stops_rumble_and_hiss() -> None:
    def loss(hertz: float) -> float:
        given = burst(hertz, 1.0, rate=16000)
        middle = slice(16000 * 3 // 4, 16000 * 5 // 4)
        passed = sound.telephone_band(given, 16000)[middle]
        return sound.level_db(given[middle]) - sound.level_db(passed)

    assert loss(1000.0) < 0.5
    assert loss(60.0) > 30.0
    assert loss(6000.0) > 30.0


def test_companding_costs_little_and_keeps_silence_silent() -> None:
    given = burst(700.0, 1.0)
    error = sound.mu_law(given) - given
    assert sound.level_db(given) - sound.level_db(error) > 30.0
    assert not sound.mu_law(np.zeros(100, np.float32)).any()


def test_levels_of_speech_noise_and_bleed_are_as_asked() -> None:
    loud = sound.to_level(burst(700.0, 1.0), RATE, -22.0)
    assert sound.level_db(loud[RATE // 2 : RATE * 3 // 2]) == pytest.approx(-22.0, abs=0.2)
    hiss = sound.noise((RATE, 2), -50.0, np.random.default_rng(0))
    assert sound.level_db(hiss[:, 0]) == pytest.approx(-50.0, abs=0.5)
    two = np.column_stack([loud, np.zeros_like(loud)])
    heard = sound.bleed(two, 30.0)
    assert sound.level_db(loud) - sound.level_db(heard[:, 1]) == pytest.approx(30.0, abs=0.1)


def test_ring_back_rings_one_second_in_five() -> None:
    ring = sound.ring_back(10.0, RATE)
    assert [round(start / RATE) for start, _ in sound.audible(ring, RATE)] == [0, 5]
    assert sound.hold_music(3.0, RATE).shape == (3 * RATE,)
    assert np.abs(sound.hold_music(3.0, RATE)).max() < 0.5
