"""Whatever ops throw in the inbox: decoded alike, or one sentence about what is wrong."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from analysis.speech.decode import RATE_HZ, Sound, decode
from analysis.speech.errors import (
    NoAudio,
    RecordingError,
    TooLong,
    TooManyChannels,
    TooShort,
    Truncated,
    Unreadable,
)
from tests.analysis.speech.sounds import noise, tone, write_wav


def decoded(path: Path) -> Sound:
    return decode(path, shortest_s=0.5, longest_s=60.0)


def encode(path: Path, samples: np.ndarray, rate: int, codec: str) -> Path:
    """Mono ``samples`` at ``rate`` Hz through a real encoder."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            np.round(samples * 32767).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate = rate
        for made in av.AudioResampler(
            format=stream.codec_context.format.name,
            layout="mono",
            rate=rate,
            frame_size=stream.codec_context.frame_size or None,
        ).resample(frame):
            container.mux(stream.encode(made))
        container.mux(stream.encode(None))
    return path


def loudest_hz(samples: np.ndarray, rate: int = RATE_HZ) -> float:
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * rate / len(samples))


@pytest.mark.parametrize(("rate", "width"), [(8000, 1), (8000, 2), (44_100, 2), (96_000, 2)])
def test_any_pcm_becomes_16_khz(tmp_path: Path, rate: int, width: int) -> None:
    wave = 0.2 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)
    sound = decoded(write_wav(tmp_path / "a.wav", wave, rate, width))
    assert sound.samples.dtype == np.float32
    assert sound.samples.shape[0] == 1
    assert sound.seconds == pytest.approx(2.0, abs=0.01)
    assert loudest_hz(sound.samples[0]) == pytest.approx(440, abs=2)
    assert np.abs(sound.samples).max() == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize(
    ("ending", "codec", "rate"),
    [
        ("flac", "flac", 8000),
        ("mp3", "libmp3lame", 16_000),
        ("opus", "libopus", 48_000),
        ("m4a", "aac", 44_100),
    ],
)
def test_compressed_formats(tmp_path: Path, ending: str, codec: str, rate: int) -> None:
    wave = 0.2 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)
    sound = decoded(encode(tmp_path / f"a.{ending}", wave, rate, codec))
    assert sound.seconds == pytest.approx(2.0, abs=0.12)
    assert loudest_hz(sound.samples[0]) == pytest.approx(440, abs=2)


def test_channels_stay_apart(tmp_path: Path) -> None:
    both = np.stack([tone(1, 300), tone(1, 1000)])
    left, right = decoded(write_wav(tmp_path / "a.wav", both)).samples
    assert loudest_hz(left) == pytest.approx(300, abs=2)
    assert loudest_hz(right) == pytest.approx(1000, abs=2)


def test_the_ending_does_not_matter(tmp_path: Path) -> None:
    written = write_wav(tmp_path / "a.wav", tone(1))
    assert decoded(written.rename(tmp_path / "a.mp3")).seconds == pytest.approx(1.0, abs=0.01)


def test_the_same_file_gives_the_same_samples(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp3", noise(1), 16_000, "libmp3lame")
    assert np.array_equal(decoded(path).samples, decoded(path).samples)


def test_a_cut_off_file_is_told(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(10))
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(Truncated, match=r"a\.wav breaks off after 3\.1 of 10\.0 seconds"):
        decoded(path)


def refused(path: Path, kind: type[RecordingError], says: str) -> None:
    with pytest.raises(RecordingError) as caught:
        decoded(path)
    said = str(caught.value)
    assert type(caught.value) is kind, said
    assert path.name in said
    assert says in said
    assert "\n" not in said


def test_no_recordings(tmp_path: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.write_bytes(b"")
    refused(empty, Unreadable, "is empty")
    text = tmp_path / "text.wav"
    text.write_text("Dear colleague, the recording follows.\n" * 40)
    refused(text, Unreadable, "no recording that can be decoded")
    folder = tmp_path / "folder.wav"
    folder.mkdir()
    refused(folder, Unreadable, "is a folder")
    refused(tmp_path / "gone.wav", Unreadable, "is not there any more")
    gone = tmp_path / "gone.wav"
    refused(gone, Unreadable, "gone.wav")


def test_recordings_that_are_no_calls(tmp_path: Path) -> None:
    refused(write_wav(tmp_path / "short.wav", tone(0.2)), TooShort, "0.20 seconds")
    refused(write_wav(tmp_path / "long.wav", tone(61)), TooLong, "speech.longest_s")
    three = np.stack([tone(1)] * 3)
    refused(write_wav(tmp_path / "three.wav", three), TooManyChannels, "3 channels")


def test_a_film_without_sound(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    refused(path, NoAudio, "no sound")


def test_a_long_recording_is_put_together_from_its_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hours are kept in blocks while they are decoded: nothing is lost where one ends."""
    left, right = noise(2.3, seed=1), tone(2.3)
    path = write_wav(tmp_path / "long.wav", np.stack([left, right]))
    whole = decoded(path).samples
    monkeypatch.setattr("analysis.speech.decode._BLOCK", 7001)
    assert np.array_equal(decoded(path).samples, whole)
    assert whole.shape == (2, round(2.3 * RATE_HZ))


@pytest.mark.parametrize("offset", [0.01, -0.1])
def test_what_a_sound_card_adds_to_every_sample_is_no_sound(tmp_path: Path, offset: float) -> None:
    """Else the line would be as loud as soft speech all along."""
    both = np.stack([tone(2), tone(2, 300) * np.float32(0.1)])
    plain = decoded(write_wav(tmp_path / "a.wav", both)).samples
    added = decoded(write_wav(tmp_path / "b.wav", both + np.array([[offset], [0]]))).samples
    assert np.abs(added - plain).max() < 1e-4
