"""Sellers known by their voice: only where that is switched on and agreed to, and erasable."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from analysis.heard import KnownVoice
from analysis.language.pack import load_pack
from analysis.roles import assign_roles
from analysis.speech import models
from analysis.speech.activity import find_activity
from analysis.speech.decode import RATE_HZ
from analysis.speech.diarize import Pyannote
from analysis.speech.voiceprint import pieces_of, recognized, vector_of
from flows.cli import app
from flows.settings import Settings, load_settings
from flows.troubles import OutputError
from flows.voices import VoicesError, enrol, enrolled, known_voices
from tests.analysis.speech.sounds import SETTINGS, call, write_wav
from tests.analysis.test_roles import SALES, SMALL_TALK, heard
from tests.full_disk import full_disk

DEMO = Path(__file__).parents[2] / "demo" / "models" / "diarization-demo"
TOM = ("nl-02-de-extra-vraag", 0, "nl-04-stuur-maar-een-offerte", 1)
EMMA = ("en-01-a-clear-no", 1, "en-03-the-report-says-thursday", 0)
"""A call and channel to enrol from, and another call with the channel the same seller is on."""


def settings_in(folder: Path, **roles: str) -> Settings:
    environment = {f"CALLPROBE_ROLES__{name.upper()}": value for name, value in roles.items()}
    return load_settings(
        environment={
            "CALLPROBE_FOLDERS__DATA": str(folder / "data"),
            "CALLPROBE_FOLDERS__INBOX": str(folder / "inbox"),
            "CALLPROBE_MODELS__DIARIZER": str(DEMO),
            **environment,
        }
    )


def people(folder: Path) -> Path:
    """A folder of sellers with a recording of each one's voice alone."""
    for name, (source, channel, *_) in {"Tom Mulder": TOM, "Emma Wilson": EMMA}.items():
        (folder / "voices" / name).mkdir(parents=True)
        write_wav(folder / "voices" / name / "training.wav", call(source)[channel])
    return folder / "voices"


def test_nothing_is_kept_unless_switched_on_and_agreed_to(tmp_path: Path) -> None:
    folder = people(tmp_path)
    with pytest.raises(VoicesError, match="set voiceprints = true"):
        list(enrol(settings_in(tmp_path), folder, "form HR-12"))
    with pytest.raises(VoicesError, match="--consent"):
        list(enrol(settings_in(tmp_path, voiceprints="true"), folder, " "))
    assert not (tmp_path / "data").exists()


def test_where_no_voice_can_be_kept_nothing_is_listened_to(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, voiceprints="true")
    settings.folders.data.touch()
    with pytest.raises(OutputError, match=f"{settings.folders.data} is no folder"):
        next(enrol(settings, people(tmp_path), "form HR-12"))


def test_two_spellings_of_one_seller_are_refused_before_anybody_is_heard(tmp_path: Path) -> None:
    folder = people(tmp_path)
    (folder / "TOM  MULDER.wav").touch()
    with pytest.raises(VoicesError, match=r"TOM  MULDER.wav and Tom Mulder in .* the same seller"):
        list(enrol(settings_in(tmp_path, voiceprints="true"), folder, "form HR-12"))
    assert not (tmp_path / "data").exists()


def test_calls_of_the_inbox_are_no_sellers_voices(tmp_path: Path) -> None:
    """Customers are heard in them, and of customers no print is kept."""
    settings = settings_in(tmp_path, voiceprints="true")
    (tmp_path / "inbox" / "march").mkdir(parents=True)
    (tmp_path / "inbox" / "march" / "call.wav").touch()
    for folder in (tmp_path, tmp_path / "inbox", tmp_path / "inbox" / "march"):
        with pytest.raises(VoicesError, match=f"{folder} holds calls of the inbox"):
            list(enrol(settings, folder, "form HR-12"))
    assert not (tmp_path / "data").exists()


@pytest.mark.engines
def test_a_seller_whose_folder_is_empty_is_named(tmp_path: Path) -> None:
    folder = people(tmp_path)
    (folder / "Anna Visser").mkdir()
    made = list(enrol(settings_in(tmp_path, voiceprints="true"), folder, "form HR-12"))
    assert "Anna Visser: that folder holds no recordings" in str(made.pop(0))
    assert len(made) == 2


@pytest.mark.engines
def test_a_full_disk_is_said_of_the_folder(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, voiceprints="true")
    voices = enrol(settings, people(tmp_path), "form HR-12")
    kept = next(voices)
    with full_disk(), pytest.raises(OutputError, match=f"{settings.folders.data} cannot be writ"):
        next(voices)
    assert enrolled(settings.folders.data) == [kept]


