"""Any recording to samples: 32-bit floats at 16 kHz, one row a channel.

PyAV brings its own decoders, so that no ffmpeg has to be installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.speech.errors import (
    NoAudio,
    TooLong,
    TooManyChannels,
    TooShort,
    Truncated,
    Unreadable,
)
from analysis.speech.ogg_end import breaks_off
from analysis.speech.wav_header import announced_seconds

RATE_HZ = 16000
TRUNCATED_BELOW = 0.9
"""A file that holds less than this share of the length it announces has been cut off."""

_BLOCK = 600 * RATE_HZ

Signal = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """``samples`` in -1..1, shape (channels, samples), at 16 kHz."""

    samples: Signal

    @property
    def seconds(self) -> float:
        return float(self.samples.shape[1] / RATE_HZ)


def decode(path: Path, *, shortest_s: float, longest_s: float) -> Sound:
    """The sound in ``path``. Raises a ``RecordingError`` that says what is wrong with the file."""
    import av

    name = path.name
    if path.is_dir():
        raise Unreadable(f"{name} is a folder, not a recording; move it out of the inbox")
    try:
        if path.stat().st_size == 0:
            raise Unreadable(f"{name} is empty; copy it to the inbox again")
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise NoAudio(f"{name} has no sound in it; export the call with its audio")
            stream = container.streams.audio[0]
            channels = stream.codec_context.channels
            if channels > 2:
                raise TooManyChannels(
                    f"{name} has {channels} channels; export it with one or two (seller, customer)"
                )
            announced = _announced(path, container)
            if announced is not None and announced > longest_s:
                raise _too_long(name, announced, longest_s)
            samples = _samples(container, channels, longest_s, name)
        cut = breaks_off(path)
    except FileNotFoundError as error:
        raise Unreadable(f"{name} is not there any more; copy it to the inbox again") from error
    except PermissionError as error:
        raise Unreadable(f"{name} may not be read; give callprobe the right to read it") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise Unreadable(
            f"{name} is no recording that can be decoded ({_said(error)}); check the file"
        ) from error
    seconds = samples.shape[1] / RATE_HZ
    if announced is not None and seconds < TRUNCATED_BELOW * announced:
        raise Truncated(
            f"{name} breaks off after {seconds:.1f} of {announced:.1f} seconds; copy it again"
        )
    if cut:
        raise Truncated(f"{name} breaks off after {seconds:.1f} seconds; copy it again")
    if seconds < shortest_s:
        raise TooShort(f"{name} is {seconds:.2f} seconds long: too short to be a call")
    return Sound(samples)


def _too_long(name: str, seconds: float, longest_s: float) -> TooLong:
    return TooLong(
        f"{name} is {seconds / 3600:.1f} hours long, more than speech.longest_s allows "
        f"({longest_s / 3600:.1f} hours); cut it, or raise the setting"
    )


def _announced(path: Path, container: object) -> float | None:
    """Seconds the file says it holds, as far as it does."""
    in_header = announced_seconds(path)
    microseconds = getattr(container, "duration", None)
    return in_header or (float(microseconds) / 1e6 if microseconds else None)


def _samples(container: Any, channels: int, longest_s: float, name: str) -> Signal:
    """All samples up to the end, or up to where decoding is no longer possible."""
    import av

    layout = "stereo" if channels == 2 else "mono"
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=RATE_HZ)
    room = _Room(channels)
    try:
        for frame in container.decode(audio=0):
            frame.pts = None
            for made in resampler.resample(frame):
                room.add(made.to_ndarray())
            if room.count > longest_s * RATE_HZ:
                raise _too_long(name, room.count / RATE_HZ, longest_s)
    except av.error.FFmpegError:
        if not room.count:
            raise
    for made in resampler.resample(None):
        room.add(made.to_ndarray())
    return room.samples()


class _Room:
    """Samples as they come, held once: four hours of two channels are 1.8 GB.

    They are kept in blocks so large that the system has each back as soon as it is given up.
    """

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._blocks: list[Signal] = []
        self.count = 0

    def add(self, block: NDArray[Any]) -> None:
        """Append a block (channels, samples); what is no number becomes silence."""
        part = np.array(block, dtype=np.float32)
        np.nan_to_num(part, copy=False, posinf=0.0, neginf=0.0)
        np.clip(part, -1.0, 1.0, out=part)
        while part.shape[1]:
            used = self.count % _BLOCK
            if not used:
                self._blocks.append(np.empty((self._channels, _BLOCK), np.float32))
            fits = min(_BLOCK - used, part.shape[1])
            self._blocks[-1][:, used : used + fits] = part[:, :fits]
            part = part[:, fits:]
            self.count += fits

    def samples(self) -> Signal:
        """Everything added, in one piece. Gives up its blocks while it copies them."""
        whole = np.empty((self._channels, self.count), np.float32)
        while self._blocks:
            at = (len(self._blocks) - 1) * _BLOCK
            block = self._blocks.pop()
            whole[:, at : at + _BLOCK] = block[:, : min(_BLOCK, self.count - at)]
        return whole


def _said(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
