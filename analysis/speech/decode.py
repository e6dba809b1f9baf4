"""Any recording to samples: 32-bit floats at 16 kHz, one row a channel.

PyAV brings its own decoders, so that no ffmpeg has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.heard import Doubt
from analysis.spans import Span, joined
from analysis.speech.announced import announced
from analysis.speech.errors import (
    NoAudio,
    TooLong,
    TooManyChannels,
    TooShort,
    Truncated,
    Unreadable,
)
from analysis.speech.mp3_header import lacks
from analysis.speech.ogg_end import breaks_off
from analysis.speech.wav_header import length

RATE_HZ = 16000
MAY_LACK_S = 2.0
"""A file that ends earlier than this before the end it announces has been cut off."""
FAILED_MOST = 0.1
"""A file of which a larger share than this cannot be decoded was not copied whole."""
MISSING_FROM_S = 1.0
"""Less sound than this that was lost on the way is not worth a doubt."""

_BLOCK = 600 * RATE_HZ

Signal = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """``samples`` in -1..1, shape (channels, samples), at 16 kHz; ``doubts`` about them; ``lost``
    the stretches (seconds) that are silence because their sound is missing, where that is doubted.
    """

    samples: Signal
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[Span, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return float(self.samples.shape[1] / RATE_HZ)


def decode(path: Path, *, shortest_s: float, longest_s: float) -> Sound:
    """The sound in ``path``. Raises a ``RecordingError`` that says what is wrong with the file."""
    from analysis.speech.placed import channels_of, opened

    name = path.name
    if path.is_dir():
        raise Unreadable(f"{name} is a folder, not a recording; move it out of the inbox")
    with _said_plainly(name):
        if path.stat().st_size == 0:
            raise Unreadable(f"{name} is empty; copy it to the inbox again")
        header = length(path)
        with opened(path, header) as container:
            tracks = channels_of(container)
            chosen = _chosen(tracks, name)
            told = announced(container)
            if told is not None and told > longest_s:
                raise _too_long(name, told, longest_s)
            sound, ends = _sound(container, chosen[0], tracks[chosen[0]], told, longest_s, name)
        sound = _with_others(sound, path, tracks, chosen, told, longest_s)
        lacking, cut = lacks(path), breaks_off(path)
    seconds = sound.seconds
    promised = _promised(header.lacks or lacking, told, seconds, ends, name)
    if promised is not None:
        raise Truncated(
            f"{name} breaks off after {seconds:.1f} of {promised:.1f} seconds; copy it again"
        )
    if cut:
        raise Truncated(f"{name} breaks off after {seconds:.1f} seconds; copy it again")
    if seconds < shortest_s:
        raise TooShort(f"{name} is {seconds:.2f} seconds long: too short to be a call")
    return sound


@contextmanager
def _said_plainly(name: str) -> Iterator[None]:
    """Raises Unreadable, with a sentence, for what keeps a file from being read or decoded."""
    import av

    try:
        yield
    except FileNotFoundError as error:
        raise Unreadable(f"{name} is not there any more; copy it to the inbox again") from error
    except PermissionError as error:
        raise Unreadable(f"{name} may not be read; give callprobe the right to read it") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unreadable(
            f"{name} is no recording that can be decoded ({why}); check the file"
        ) from error


def _chosen(tracks: list[int], name: str) -> list[int]:
    """The numbers of the tracks that are heard, of files whose tracks have so many channels. Raises
    a ``RecordingError`` where none can be."""
    from analysis.speech.placed import to_hear

    if not tracks:
        raise NoAudio(f"{name} has no sound in it; export the call with its audio")
    chosen = to_hear(tracks)
    if not chosen:
        raise Unreadable(
            f"{name} holds its sound in a form that cannot be decoded here; export the "
            "call as WAV, MP3 or M4A"
        )
    channels = tracks[chosen[0]]
    if channels > 2:
        raise TooManyChannels(
            f"{name} has {channels} channels; export it with one or two (seller, customer)"
        )
    return chosen


def _too_long(name: str, seconds: float, longest_s: float) -> TooLong:
    return TooLong(
        f"{name} is {seconds / 3600:.1f} hours long, more than speech.longest_s allows "
        f"({longest_s / 3600:.1f} hours); cut it, or raise the setting"
    )


def _promised(
    lacking: float, told: float | None, seconds: float, ends: float, name: str
) -> float | None:
    """The seconds that were promised, where the file ends before that; else None. Raises Truncated
    where there is a header and nothing behind it: that promises bytes, and how many seconds they
    are only the sound would tell."""
    if lacking and not seconds:
        raise Truncated(f"{name} breaks off before any sound; copy it again")
    if lacking:
        told, ends = seconds / (1 - lacking), seconds
    return told if told is not None and told - max(ends, seconds) > MAY_LACK_S else None


def _with_others(
    first: Sound,
    path: Path,
    tracks: list[int],
    chosen: list[int],
    told: float | None,
    longest_s: float,
) -> Sound:
    """The first of the ``chosen`` tracks with the other one beside it, where each holds a side; or
    with a doubt about those that are not heard. ``tracks`` are the channels of all."""
    from analysis.speech.placed import opened

    if len(tracks) > len(chosen):
        which = f"number {chosen[0] + 1}" if chosen[0] else "the first one"
        detail = f"the file has {len(tracks)} tracks of sound: only {which} is heard"
        doubt = Doubt("other_tracks", detail, "doubt_tracks", {"tracks": float(len(tracks))})
        return Sound(first.samples, (*first.doubts, doubt), first.lost)
    if len(chosen) == 1:
        return first
    with opened(path, length(path)) as container:
        other, _ = _sound(container, chosen[1], 1, told, longest_s, path.name)
    samples = np.zeros((2, max(first.samples.shape[1], other.samples.shape[1])), np.float32)
    for channel, sound in zip(samples, (first, other), strict=True):
        channel[: sound.samples.shape[1]] = sound.samples[0]
    return Sound(samples, first.doubts or other.doubts, tuple(joined((*first.lost, *other.lost))))


def _sound(
    container: Any, track: int, channels: int, told: float | None, longest_s: float, name: str
) -> tuple[Sound, float]:
    """All the sound of a track, each piece at its time, and where the file ends (seconds)."""
    from analysis.speech.packets import Packets
    from analysis.speech.placed import placed

    packets, room = Packets(container, track, channels, RATE_HZ), _Room(channels)
    latest = longest_s if told is None else told
    missing: list[Span] = []
    for piece, lost in placed(packets, channels, RATE_HZ, latest):
        if lost:
            missing.append((room.count / RATE_HZ, (room.count + piece.shape[1]) / RATE_HZ))
        room.add(piece)
        if room.count > longest_s * RATE_HZ:
            raise _too_long(name, room.count / RATE_HZ, longest_s)
    if packets.error and not room.count:
        raise packets.error
    if packets.failed > FAILED_MOST:
        raise Truncated(f"{name} cannot be decoded for {packets.failed:.0%} of it; copy it again")
    doubts = _lost(sum(end - start for start, end in missing))
    return Sound(room.samples(), doubts, tuple(joined(missing)) if doubts else ()), packets.end


def _lost(seconds: float) -> tuple[Doubt, ...]:
    if seconds < MISSING_FROM_S:
        return ()
    detail = f"{seconds:.1f} s of sound are missing from the file: they are taken for silence"
    return (Doubt("missing_sound", detail, "doubt_sound_lost", {"seconds": seconds}),)


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
        """Everything added, in one piece, without what sound cards add to every sample. Gives up
        its blocks while it copies them."""
        whole = np.empty((self._channels, self.count), np.float32)
        while self._blocks:
            at = (len(self._blocks) - 1) * _BLOCK
            block = self._blocks.pop()
            whole[:, at : at + _BLOCK] = block[:, : min(_BLOCK, self.count - at)]
        if self.count:
            whole -= whole.mean(axis=1, dtype=np.float64, keepdims=True).astype(np.float32)
        return whole
