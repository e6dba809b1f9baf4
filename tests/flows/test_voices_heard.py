"""Enrolling from several recordings: what each of them was good for, and which of them was not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.speech.decode import Signal
from flows import voices
from flows.settings import Settings, load_settings
from flows.voices import VoicesError, enrol
from tests.analysis.speech.sounds import write_wav


class Ears:
    """Two voices: a loud one and a soft one."""

    def __init__(self, *_: object) -> None: ...

    def embed(self, pieces: Sequence[Signal]) -> np.ndarray:
        return np.array([[1.0, 0.0] if piece.max() > 0.3 else [0.0, 1.0] for piece in pieces])


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    def speech(signal: Signal, _: object) -> list[tuple[float, float]]:
        return [(0.0, 9.0)] if signal.max() > 0.1 else []

    monkeypatch.setattr(voices, "find_activity", speech)
    monkeypatch.setattr(voices, "Pyannote", Ears)
    demo = Path(__file__).parents[2] / "demo" / "models" / "diarization-demo"
    return load_settings(
        environment={
            "CALLPROBE_FOLDERS__DATA": str(tmp_path / "data"),
            "CALLPROBE_MODELS__DIARIZER": str(demo),
            "CALLPROBE_ROLES__VOICEPRINTS": "true",
        }
    )


def recordings(folder: Path, **loud: float) -> Path:
    for name, loudness in loud.items():
        person = folder / "voices" / "Sanne"
        person.mkdir(parents=True, exist_ok=True)
        write_wav(person / f"{name}.wav", loudness * np.tile([1.0, -1.0], 9 * 8_000))
    return folder / "voices"


def test_the_recording_that_sounds_like_another_is_the_one_named(
    settings: Settings, tmp_path: Path
) -> None:
    folder = recordings(tmp_path, a=0.0, b=0.5, c=0.5, d=0.5, e=0.2)  # in a nobody speaks
    with pytest.raises(VoicesError, match=r"Sanne: e\.wav sounds like another voice"):
        list(enrol(settings, folder, "form HR-12"))


def test_a_recording_without_speech_is_not_counted(settings: Settings, tmp_path: Path) -> None:
    (voice,) = enrol(settings, recordings(tmp_path, a=0.0, b=0.5, c=0.5, d=0.5), "form HR-12")
    assert (voice.recordings, voice.seconds) == (3, 27.0)
