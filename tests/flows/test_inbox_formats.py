"""Every format recordings come in is decoded to its length and channels; a cut one is told."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from analysis.speech.decode import decode
from analysis.speech.errors import RecordingError, Truncated
from demo.audio_file import FORMATS, Format, write_audio

SECONDS = 12
MADE = {
    **FORMATS,
    "opus": Format(".opus", "libopus", "s16", bit_rate=24_000),
    "webm": Format(".webm", "libopus", "s16", bit_rate=24_000),
    "mp4": Format(".mp4", "aac", "fltp", bit_rate=32_000),
    "aac": Format(".aac", "aac", "fltp", bit_rate=32_000),
    "mkv": Format(".mkv", "flac", "s16"),
    "alaw": Format(".wav", "pcm_alaw", "s16"),
    "mulaw": Format(".wav", "pcm_mulaw", "s16"),
}


def sound(seconds: float = SECONDS, rate: int = 16_000) -> np.ndarray:
    """Two channels of noise that differ."""
    noise = np.random.default_rng(7).normal(0, 0.1, (int(seconds * rate), 2))
    return noise.astype(np.float32)


def made(folder: Path, name: str) -> Path:
    form = MADE[name]
    path = folder / f"{name}{form.suffix}"
    write_audio(path, sound(), 16_000, form)
    return path


def amr(path: Path) -> Path:
    """AMR narrow band, 12.2 kbit/s: frames of 20 ms and 32 bytes, whatever they hold."""
    frames = np.random.default_rng(7).integers(0, 256, (SECONDS * 50, 31), dtype=np.uint8)
    path.write_bytes(b"#!AMR\n" + b"".join(b"\x3c" + frame.tobytes() for frame in frames))
    return path


def gsm(path: Path) -> Path:
    """GSM 06.10 in WAV as telephone systems write it: 65 bytes for 320 samples at 8 kHz."""
    blocks = SECONDS * 25
    body = np.random.default_rng(7).integers(0, 256, blocks * 65, dtype=np.uint8).tobytes()
    form = struct.pack("<HHIIHHHH", 0x31, 1, 8000, 1625, 65, 0, 2, 320)
    fact = struct.pack("<I", blocks * 320)
    chunks = b"".join(
        tag + struct.pack("<I", len(data)) + data
        for tag, data in ((b"fmt ", form), (b"fact", fact), (b"data", body))
    )
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks)
    return path


def video(path: Path) -> Path:
    """A meeting with picture and sound."""
    with av.open(str(path), "w") as container:
        film = container.add_stream("mpeg4", rate=5)
        film.width = film.height = 64
        film.pix_fmt = "yuv420p"
        voice = container.add_stream("aac", rate=16_000, layout="stereo")
        for _ in range(SECONDS * 5):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            container.mux(film.encode(frame))
        samples = np.ascontiguousarray(sound().T)
        spoken = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
        spoken.sample_rate = 16_000
        container.mux(voice.encode(spoken))
        container.mux(film.encode(None))
        container.mux(voice.encode(None))
    return path


def heard(path: Path) -> tuple[float, int]:
    found = decode(path, shortest_s=0.5, longest_s=3600)
    return found.seconds, found.samples.shape[0]


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_recording_of_two_channels_is_heard_whole(tmp_path: Path, name: str) -> None:
    seconds, channels = heard(made(tmp_path, name))
    assert seconds == pytest.approx(SECONDS, abs=0.1)
    assert channels == 2


@pytest.mark.parametrize(
    ("make", "name", "channels"), [(amr, "a.amr", 1), (gsm, "a.wav", 1), (video, "a.mov", 2)]
)
def test_what_telephones_and_meetings_write_is_heard_whole(
    tmp_path: Path, make: Callable[[Path], Path], name: str, channels: int
) -> None:
    assert heard(make(tmp_path / name)) == (pytest.approx(SECONDS, abs=0.1), channels)


@pytest.mark.parametrize("name", ["ogg", "opus", "flac", "wav", "mp3", "m4a", "mkv", "alaw"])
@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_a_recording_that_was_cut_off_is_told(tmp_path: Path, name: str, kept: float) -> None:
    path = made(tmp_path, name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(RecordingError) as caught:
        heard(path)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_ogg_cut_between_two_pages_is_told_too(tmp_path: Path) -> None:
    path = made(tmp_path, "ogg")
    content = path.read_bytes()
    path.write_bytes(content[: content.rfind(b"OggS")])
    with pytest.raises(Truncated, match=r"ogg.ogg breaks off after \d+\.\d seconds; copy it again"):
        heard(path)
