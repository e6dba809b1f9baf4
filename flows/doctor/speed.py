"""How fast this machine hears, really tried: on a minute that comes with the program, or on a
recording of the user's own."""

from __future__ import annotations

import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from analysis.settings import AnalysisSettings
from analysis.speech.decode import RATE_HZ, decode

OWN_CLIP = "sixty_seconds.opus"
"""The first minute of a demo call: two synthetic Dutch voices by telephone, a channel each."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds: of ``audio``, of it speech, to load the models, and to hear it on two channels
    (None where it has one) and on one."""

    audio: float
    speech: float
    load: float
    two_channels: float | None
    one_channel: float


def measured(settings: AnalysisSettings, own: Path | None, tell: Callable[[str], None]) -> Speed:
    """Hear ``own``, or the program's minute, with the engines of the settings.

    Raises ModelError, RecordingError, and what engines raise that can't compute here.
    """
    from analysis.speech.hear import Ears

    with as_file(files("flows.doctor") / OWN_CLIP) as clip, tempfile.TemporaryDirectory() as work:
        given = own or clip
        sound = decode(
            given, shortest_s=settings.speech.shortest_s, longest_s=settings.speech.longest_s
        )
        mixed = Path(work) / "one-channel.wav"
        _write(mixed, sound.samples.sum(axis=0))
        tell("loading the models")
        begun = time.monotonic()
        ears = Ears(settings)
        ears.warm_up()
        load = time.monotonic() - begun
        two = None
        if sound.samples.shape[0] > 1:
            tell("hearing it on two channels")
            begun = time.monotonic()
            ears.hear(given)
            two = time.monotonic() - begun
        tell("hearing it on one channel")
        begun = time.monotonic()
        heard = ears.hear(mixed)
        one = time.monotonic() - begun
    speech = sum(segment.seconds for segment in heard.segments)
    return Speed(sound.seconds, speech, load, two, one)


def _write(path: Path, mono: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(mono, -1, 1) * 32767).astype("<i2").tobytes())
