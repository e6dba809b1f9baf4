"""The recording as a browser plays it: 16-bit WAV, and peaks for the waveform, made once a call.

WAV because every browser plays it and finds any second in it exactly; what comes in (GSM, AMR, WMA,
8 kHz A-law) is often neither. Both files lie in ``<data>/review`` and may be deleted at any time.
"""

from __future__ import annotations

import json
import struct
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.aside import writer
from flows.files import TEMPORARY, content_hash, sweep, write_whole
from flows.inbox import ID_LENGTH
from flows.ledger import Ledger
from flows.places import at_hand
from flows.settings import Settings
from flows.troubles import keeping

PEAKS = 4000
"""Points of the waveform over a whole call: two a pixel on a wide screen."""

FULL_SCALE = 32768.0

PLACED = "placed"
"""Stands in the names of copies in which every second is where it was heard. Earlier versions made
copies without that, which could be played seconds away from what was measured."""

_making: dict[Path, threading.Lock] = {}
"""A lock for each file that is made: who hears another call waits for no long one."""


class SoundError(Exception):
    """A recording that cannot be played: ``code`` is ``gone`` or ``undecodable``, ``name`` the
    file's."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"{name}: {code}")
        self.code, self.name = code, name


@dataclass(frozen=True, slots=True)
class Sounds:
    """The recordings of the calls, found by what they hold, never by a name from outside."""

    settings: Settings

    def find(self, call_id: str, name: str) -> Path:
        """Where the recording seems to lie, by the inbox's ledger or by its name; it is not read.

        ``name`` is the one the call's record gives. Raises SoundError.
        """
        return self._candidates(call_id, name)[0]

    def recording(self, call_id: str, name: str) -> Path:
        """The recording in the inbox, with the call's content for certain.

        Raises SoundError where no file of the inbox has that content any more; OSError.
        """
        for path in self._candidates(call_id, name):
            if content_hash(path)[:ID_LENGTH] == call_id:
                return path
        raise _gone(name)

    def _candidates(self, call_id: str, name: str) -> list[Path]:
        inbox = self.settings.folders.inbox
        seen = Ledger(self.settings.folders.data).seen().get("files", {})
        known = [inbox / path for path, item in seen.items() if item.get("id") == call_id]
        named = () if any(path.is_file() for path in known) else inbox.rglob("*")
        found = [*known, *(path for path in named if path.name == name)]
        there = [path for path in found if path.is_file()]
        if not there:
            raise _gone(name)
        return there

    def playable(self, call_id: str, name: str) -> Path:
        """The call as WAV, made at the first asking. Raises SoundError, OutputError, OSError.

        Where the recording has gone, our copies of it go too.
        """
        path = self._kept(call_id, f"{PLACED}.wav")
        with _alone(path), keeping(self._folder):
            try:
                self.find(call_id, name)
            except SoundError:
                path.unlink(missing_ok=True)
                self._kept(call_id, f"{PLACED}.peaks.json").unlink(missing_ok=True)
                raise
            if not path.is_file():
                _without_earlier(path.parent)
                with at_hand([self.recording(call_id, name)]) as (recording,):
                    _decode(recording, path, self.settings.analysis.speech.longest_s)
        return path

    def peaks(self, call_id: str, name: str) -> Path:
        """Loudest points of each lane, JSON rows of numbers 0-1. Raises what ``playable`` does."""
        sound, path = self.playable(call_id, name), self._kept(call_id, f"{PLACED}.peaks.json")
        with _alone(path), keeping(self._folder):
            if not path.is_file():
                write_whole(path, json.dumps(_peaks(sound)).encode())
        return path

    def clip(self, call_id: str, name: str, start: float, end: float) -> bytes:
        """The sound from ``start`` to ``end`` (seconds) as WAV. Raises what ``playable`` does."""
        with wave.open(str(self.playable(call_id, name)), "rb") as sound:
            rate, total = sound.getframerate(), sound.getnframes()
            first = min(total, max(0, round(start * rate)))
            sound.setpos(first)
            frames = sound.readframes(max(0, min(total, round(end * rate)) - first))
            return _wav_header(sound.getnchannels(), rate, len(frames)) + frames

    def _kept(self, call_id: str, ending: str) -> Path:
        return self._folder / "review" / f"{call_id}.{ending}"

    @property
    def _folder(self) -> Path:
        return self.settings.folders.data


def _alone(path: Path) -> threading.Lock:
    return _making.setdefault(path, threading.Lock())


def _gone(name: str) -> SoundError:
    return SoundError("gone", name)


def _without_earlier(folder: Path) -> None:
    """Remove copies of earlier versions, which nobody is played any more."""
    for ending in ("wav", "peaks.json"):
        for path in folder.glob(f"{'[0-9a-f]' * ID_LENGTH}.{ending}"):
            path.unlink(missing_ok=True)


def _decode(recording: Path, target: Path, longest_s: float) -> None:
    """Write a recording as 16-bit WAV at its own rate, one channel or two, every second of it where
    it was heard. Tracks that each hold a side become its channels, as they were heard."""
    import av  # late: only the first hearing of a call needs it

    from analysis.speech.placed import beside, channels_of, opened, to_hear
    from analysis.speech.wav_header import length

    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)  # of a page that was killed
    aside = target.with_name(f".{target.name}.{writer()}{TEMPORARY}")
    header = length(recording)
    try:
        with opened(recording, header) as container, opened(recording, header) as again:
            tracks = channels_of(container)
            if not (chosen := to_hear(tracks)):
                raise SoundError("undecodable", recording.name)
            first, *second = chosen
            channels, rate = min(2, tracks[first]), container.streams.audio[first].rate
            pieces = _pieces(container, first, channels, rate, longest_s)
            for other in second:
                channels, pieces = 2, beside(pieces, _pieces(again, other, 1, rate, longest_s))
            with wave.open(str(aside), "wb") as out:
                out.setparams((channels, 2, rate, 0, "NONE", "not compressed"))
                for block in _by_the_second(pieces, rate):
                    out.writeframesraw(_as_16_bit(block))
        aside.replace(target)
    except av.FFmpegError as error:
        raise SoundError("undecodable", recording.name) from error
    finally:
        aside.unlink(missing_ok=True)


def _pieces(
    container: Any, track: int, channels: int, rate: int, longest_s: float
) -> Iterator[NDArray[Any]]:
    """A track's samples (channels, samples). Raises av.FFmpegError where none can be decoded."""
    from analysis.speech.announced import announced
    from analysis.speech.packets import Packets
    from analysis.speech.placed import placed

    packets, heard = Packets(container, track, channels, rate), False
    for piece, _ in placed(packets, channels, rate, announced(container) or longest_s):
        heard = True
        yield piece
    if packets.error and not heard:
        raise packets.error


