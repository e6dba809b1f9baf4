"""Two channels are believed only when they hold two sounds, on one clock; what leaks is known."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.speech.activity import find_activity
from analysis.speech.channels import SIDES, Channels, leak_of, left_alone, tell_channels
from analysis.speech.decode import Signal
from tests.analysis.speech.sounds import SETTINGS, call, noise, silence, truth

NAMES = ("nl-04-stuur-maar-een-offerte", "en-02-the-seller-who-never-stops")
MS = 16


def told(samples: np.ndarray) -> Channels:
    return tell_channels(samples.astype(np.float32), SETTINGS.speech)


def codes(channels: Channels) -> list[str]:
    return [doubt.code for doubt in channels.doubts]


def later(signal: Signal, ms: int) -> Signal:
    return np.concatenate([silence(ms / 1000), signal[: len(signal) - ms * MS]])


def bled(name: str, softer_db: float) -> Signal:
    """The call with each side heard on the other channel, ``softer_db`` below its own level."""
    left, right = call(name)
    gain = np.float32(10 ** (-softer_db / 20))
    return np.stack([left + gain * right, right + gain * left])


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_a_side(name: str) -> None:
    channels = told(call(name))
    assert channels.layout == "stereo"
    assert (channels.doubts, channels.leaks) == ((), {})
    assert np.array_equal(channels.samples, call(name))


def test_one_channel_is_mono_without_a_doubt() -> None:
    channels = told(noise(2)[None])
    assert (channels.layout, channels.doubts) == ("mono", ())


@pytest.mark.parametrize("delay_ms", [0, 3, 200])
@pytest.mark.parametrize(("gain", "said"), [(1.0, ""), (0.25, "12 dB louder"), (-1.0, "upside")])
def test_the_same_sound_twice_is_mono(delay_ms: int, gain: float, said: str) -> None:
    """However late, soft or inverted the copy, and with a line's noise of its own."""
    mixed = call(NAMES[0]).mean(axis=0)
    copy = gain * later(mixed, delay_ms) + noise(len(mixed) / 16000, 1e-4)
    for pair in ([mixed, copy], [copy, mixed]):
        channels = told(np.stack(pair))
        assert channels.layout == "mono"
        assert codes(channels) == ["same_audio_on_both_channels"]
        detail = channels.doubts[0].detail
        assert said in detail
        assert (f"{delay_ms} ms later" in detail) == bool(delay_ms)
        kept = channels.samples[0]
        assert np.sqrt((kept**2).mean()) >= 0.95 * np.sqrt((mixed**2).mean())


def test_a_silent_channel_is_left_out_and_named() -> None:
    channels = told(np.stack([silence(2), noise(2)]))
    assert channels.layout == "mono"
    assert np.array_equal(channels.samples[0], noise(2))
    assert codes(channels) == ["silent_channel"]
    assert "left" in channels.doubts[0].detail


def test_a_channel_with_nothing_but_hum_leaves_the_other_one() -> None:
    left, _ = call(NAMES[0])
    alone = left_alone(told(np.stack([left, noise(len(left) / 16000, 0.01)])), "right")
    assert (alone.layout, codes(alone)) == ("mono", ["silent_channel"])
    assert np.array_equal(alone.samples[0], left)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("softer_db", [20.0, 10.0, 6.0])
def test_bleed_is_measured_and_said_where_it_is_strong(name: str, softer_db: float) -> None:
    channels = told(bled(name, softer_db))
    assert channels.layout == "stereo"
    assert [leak.below_db for leak in channels.leaks.values()] == pytest.approx(
        [softer_db, softer_db], abs=1.0
    )
    assert codes(channels) == ([] if softer_db > 15 else ["bleed"])


def frames(spans: list[tuple[float, float]], seconds: float) -> np.ndarray:
    flags = np.zeros(round(seconds * 100) + 1, bool)
    for start, end in spans:
        flags[round(start * 100) : round(end * 100)] = True
    return flags


@pytest.mark.parametrize(("softer_db", "echo_ms"), [(20.0, 0), (10.0, 0), (20.0, 200), (10.0, 200)])
def test_what_leaks_is_nobodys_speech(softer_db: float, echo_ms: int) -> None:
    """Also an echo that comes back 200 ms later, over what is still being said and past it."""
    name = NAMES[0]
    left, right = call(name)  # the seller is the right one
    gain = np.float32(10 ** (-softer_db / 20))
    channels = told(np.stack([left + gain * later(right, echo_ms), right]))
    assert channels.leaks["right"].lag == pytest.approx(echo_ms * MS, abs=2 * MS)
    other, below = leak_of(channels, "left")
    assert below is not None
    bleed = {"bleed_db": min(SETTINGS.activity.bleed_db, below / 2)}
    spans = find_activity(
        channels.samples[0], SETTINGS.activity.model_copy(update=bleed), other=other
    )
    seconds = truth()[name]["seconds"]
    true = frames(truth()[name]["segments"]["customer"], seconds)
    heard = frames(spans, seconds)
    assert (heard & ~true).sum() / true.sum() <= 0.05
    assert (true & ~heard).sum() / true.sum() <= 0.05


def test_both_sides_on_both_channels_is_a_recording_of_one_channel() -> None:
    channels = told(bled(NAMES[0], 2.0))
    assert channels.layout == "mono"
    assert codes(channels) == ["same_audio_on_both_channels"]
    assert "both sides" in channels.doubts[0].detail or "same sound" in channels.doubts[0].detail


@pytest.mark.parametrize("late", SIDES)
def test_channels_that_run_apart_are_laid_side_by_side(late: str) -> None:
    """A leak that is heard before it is said proves it, and tells by how much."""
    left, right = bled(NAMES[1], 20.0)
    moved = [left, later(right, 200)] if late == "right" else [later(left, 200), right]
    channels = told(np.stack(moved))
    assert channels.layout == "stereo"
    assert codes(channels) == ["channel_offset"]
    assert f"the {late} channel ran 200 ms behind" in channels.doubts[0].detail
    assert np.array_equal(channels.samples[:, :-3200], np.stack([left, right])[:, :-3200])


def test_an_echo_is_no_offset() -> None:
    left, right = call(NAMES[1])
    channels = told(np.stack([left + np.float32(0.3) * later(right, 200), right]))
    assert "channel_offset" not in codes(channels)
    assert np.array_equal(channels.samples[1], right)


def test_silence_on_both_channels_is_no_crash() -> None:
    assert told(np.stack([silence(2), silence(2)])).samples.shape[1] == len(silence(2))
    assert told(np.stack([silence(0.1), noise(0.1)])).layout == "mono"
