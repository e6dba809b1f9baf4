"""Enrolling from several recordings: what each of them was good for, and which of them was not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from analysis.speech.decode import Signal
from flows import voices
from flows.cli import app
from flows.settings import Settings, load_settings
from flows.voices import VoicesError, enrol, enrolled, folder_of, known_voices
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
    demo = Path(__file__).parents[2] / "demo" / "models"
    environment = {
        "CALLPROBE_FOLDERS__DATA": str(tmp_path / "data"),
        "CALLPROBE_FOLDERS__INBOX": str(tmp_path / "inbox"),
        "CALLPROBE_MODELS__DIARIZER": str(demo / "diarization-demo"),
        "CALLPROBE_MODELS__TRANSCRIBER": str(demo / "whisper-demo"),
        "CALLPROBE_ROLES__VOICEPRINTS": "true",
    }
    for name, value in environment.items():  # for the commands
        monkeypatch.setenv(name, value)
    return load_settings(environment=environment)


def recordings(folder: Path, seller: str = "Sanne", **loud: float) -> Path:
    for name, loudness in loud.items():
        person = folder / "voices" / seller
        person.mkdir(parents=True, exist_ok=True)
        write_wav(person / f"{name}.wav", loudness * np.tile([1.0, -1.0], 9 * 8_000))
    return folder / "voices"


def test_the_recording_that_sounds_like_another_is_the_one_named(
    settings: Settings, tmp_path: Path
) -> None:
    folder = recordings(tmp_path, a=0.0, b=0.5, c=0.5, d=0.5, e=0.2)  # in a nobody speaks
    (wrong,) = enrol(settings, folder, "form HR-12")
    assert isinstance(wrong, VoicesError)
    assert str(wrong) == "Sanne: e.wav sounds like another voice than the rest"


def test_a_recording_without_speech_is_not_counted(settings: Settings, tmp_path: Path) -> None:
    (voice,) = enrol(settings, recordings(tmp_path, a=0.0, b=0.5, c=0.5, d=0.5), "form HR-12")
    assert (voice.recordings, voice.seconds) == (3, 27.0)


def enroll(folder: Path) -> tuple[int, str, str]:
    """Status, what was printed, and what was complained of."""
    ran = CliRunner().invoke(app, ["voices", "enroll", str(folder), "--consent", "HR-12"])
    return ran.exit_code, ran.stdout, ran.stderr


def test_one_sellers_bad_file_stops_no_other_seller(settings: Settings, tmp_path: Path) -> None:
    sound = {"a": 0.5, "b": 0.5, "c": 0.5}
    for seller in ("Anna", "Bram", "Carla"):
        folder = recordings(tmp_path, seller, **sound)
    (folder / "Bram" / "y.mp3").write_text("no sound")
    status, printed, said = enroll(folder)
    assert status == 1
    assert said.startswith("callprobe: Bram: y.mp3 is no recording that can be decoded"), said
    assert said.count("\n") == 1
    lines = [f"{name}: 27 s of speech in 3 recordings" for name in ("Anna", "Carla")]
    assert printed.splitlines() == lines
    assert [voice.name for voice in enrolled(settings.folders.data)] == ["Anna", "Carla"]


@pytest.mark.parametrize(
    "torn", ["{", "[]", "null", '{"name": "Bram", "vector": [0.1, "x"]}', '{"name": 1}']
)
def test_a_torn_voice_is_named_and_the_others_are_used(
    settings: Settings, tmp_path: Path, torn: str
) -> None:
    assert enroll(recordings(tmp_path, "Anna", a=0.5, b=0.5, c=0.5))[0] == 0
    bad = folder_of(settings.folders.data) / "0123456789abcdef.json"
    bad.write_text(torn)
    assert [voice.name for voice in known_voices(settings)] == ["Anna"]
    listed = CliRunner().invoke(app, ["voices", "list"])
    assert listed.exit_code == 1
    assert "Anna: 27 s of speech; consent: HR-12" in listed.stdout
    said = f"{bad} is no voice; remove it and enrol that seller again"
    assert said in listed.stdout
    settings.folders.inbox.mkdir()
    ran = CliRunner().invoke(app, ["run"])
    assert ran.exit_code == 0, ran
    assert said in ran.stdout
    bad.unlink()
    assert CliRunner().invoke(app, ["voices", "list"]).exit_code == 0


@pytest.mark.parametrize("name", ["San\nne", "x" * 201])
def test_a_name_that_no_sidecar_may_give_is_refused_before_anybody_is_heard(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    folder = recordings(tmp_path, name, a=0.5)
    with pytest.raises(VoicesError, match=r"has a wrong seller: .*give a name of .*: rename it"):
        next(enrol(settings, folder, "form HR-12"))
    assert not settings.folders.data.exists()


def test_help_says_that_a_recording_by_itself_is_a_seller() -> None:
    said = " ".join(CliRunner().invoke(app, ["voices", "enroll", "--help"]).stdout.split())
    assert "a recording that lies in it by itself is a seller called like the file" in said
