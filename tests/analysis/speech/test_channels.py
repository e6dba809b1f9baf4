"""Two channels are believed only when they hold two sounds."""

from __future__ import annotations

import numpy as np

from analysis.speech.channels import Channels, tell_channels
from tests.analysis.speech.sounds import call, noise, silence


def told(samples: np.ndarray) -> Channels:
    return tell_channels(samples, same_from=0.98, silent_below_db=-55.0)


def codes(channels: Channels) -> list[str]:
    return [doubt.code for doubt in channels.doubts]


def test_a_channel_a_side() -> None:
    channels = told(call("nl-04-stuur-maar-een-offerte"))
    assert channels.kind == "stereo"
    assert not channels.doubts


def test_one_channel_is_mono_without_a_doubt() -> None:
    channels = told(noise(2)[None])
    assert (channels.kind, channels.doubts) == ("mono", ())


def test_the_same_sound_twice_is_mono() -> None:
    mixed = call("nl-04-stuur-maar-een-offerte").mean(axis=0)
    channels = told(np.stack([mixed, 0.5 * mixed + noise(len(mixed) / 16000, 1e-4)]))
    assert channels.kind == "mono"
    assert channels.samples.shape[0] == 1
    assert codes(channels) == ["same_audio_on_both_channels"]


def test_a_silent_channel_is_left_out_and_named() -> None:
    channels = told(np.stack([silence(2), noise(2)]))
    assert channels.kind == "mono"
    assert np.array_equal(channels.samples[0], noise(2))
    assert codes(channels) == ["silent_channel"]
    assert "left" in channels.doubts[0].detail


def test_strong_bleed_is_still_stereo() -> None:
    left, right = call("nl-04-stuur-maar-een-offerte")
    assert told(np.stack([left + 0.3 * right, right + 0.3 * left])).kind == "stereo"


def test_silence_on_both_channels_is_no_crash() -> None:
    assert told(np.stack([silence(2), silence(2)])).samples.shape[1] == len(silence(2))
