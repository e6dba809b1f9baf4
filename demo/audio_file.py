"""Sound files in the formats recordings come in, through PyAV (FFmpeg's libraries)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from demo.sound import Signal


@dataclass(frozen=True, slots=True)
class Format:
    """A container and codec; ``bit_rate`` (bit/s a channel) of those that lose something."""

    suffix: str
    codec: str
    sample_format: str
    bit_rate: int | None = None


FORMATS = {
    "flac": Format(".flac", "flac", "s16"),
    "wav": Format(".wav", "pcm_s16le", "s16"),
    "ogg": Format(".ogg", "libopus", "s16", bit_rate=24_000),
    "mp3": Format(".mp3", "libmp3lame", "s16p", bit_rate=32_000),
    "m4a": Format(".m4a", "aac", "fltp", bit_rate=32_000),
}


def write_audio(path: Path, samples: Signal, rate: int, form: Format) -> None:
    """Write ``samples`` (rows in time, columns are channels, -1..1) at ``rate`` Hz.

    The same samples give the same bytes: nothing of the clock or of chance goes into the file.
    """
    pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16)
    layout = "stereo" if samples.shape[1] == 2 else "mono"
    with av.open(str(path), "w", container_options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(form.codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.format = form.sample_format
        stream.codec_context.options = {"flags": "+bitexact"}
        if form.bit_rate:
            stream.bit_rate = form.bit_rate * samples.shape[1]
        resampler = av.AudioResampler(format=form.sample_format, layout=layout, rate=rate)
        frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate = rate
        frame.pts = 0
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))


def read_audio(path: Path) -> tuple[Signal, int]:
    """Samples (rows in time, columns are channels, -1..1) and rate (Hz) of a sound file."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout=stream.layout, rate=stream.rate)
        parts = [
            ready.to_ndarray().reshape(-1, stream.channels)
            for frame in [*container.decode(stream), None]
            for ready in resampler.resample(frame)
        ]
    return np.concatenate(parts), stream.rate
