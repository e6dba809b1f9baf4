"""Files with more than one track of sound: what a player plays is not all that was said."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from analysis.speech.decode import RATE_HZ
from analysis.speech.errors import Unreadable
from tests.analysis.speech.sounds import tone
from tests.analysis.speech.test_decode import decoded, loudest_hz, refused


def in_tracks(path: Path, *tracks: np.ndarray) -> Path:
    """A file with a track for each of these (channels, samples)."""
    with av.open(str(path), "w") as container:
        layouts = ["stereo" if len(track) == 2 else "mono" for track in tracks]
        streams = [container.add_stream("aac", rate=RATE_HZ, layout=layout) for layout in layouts]
        for stream, layout, track in zip(streams, layouts, tracks, strict=True):
            for first in range(0, track.shape[1] // 1024 * 1024, 1024):
                piece = np.ascontiguousarray(track[:, first : first + 1024], np.float32)
                frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
                frame.sample_rate, frame.pts = RATE_HZ, first
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("ending", ["mkv", "mp4"])
def test_a_track_a_side_is_heard_as_a_channel_a_side(tmp_path: Path, ending: str) -> None:
    path = in_tracks(tmp_path / f"a.{ending}", tone(10, 300)[None], tone(8, 1000)[None])
    sound = decoded(path)
    assert sound.samples.shape[0] == 2
    assert sound.seconds == pytest.approx(10.0, abs=0.2)
    middle = slice(2 * RATE_HZ, 7 * RATE_HZ)
    heard = [loudest_hz(channel[middle]) for channel in sound.samples]
    assert heard == pytest.approx([300, 1000], abs=2)
    assert np.abs(sound.samples[1][round(8.5 * RATE_HZ) :]).max() < 0.01
    assert sound.doubts == ()


def test_a_track_that_is_not_heard_is_said(tmp_path: Path) -> None:
    two = np.stack([tone(5, 300), tone(5, 1000)])
    sound = decoded(in_tracks(tmp_path / "a.mkv", two, tone(5, 500)[None], tone(5, 600)[None]))
    assert sound.samples.shape[0] == 2
    assert loudest_hz(sound.samples[0]) == pytest.approx(300, abs=2)
    assert [doubt.code for doubt in sound.doubts] == ["other_tracks"]
    assert "3 tracks" in sound.doubts[0].detail


def of_no_known_form(path: Path) -> Path:
    """The first track is then said to be in a form that nobody knows."""
    path.write_bytes(path.read_bytes().replace(b"A_AAC", b"A_XYZ", 1))
    return path


def test_a_first_track_that_cannot_be_decoded_leaves_the_next_to_be_heard(tmp_path: Path) -> None:
    two = in_tracks(tmp_path / "a.mkv", tone(10, 300)[None], tone(8, 1000)[None])
    sound = decoded(of_no_known_form(two))
    assert sound.seconds == pytest.approx(8.0, abs=0.2)
    assert loudest_hz(sound.samples[0]) == pytest.approx(1000, abs=2)
    assert [doubt.code for doubt in sound.doubts] == ["other_tracks"]
    assert "only number 2 is heard" in sound.doubts[0].detail


def test_no_track_that_can_be_decoded_is_said_in_a_sentence(tmp_path: Path) -> None:
    one = of_no_known_form(in_tracks(tmp_path / "a.mkv", tone(10, 300)[None]))
    refused(one, Unreadable, "in a form that cannot be decoded here; export the call as")