def _by_the_second(pieces: Iterator[NDArray[Any]], rate: int) -> Iterator[NDArray[Any]]:
    """The same samples in fewer pieces: some files hand them over a few at a time, and each piece
    costs as much as a second."""
    waiting: list[NDArray[Any]] = []
    held = 0
    for piece in pieces:
        waiting.append(piece)
        held += piece.shape[1]
        if held >= rate:
            yield np.hstack(waiting)
            waiting, held = [], 0
    if waiting:
        yield np.hstack(waiting)


def _as_16_bit(piece: NDArray[np.float32]) -> bytes:
    """Samples (channels, samples) as WAV has them; what is no number is silence."""
    loud = np.nan_to_num(piece.T * FULL_SCALE)
    whole: NDArray[np.int16] = np.clip(np.rint(loud), -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
    return whole.tobytes()


def _peaks(path: Path) -> list[list[float]]:
    with wave.open(str(path), "rb") as sound:
        channels, total = sound.getnchannels(), sound.getnframes()
        each = max(1, -(-total // PEAKS))
        rows: list[list[float]] = [[] for _ in range(channels)]
        while frames := sound.readframes(each):
            block: NDArray[np.int16] = np.frombuffer(frames, "<i2").reshape(-1, channels)
            loudest = np.abs(block.astype(np.int32)).max(axis=0) / FULL_SCALE
            for row, value in zip(rows, loudest, strict=True):
                row.append(round(float(value), 3))
    return rows


def _wav_header(channels: int, rate: int, size: int) -> bytes:
    """The 44 bytes before 16-bit PCM (RIFF WAVE)."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + size,
        b"WAVE",
        b"fmt ",
        16,
        1,
        channels,
        rate,
        rate * channels * 2,
        channels * 2,
        16,
        b"data",
        size,
    )
