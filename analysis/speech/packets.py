"""The sound of a recording piece by piece, each with its time, whatever happened to the file.

A packet that cannot be decoded is passed over: the call goes on behind it, and what was promised
comes at its end. All streams are read, since the sound of a film may end before its pictures do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import av
from numpy.typing import NDArray

Piece = tuple[float | None, NDArray[Any]]
"""Where it begins (seconds from the start of the recording; None: where the last one ended), and
its samples (channels, samples)."""

_DECODERS = {"amrnb": "libopencore_amrnb"}
"""FFmpeg's own decoder of AMR fails at the silences that recorders leave out."""

_STRICT = {"flac": {"err_detect": "crccheck+explode"}}
"""Every frame of FLAC carries a checksum, which FFmpeg leaves alone unless asked: one flipped bit
is then heard as a bang. A frame that does not fit its own is passed over like other damage."""


class Packets:
    """What is in an audio ``track`` (0: the first) of an open ``container``, as so many
    ``channels`` at ``rate``.

    Once it is read: ``end``, the seconds at which the last packet ends, of whatever stream;
    ``failed``, the share of packets of sound that could not be decoded; ``error``, the first such.
    """

    def __init__(self, container: Any, track: int, channels: int, rate: int) -> None:
        self._container, self._rate = container, rate
        self._layout = "stereo" if channels == 2 else "mono"
        self._stream = container.streams.audio[track]
        self._read = self._failed = 0
        self.end = 0.0
        self.error: av.error.FFmpegError | None = None

    @property
    def failed(self) -> float:
        """The share (0-1) of what was read that could not be decoded."""
        return self._failed / max(1, self._read)

    def pieces(self) -> Iterator[Piece]:
        """All there is, in the file's order."""
        begins: float | None = None
        form: tuple[Any, ...] = ()
        resampler: Any = None
        for frame in self._frames():
            if begins is None:
                begins = self._begins(frame)
            at = None if frame.time is None else frame.time - begins
            if form != (form := (frame.format.name, frame.layout.name, frame.sample_rate)):
                yield from _made(resampler, None)  # some files change half-way
                resampler = av.AudioResampler("fltp", self._layout, self._rate)
            frame.pts = None
            for _, samples in _made(resampler, frame):
                yield at, samples
        yield from _made(resampler, None)

    def _begins(self, first: Any) -> float:
        told = self._container.start_time
        return float(first.time or 0.0) if told is None else float(told) / 1e6

    def _frames(self) -> Iterator[Any]:
        decoder = _decoder(self._stream)
        for packet in self._all():
            if packet.pts is not None:
                last = packet.pts + (packet.duration or 0)
                of_a_second = packet.time_base
                self.end = max(self.end, last * of_a_second.numerator / of_a_second.denominator)
            if packet.stream.index != self._stream.index:
                continue
            self._read += 1
            try:
                frames = decoder.decode(packet)
            except av.error.FFmpegError as error:
                self._failed += 1
                self.error = self.error or error
                continue
            yield from frames

    def _all(self) -> Iterator[Any]:
        try:
            yield from self._container.demux()
        except av.error.FFmpegError as error:
            self.error = self.error or error


def _made(resampler: Any, frame: Any) -> Iterator[Piece]:
    for made in resampler.resample(frame) if resampler else ():
        yield None, made.to_ndarray()


def _decoder(stream: Any) -> Any:
    own = stream.codec_context
    own.options = _STRICT.get(own.codec.name, {})
    other = _DECODERS.get(own.codec.name)
    if other not in av.codecs_available:
        return own
    made: Any = av.CodecContext.create(other, "r")
    made.sample_rate, made.layout = own.sample_rate, own.layout.name
    return made
