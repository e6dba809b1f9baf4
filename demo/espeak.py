"""espeak-ng through ctypes: samples and the start of every word, about 4 ms an utterance."""

from __future__ import annotations

import ctypes
import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

AUDIO_OUTPUT_SYNCHRONOUS = 2
CHARS_UTF8 = 1
EVENT_END, EVENT_WORD = 0, 1
RATE, PITCH, RANGE = 1, 3, 4
PHONEMES_IPA = 2


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The one espeak-ng of this process. Raises ``OSError`` where the library is missing."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate = int(self._library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, None, 0))
        if self.rate <= 0:
            raise OSError("espeak-ng does not start: its data folder is missing")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._pieces: list[NDArray[np.int16]] = []
        self._marks: list[tuple[int, float]] = []
        self._speaker = ""
        self._callback = _CALLBACK(self._receive)  # kept: the library holds only its address
        self._library.espeak_SetSynthCallback(self._callback)

    def _receive(self, samples: ctypes._Pointer, count: int, events: ctypes._Pointer) -> int:
        if samples and count > 0:
            self._pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events[index].type != EVENT_END:
            event = events[index]
            if event.type == EVENT_WORD and event.length > 0:
                self._marks.append((event.text_position - 1, event.sample / self.rate))
            index += 1
        return 0

    def _choose(self, speaker: str) -> None:
        if speaker == self._speaker:
            return
        if self._library.espeak_SetVoiceByName(speaker.encode()) != 0:
            raise KeyError(f"espeak-ng has no voice {speaker!r}")
        self._speaker = speaker

    def synthesize(
        self, text: str, *, speaker: str, words_per_minute: float, pitch: int, intonation: int
    ) -> tuple[NDArray[np.float32], int, list[float]]:
        """Samples in -1..1, their rate (Hz), and the start of every word of ``text.split()`` (s).

        Where espeak-ng joins small words ("of the") and marks only the first, the time between two
        marks is shared out by the words' numbers of letters.
        """
        self._choose(speaker)
        for parameter, value in ((RATE, words_per_minute), (PITCH, pitch), (RANGE, intonation)):
            self._library.espeak_SetParameter(parameter, round(value), 0)
        self._pieces, self._marks = [], []
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, CHARS_UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(self._pieces).astype(np.float32) / 32768.0
        return samples, self.rate, self._starts(text, len(samples) / self.rate)

    def _starts(self, text: str, duration: float) -> list[float]:
        spans = [match.span() for match in re.finditer(r"\S+", text)]
        marked: dict[int, float] = {0: 0.0}
        for position, seconds in self._marks:
            for index, (start, end) in enumerate(spans):
                if start <= position < end:
                    marked.setdefault(index, seconds)
        known = sorted(marked)
        starts: list[float] = []
        for index, following in zip(known, [*known[1:], len(spans)], strict=True):
            until = marked.get(following, duration)
            letters = [spans[k][1] - spans[k][0] for k in range(index, following)]
            shares = np.concatenate([[0.0], np.cumsum(letters)[:-1]]) / sum(letters)
            starts += [float(marked[index] + (until - marked[index]) * share) for share in shares]
        return starts

    def phonemes(self, text: str, speaker: str) -> str:
        """What espeak-ng would say, as IPA letters without stress or length, words apart."""
        self._choose(speaker)
        buffer = ctypes.create_string_buffer(text.encode())
        pointer = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while pointer.value:
            clauses.append(
                self._library.espeak_TextToPhonemes(
                    ctypes.byref(pointer), CHARS_UTF8, PHONEMES_IPA
                ).decode()
            )
        plain = re.sub(r"\([a-z-]+\)", "", unicodedata.normalize("NFD", " ".join(clauses)))
        letters = "".join(c for c in plain if (c.isalpha() or c == " ") and c not in "ˈˌː")
        return " ".join(letters.split())
