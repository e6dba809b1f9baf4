"""flite through ctypes: the three CMU voices that the demo uses, with the times of every word."""

from __future__ import annotations

import ctypes

import numpy as np
from numpy.typing import NDArray

SPEAKERS = {"slt": "cmu_us_slt", "rms": "cmu_us_rms", "awb": "cmu_us_awb"}

WORD_START = b"daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
"""From a token: its first word's first segment begins where the one before it ends."""


class _Wave(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]


class Flite:
    """flite and its voices. Raises ``OSError`` where a library is missing."""

    def __init__(self) -> None:
        self._library = _load("libflite.so.1")
        self._library.flite_init()
        for name in ("libflite_usenglish.so.1", "libflite_cmulex.so.1"):
            _load(name)
        self._voices = {short: _register(name) for short, name in SPEAKERS.items()}
        self._declare()

    def _declare(self) -> None:
        pointer, text, real = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float
        for name, result, arguments in (
            ("flite_synth_text", pointer, [text, ctypes.POINTER(_Voice)]),
            ("utt_wave", ctypes.POINTER(_Wave), [pointer]),
            ("utt_relation", pointer, [pointer, text]),
            ("relation_head", pointer, [pointer]),
            ("item_next", pointer, [pointer]),
            ("ffeature_float", real, [pointer, text]),
            ("feat_set_float", None, [pointer, text, real]),
            ("delete_utterance", None, [pointer]),
        ):
            function = getattr(self._library, name)
            function.restype, function.argtypes = result, arguments

    def synthesize(
        self, text: str, *, speaker: str, stretch: float
    ) -> tuple[NDArray[np.float32], int, list[float]]:
        """Samples in -1..1, their rate (Hz), and the start of every word of ``text.split()`` (s).

        ``stretch`` above 1 is slower. Raises ``ValueError`` for a text that flite does not take
        word by word (digits glued to letters, signs it reads out).
        """
        voice = self._voices[speaker]
        self._library.feat_set_float(voice.contents.features, b"duration_stretch", stretch)
        utterance = self._library.flite_synth_text(text.encode("ascii", "ignore"), voice)
        try:
            wave = self._library.utt_wave(utterance).contents
            samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,))
            starts = self._token_starts(utterance)
            if len(starts) != len(text.split()):
                raise ValueError(f"flite does not speak this text word by word: {text!r}")
            return samples.astype(np.float32) / 32768.0, int(wave.sample_rate), starts
        finally:
            self._library.delete_utterance(utterance)

    def _token_starts(self, utterance: int) -> list[float]:
        """A token is what stands between blanks; it may be several words to flite."""
        starts: list[float] = []
        item = self._library.relation_head(self._library.utt_relation(utterance, b"Token"))
        while item:
            starts.append(float(self._library.ffeature_float(item, WORD_START)))
            item = self._library.item_next(item)
        return starts


def _load(name: str) -> ctypes.CDLL:
    # RTLD_GLOBAL: flite's libraries find each other's symbols only that way.
    return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


def _register(name: str) -> ctypes._Pointer[_Voice]:
    register = getattr(_load(f"libflite_{name}.so.1"), f"register_{name}")
    register.restype, register.argtypes = ctypes.POINTER(_Voice), [ctypes.c_char_p]
    voice: ctypes._Pointer[_Voice] = register(None)
    return voice
