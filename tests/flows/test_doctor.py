"""What calls will be heard with, what that costs, and what is missing with the step to take."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from huggingface_hub import constants
from typer.testing import CliRunner

from analysis.language.pack import load_pack
from flows import model_shelf
from flows.cli import app
from flows.doctor.command import _too_slow
from flows.doctor.speed import Speed
from tests.analysis.speech.sounds import call, write_wav
from tests.hub import Hub, files_of, served

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo" / "models"
PYANNOTE = "pyannote/speaker-diarization-community-1"


def doctor(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit status and screen; with the demo's models unless told otherwise."""
    (folder / "inbox").mkdir(exist_ok=True)
    ours = {
        "CALLPROBE_MODELS__TRANSCRIBER": str(DEMO / "whisper-demo"),
        "CALLPROBE_MODELS__DIARIZER": str(DEMO / "diarization-demo"),
        "CALLPROBE_MODELS__FOLDER": str(folder / "store"),
        "HF_TOKEN": "",
        "COLUMNS": "200",
    }
    where = ["--inbox", str(folder / "inbox"), "--data", str(folder / "data")]
    ran = CliRunner().invoke(app, [*where, "doctor", *arguments], env=ours | environment)
    return ran.exit_code, ran.stdout


def test_a_machine_that_is_ready(tmp_path: Path) -> None:
    status, said = doctor(tmp_path, "--no-speed")
    assert status == 0
    assert "Nothing is missing." in said
    assert "int8; batches of" in said
    assert said.count("verified") == 2
    assert "understands the demo's voices and nothing else" in said


@pytest.mark.parametrize(
    ("setting", "value", "status", "said"),
    [
        ("DOCTOR__DISK_GB", "1e9", 1, "disk: make room"),
        ("DOCTOR__MEMORY_GB", "1e9", 0, "memory: close other programs"),
        ("MODELS__COMPUTE_TYPE", "float16", 1, 'computing: set models.compute_type = "auto", or'),
        ("MODELS__DIARIZER", "./nowhere", 1, "set models.diarizer to one that does"),
        ("MODELS__TRANSCRIBER", "larg-v3", 1, "set models.transcriber to a model's folder or name"),
    ],
)
def test_what_is_missing_comes_with_its_step(
    tmp_path: Path, setting: str, value: str, status: int, said: str
) -> None:
    found = doctor(tmp_path, "--no-speed", **{f"CALLPROBE_{setting}": value})
    assert found[0] == status
    assert said in found[1]


def test_a_language_pack_that_is_damaged_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "nl.toml").write_bytes("# café".encode("latin-1"))
    monkeypatch.setattr("analysis.language.pack.files", lambda _: tmp_path)
    load_pack.cache_clear()
    try:
        status, said = doctor(tmp_path, "--no-speed")
    finally:
        load_pack.cache_clear()
    assert status == 1
    assert "cues: configs/languages/nl.toml is not written in UTF-8: save it so" in said


def test_a_model_that_may_not_be_read_does_not_end_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @cache  # as what it stands for
    def refused(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder / "model.bin"))

    monkeypatch.setattr(model_shelf, "hashes", refused)
    status, said = doctor(tmp_path, "--no-speed")
    assert status == 1
    assert "transcriber: " in said
    assert "model.bin cannot be read (permission denied): give this user the right to" in said
    assert "inbox        " in said  # the rest is looked at all the same


@pytest.mark.parametrize(
    ("token", "accepted", "step"),
    [
        ("", False, f"accept its terms on https://huggingface.co/{PYANNOTE}, make a token there"),
        ("hf_ours", False, "are not accepted yet: open its page on the hub"),
        ("hf_ours", True, "run `callprobe models fetch` (7.1 MB, once)"),
    ],
)
def test_the_hub_is_asked_what_a_missing_model_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, accepted: bool, step: str
) -> None:
    hub = Hub({PYANNOTE: files_of(DEMO / "diarization-demo")}, {PYANNOTE}, token, accepted)
    with served(hub):
        monkeypatch.setattr(constants, "ENDPOINT", hub.address)
        status, said = doctor(
            tmp_path, "--no-speed", CALLPROBE_MODELS__DIARIZER=PYANNOTE, HF_TOKEN=token
        )
    assert status == 1
    assert step in said
    assert "hf_ours" not in said
    assert not [path for path in hub.asked if "/resolve/" in path]


@pytest.mark.parametrize(
    ("name", "said"),
    [("nope.wav", "nope.wav is not there"), (".", "is a folder: name a recording")],
)
def test_a_recording_that_is_not_there_is_said_before_anything_is_looked_at(
    tmp_path: Path, name: str, said: str
) -> None:
    ran = CliRunner().invoke(app, ["doctor", str(tmp_path / name)], env={"COLUMNS": "300"})
    assert ran.exit_code == 2
    assert said in ran.output
    assert "decoded" not in ran.output
    assert "memory" not in ran.output


@pytest.mark.engines
def test_the_speed_is_that_of_the_recording_really_heard(tmp_path: Path) -> None:
    own = write_wav(tmp_path / "own.wav", call("nl-04-stuur-maar-een-offerte")[:, : 10 * 16000])
    status, said = doctor(tmp_path, str(own), CALLPROBE_DOCTOR__DAY_MINUTES="600")
    assert status == 0, said
    assert "on 10 s of audio (own.wav;" in said
    for channels in ("one channel", "two channels"):
        seconds = re.search(rf"{channels} +([\d.]+) s +([\d.]+) of", said)
        assert seconds
        assert float(seconds[2]) == pytest.approx(float(seconds[1]) / 10, abs=0.01)
        day = re.search(rf"10 h of calls, {channels}: ([\d.]+) (h|min) of", said)
        assert day
        hours = float(day[1]) / (60 if day[2] == "min" else 1)
        assert hours == pytest.approx(10 * float(seconds[2]), abs=0.1)


def test_a_machine_that_cannot_keep_up_is_told_so() -> None:
    slow = _too_slow(Speed(60.0, 40.0, 9.0, 200.0, 300.0), 8.0)
    assert slow is not None
    assert "a day of calls takes 40 h" in str(slow.step)
    assert _too_slow(Speed(60.0, 40.0, 9.0, 20.0, 30.0), 8.0) is None
