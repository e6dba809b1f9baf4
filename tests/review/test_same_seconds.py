"""A coach is played the very second that was measured, whatever happened to the recording."""

from __future__ import annotations

import shutil
import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from analysis.speech.decode import RATE_HZ
from flows.files import content_hash
from flows.inbox import ID_LENGTH
from review.sound import SoundError, Sounds
from tests.analysis.speech.sounds import tone, write_wav
from tests.analysis.speech.test_decode import decoded, loudest_hz
from tests.analysis.speech.test_decode_damaged import encoded, film, two_tones, without
from tests.analysis.speech.test_decode_tracks import in_tracks, of_no_known_form
from tests.flows.replay import settings_in


def lost_on_its_way(folder: Path) -> Path:
    return without(encoded(folder / "a.webm", two_tones()), 12.0, 17.0)


def begins_later(folder: Path) -> Path:
    return film(folder / "a.mp4", tone(10, 1000), begins=4.0, pictures_s=14)


def damaged(folder: Path) -> Path:
    path = encoded(folder / "a.m4a", two_tones())
    content = bytearray(path.read_bytes())
    at = len(content) // 2
    content[at : at + 500] = np.random.default_rng(1).bytes(500)
    path.write_bytes(content)
    return path


def header_of_before(folder: Path) -> Path:
    path = write_wav(folder / "a.wav", two_tones())
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", 5 * RATE_HZ * 2)
    path.write_bytes(content)
    return path


def played_of(recording: Path, folder: Path) -> tuple[np.ndarray, int]:
    """What the page plays (channels, samples) of a recording in the inbox, and its rate."""
    settings = settings_in(folder / "here")
    settings.folders.inbox.mkdir(parents=True, exist_ok=True)
    shutil.copy(recording, settings.folders.inbox)
    call_id = content_hash(recording)[:ID_LENGTH]
    path = Sounds(settings).playable(call_id, recording.name)
    with wave.open(str(path), "rb") as sound:
        rate, channels = sound.getframerate(), sound.getnchannels()
        frames = sound.readframes(sound.getnframes())
    return np.frombuffer(frames, "<i2").reshape(-1, channels).T / 32768, rate


@pytest.mark.parametrize("made", [lost_on_its_way, begins_later, damaged, header_of_before])
def test_what_is_played_is_what_was_measured(made: object, tmp_path: Path) -> None:
    assert callable(made)
    recording: Path = made(tmp_path)
    played, rate = played_of(recording, tmp_path)
    measured = decoded(recording)
    assert played.shape[1] / rate == pytest.approx(measured.seconds, abs=0.01)
    assert loudest_hz(played[0, -2 * rate :], rate) == pytest.approx(1000, abs=2)


def test_tracks_that_hold_a_side_each_are_played_as_the_two_sides(tmp_path: Path) -> None:
    recording = in_tracks(tmp_path / "a.mkv", tone(10, 300)[None], tone(8, 1000)[None])
    played, rate = played_of(recording, tmp_path)
    assert played.shape[0] == 2
    assert played.shape[1] / rate == pytest.approx(decoded(recording).seconds, abs=0.01)
    for side, hz in zip(played, (300, 1000), strict=True):
        assert loudest_hz(side[2 * rate : 4 * rate], rate) == pytest.approx(hz, abs=2)
    assert np.abs(played[1, 9 * rate :]).max() < 0.001


def test_the_track_that_was_heard_is_played(tmp_path: Path) -> None:
    two = in_tracks(tmp_path / "a.mkv", tone(10, 300)[None], tone(8, 1000)[None])
    played, rate = played_of(of_no_known_form(two), tmp_path)
    assert loudest_hz(played[0], rate) == pytest.approx(1000, abs=2)


def test_what_cannot_be_decoded_cannot_be_played(tmp_path: Path) -> None:
    one = of_no_known_form(in_tracks(tmp_path / "a.mkv", tone(10, 300)[None]))
    with pytest.raises(SoundError) as said:
        played_of(one, tmp_path)
    assert said.value.code == "undecodable"


def test_copies_of_an_earlier_version_are_made_anew(tmp_path: Path) -> None:
    recording = lost_on_its_way(tmp_path)
    folder = settings_in(tmp_path / "here").folders.data / "review"
    folder.mkdir(parents=True)
    call, other = content_hash(recording)[:ID_LENGTH], "0123456789abcdef"
    earlier = [
        folder / f"{of}.{ending}" for of in (call, other) for ending in ("wav", "peaks.json")
    ]
    for path in earlier:
        shutil.copy(write_wav(tmp_path / "shorter.wav", two_tones()[:RATE_HZ]), path)
    played, rate = played_of(recording, tmp_path)
    assert played.shape[1] / rate == pytest.approx(decoded(recording).seconds, abs=0.01)
    assert not [path for path in earlier if path.exists()]