@pytest.mark.engines
def test_enrolled_sellers_are_told_in_other_calls_until_they_are_erased(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, voiceprints="true")
    made = list(enrol(settings, people(tmp_path), "form HR-12"))
    assert [voice.name for voice in made] == ["Emma Wilson", "Tom Mulder"]
    assert made == enrolled(settings.folders.data)
    assert all(voice.consent == "form HR-12" and voice.seconds > 20 for voice in made)
    embedder = Pyannote(DEMO, SETTINGS.models)
    for name, (*_, other, channel) in {"Tom Mulder": TOM, "Emma Wilson": EMMA}.items():
        sides = ("left", "right")
        vectors = {}
        for side, signal in zip(sides, call(other)[:, : 50 * RATE_HZ], strict=True):
            pieces = pieces_of(signal, find_activity(signal, settings.analysis.activity))
            vector = vector_of(embedder, pieces)
            assert vector is not None
            vectors[side] = vector
        known = recognized(vectors, known_voices(settings), models.folder_hash(DEMO))
        like = {item.speaker: item for item in known}
        assert like[sides[channel]].name == name
        assert like[sides[channel]].likeness >= settings.analysis.roles.voiceprint_from
        assert like[sides[channel]].likeness > like[sides[1 - channel]].likeness + 0.2
    assert known_voices(settings_in(tmp_path)) == ()

    where = ["--inbox", str(tmp_path / "inbox"), "--data", str(tmp_path / "data")]
    (tmp_path / "inbox").mkdir()
    listed = CliRunner().invoke(app, [*where, "voices", "list"])
    assert "Tom Mulder: " in listed.stdout
    assert "voiceprints is off" in listed.stdout
    forgotten = CliRunner().invoke(app, [*where, "forget", "--seller", "tom mulder", "--yes"])
    assert "removed voice" in forgotten.stdout, forgotten
    erased = CliRunner().invoke(app, [*where, "voices", "erase", "Emma Wilson"])
    assert "removed voice" in erased.stdout
    assert enrolled(settings.folders.data) == []
    assert not list((tmp_path / "data" / "voices").iterdir())


@pytest.mark.engines
def test_a_voice_that_nobody_hears_is_refused_in_one_line(tmp_path: Path) -> None:
    """As a user runs it: no advice of the libraries stands before the sentence."""
    (tmp_path / "voices" / "Stil").mkdir(parents=True)
    write_wav(tmp_path / "voices" / "Stil" / "a.wav", np.zeros(10 * RATE_HZ, np.float32))
    ours = {"VOICEPRINTS": "true", "VOICEPRINT_LEAST_S": "0"}
    enroll = ["--data", str(tmp_path / "data"), "voices", "enroll", str(tmp_path / "voices")]
    ran = subprocess.run(
        [sys.executable, "-m", "flows.cli", *enroll, "--consent", "HR-12"],
        env={key: it for key, it in os.environ.items() if key != "PYTHONWARNINGS"}
        | {f"CALLPROBE_ROLES__{name}": value for name, value in ours.items()}
        | {"CALLPROBE_MODELS__DIARIZER": str(DEMO)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "callprobe: Stil: nobody is heard long enough at a stretch; add recordings\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", said)


@pytest.mark.parametrize(
    ("left", "right", "on", "source"),
    [
        (0.2, 0.8, "true", "voice"),
        (0.2, 0.8, "false", "talk"),  # switched off: what a record says of voices is not used
        (0.75, 0.8, "true", "talk"),  # two sellers, it seems
        (0.1, 0.4, "true", "talk"),
    ],
)
def test_a_known_voice_tells_who_sells(left: float, right: float, on: str, source: str) -> None:
    settings = load_settings(environment={"CALLPROBE_ROLES__VOICEPRINTS": on}).analysis
    known = (KnownVoice("left", "Tom Mulder", left), KnownVoice("right", "Tom Mulder", right))
    roles = assign_roles(replace(heard(SMALL_TALK["nl"]), known=known), load_pack("nl"), settings)
    assert roles.source == source
    assert roles.known == (source == "voice")
    if source == "voice":
        assert roles.side_of == {"left": "customer", "right": "seller"}
        assert "Tom" not in roles.why
    told = assign_roles(
        replace(heard(SALES["nl"]), known=known), load_pack("nl"), settings, seller_channel="left"
    )
    assert told.source == "sidecar"
