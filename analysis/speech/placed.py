"""The sound of a recording, each piece at its time: what is measured, and what a coach is played.

Both must be the same seconds: a call that lost some sound on its way, or a film whose sound begins
later than its pictures, would else be played at other moments than those that were measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from analysis.speech.packets import Packets
from analysis.speech.wav_header import Length

A_TRACK_A_SIDE = [1, 1]
"""Channels of the tracks of a recorder that writes a track a side instead of a channel a side."""

_GAP_S = 0.05
"""Sound that comes no later than this after what was before it follows on it."""
_SILENCE_S = 10
"""A long gap comes in pieces of so many seconds."""


def opened(path: Path, header: Length) -> Any:
    """The file as PyAV's container, to be closed, by what its WAV ``header`` says of its length.

    Raises av.FFmpegError, OSError.
    """
    options = {"ignore_length": "1"} if header.goes_on else {}
    return av.open(str(path), metadata_errors="ignore", options=options)


def channels_of(container: Any) -> list[int]:
    """How many channels each track of sound has; 0 where nobody here can decode it."""
    contexts = [stream.codec_context for stream in container.streams.audio]
    return [context.channels if context else 0 for context in contexts]


def to_hear(tracks: list[int]) -> list[int]:
    """The numbers of the tracks that are heard, of files whose tracks have so many channels: both
    where each holds a side, else the first that can be decoded; none where none can."""
    if tracks == A_TRACK_A_SIDE:
        return [0, 1]
    return [number for number, channels in enumerate(tracks) if channels][:1]


def placed(
    packets: Packets, channels: int, rate: int, latest: float
) -> Iterator[tuple[NDArray[Any], bool]]:
    """All the sound there is, as samples (channels, samples), and whether they are silence in place
    of what was lost: without it everything after it would come too early. A time after ``latest``
    (seconds) is a slip."""
    count = 0
    for at, piece in packets.pieces():
        gap = 0 if at is None or at > latest else round(at * rate) - count
        if gap > _GAP_S * rate:
            for first in range(0, gap, _SILENCE_S * rate):
                size = min(_SILENCE_S * rate, gap - first)
                yield np.zeros((channels, size), np.float32), True
            count += gap
        yield piece, False
        count += piece.shape[1]


def beside(first: Iterator[NDArray[Any]], second: Iterator[NDArray[Any]]) -> Iterator[NDArray[Any]]:
    """Two tracks of one channel (pieces of shape (1, samples)) as pieces of shape (2, samples), the
    shorter one with silence at its end."""
    waiting = [np.zeros((1, 0), np.float32), np.zeros((1, 0), np.float32)]
    tracks, open_ = (first, second), [True, True]
    while any(open_):
        for side, track in enumerate(tracks):
            if open_[side] and not waiting[side].shape[1]:
                piece = next(track, None)
                open_[side] = piece is not None
                waiting[side] = waiting[side] if piece is None else piece
        sizes = [piece.shape[1] for piece, more in zip(waiting, open_, strict=True) if more]
        size = min(sizes, default=0)
        yield np.vstack([_filled(piece[:, :size], size) for piece in waiting])
        waiting = [piece[:, size:] for piece in waiting]


def _filled(piece: NDArray[Any], size: int) -> NDArray[Any]:
    return np.pad(piece, ((0, 0), (0, size - piece.shape[1])))
