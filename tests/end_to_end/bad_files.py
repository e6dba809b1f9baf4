"""Twelve kinds of files that are no call to measure, each as ops would find it in an inbox."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np

from demo.audio_file import FORMATS, write_audio

RATE = 8000


def hum(seconds: float, rate: int = RATE, channels: int = 1) -> np.ndarray:
    """A mains hum: a sound, but nobody's voice. Rows in time, columns are channels."""
    wave_ = 0.2 * np.sin(2 * np.pi * 100 * np.arange(int(seconds * rate)) / rate)
    return np.repeat(wave_[:, None], channels, axis=1).astype(np.float32)


def make_bad_files(inbox: Path, good: Path) -> dict[str, str]:
    """Write them into ``inbox``; what the sentence about each must speak of, by file name.

    ``good`` is a recording that can be measured: a piece of it is the truncated one.
    """
    (inbox / "empty.wav").write_bytes(b"")
    (inbox / "text.wav").write_text("Dear colleague, the recording follows.\n" * 40)
    _truncated(good, inbox / "truncated.wav")
    _picture_only(inbox / "no-audio.mp4")
    write_audio(inbox / "silence.wav", np.zeros((RATE * 20, 1), np.float32), RATE, FORMATS["wav"])
    write_audio(inbox / "short.wav", hum(0.2), RATE, FORMATS["wav"])
    _pcm(inbox / "three-channels.wav", hum(5, channels=3), RATE, 2)
    _pcm(inbox / "hum-96-khz.wav", hum(20, 96_000), 96_000, 2)
    _pcm(inbox / "hum-8-bit.wav", hum(20), RATE, 1)
    write_audio(inbox / "hum.flac", hum(21), RATE, FORMATS["flac"])
    (inbox / "hum.flac").rename(inbox / "wrong-extension.mp3")
    (inbox / "unreadable.wav").symlink_to(inbox / "was-never-here.wav")
    (inbox / "folder.wav").mkdir()
    nobody = "speaks"
    return {
        "empty.wav": "empty",
        "text.wav": "no recording that can be decoded",
        "truncated.wav": "breaks off",
        "no-audio.mp4": "no sound",
        "silence.wav": nobody,
        "short.wav": "too short",
        "three-channels.wav": "3 channels",
        "hum-96-khz.wav": nobody,
        "hum-8-bit.wav": nobody,
        "wrong-extension.mp3": nobody,
        "unreadable.wav": "cannot be read",
        "folder.wav": "folder",
    }


def _pcm(path: Path, samples: np.ndarray, rate: int, width: int) -> None:
    """Plain PCM of ``width`` bytes a sample; one byte is unsigned, as WAV wants it."""
    if width == 1:
        data = np.round(samples * 127 + 128).astype(np.uint8)
    else:
        data = np.round(samples * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data.tobytes())


def _truncated(good: Path, path: Path) -> None:
    """The first third of the bytes of a WAV whose header promises all of it."""
    whole = path.with_name(".whole.wav")
    with av.open(str(good)) as source, av.open(str(whole), "w") as target:
        stream = source.streams.audio[0]
        copy = target.add_stream("pcm_s16le", rate=stream.rate, layout=stream.layout.name)
        for frame in source.decode(stream):
            frame.pts = None
            target.mux(copy.encode(frame))
        target.mux(copy.encode(None))
    content = whole.read_bytes()
    whole.unlink()
    path.write_bytes(content[: len(content) // 3])


def _picture_only(path: Path) -> None:
    """A second of film without a sound track."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
