"""Bad files among good ones: the good are measured, each bad one is set aside with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from demo.audio_file import FORMATS, read_audio, write_audio
from flows.ledger import Ledger
from tests.end_to_end.bad_files import make_bad_files
from tests.end_to_end.conftest import ROOT, Ran, run_quietly

CALLS = ROOT / "demo" / "calls"
GOOD = ("en-01-a-clear-no", "nl-05-bij-ons-gaat-alles-goed")

CLIPS = {name: f"{name[:5]}-begins" for name in GOOD}
"""The first seconds of each, heard by two processes: one has two channels, one has one."""

CLIP_S = 25
"""Whole calls through the same command are in test_demo."""

pytestmark = pytest.mark.engines


def beginning(name: str) -> tuple[NDArray[np.float32], int]:
    samples, rate = read_audio(CALLS / f"{name}.flac")
    return samples[: CLIP_S * rate], rate


def add_clips(inbox: Path) -> None:
    for name, clip in CLIPS.items():
        write_audio(inbox / f"{clip}.flac", *beginning(name), FORMATS["flac"])
        shutil.copyfile(CALLS / f"{name}.json", inbox / f"{clip}.json")


def command(work: Path, *more: str) -> list[str]:
    folders = ["--inbox", str(work / "inbox"), "--data", str(work / "data")]
    return ["-m", "flows.cli", "--config", "demo/demo.toml", *folders, *more]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, dict[str, str]]:
    """The beginnings of two good calls and twelve bad files in one inbox."""
    work = tmp_path_factory.mktemp("batch")
    inbox = work / "inbox"
    inbox.mkdir()
    add_clips(inbox)
    expected = make_bad_files(inbox, CALLS / f"{GOOD[0]}.flac")
    # no network and no loopback either: Prefect's server cannot run, and all else must
    return run_quietly(work, command(work, "run"), loopback=False), expected


def test_the_good_calls_are_measured(batch: tuple[Ran, dict[str, str]]) -> None:
    ran, _ = batch
    assert ran.status == 0, ran.said
    assert sorted(ran.records) == sorted(CLIPS.values())


def test_each_bad_file_is_set_aside_with_one_sentence(batch: tuple[Ran, dict[str, str]]) -> None:
    ran, expected = batch
    aside = Ledger(ran.work / "data").set_aside()
    assert sorted(aside) == sorted(expected)
    for name, about in expected.items():
        sentence = aside[name].sentence
        assert about in sentence, sentence
        assert name in sentence
        assert "\n" not in sentence
        assert "Traceback" not in ran.said


def test_the_next_run_leaves_them_and_says_how_to_retry(
    batch: tuple[Ran, dict[str, str]],
) -> None:
    ran, expected = batch
    again = run_quietly(ran.work, command(ran.work, "run"))
    assert "Nothing to do: 2 calls measured, none waiting." in again.said
    assert f"{len(expected)} set aside" in again.said
    assert "--retry" in again.said
    status = run_quietly(ran.work, command(ran.work, "status"))
    assert all(name in status.said for name in expected)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A call with a high sample rate, one with a wrong ending, and the beginnings once more."""
    work = tmp_path_factory.mktemp("odd")
    inbox = work / "inbox"
    inbox.mkdir()
    add_clips(inbox)
    samples, rate = beginning(GOOD[0])
    write_audio(inbox / "a.wav", samples.repeat(6, axis=0), rate * 6, FORMATS["wav"])
    write_audio(inbox / "b.m4a", samples, rate, FORMATS["m4a"])
    (inbox / "b.m4a").rename(inbox / "b.wav")
    return run_quietly(work, command(work, "run"), loopback=False)


def test_a_sound_recording_in_an_odd_form_is_measured(odd: Ran) -> None:
    """A wrong ending or a high sample rate is no reason to set a call aside."""
    assert odd.status == 0, odd.said
    assert sorted(odd.records) == sorted(["a", "b", *CLIPS.values()])
    assert odd.records["a"].heard.layout == odd.records["b"].heard.layout == "stereo"


def test_two_processes_that_hear_a_call_write_the_same_bytes(
    odd: Ran, batch: tuple[Ran, dict[str, str]]
) -> None:
    """Two channels and one, each time among other recordings."""
    layouts = set()
    for clip in CLIPS.values():
        record = odd.records[clip]
        assert record.heard.words
        written = [
            (ran.work / "data" / "records" / f"{record.call.id}.json").read_bytes()
            for ran in (odd, batch[0])
        ]
        assert written[0] == written[1]
        layouts.add(record.heard.layout)
    assert layouts == {"stereo", "mono"}
