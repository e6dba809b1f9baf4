"""Real people on the line: the demo models understand none of it, and callprobe says so.

Who speaks when is measured all the same. Nothing that rests on words is claimed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.record import Record
from demo.audio_file import FORMATS, read_audio, write_audio
from tests.end_to_end.conftest import ROOT, Ran, run_quietly

SHARED = ROOT.parent / "shared" / "data"
CALL = SHARED / "calls" / "auto_repairs_40_stereo.flac"
CHANNEL_OF = {"agent": "left", "caller": "right"}
SELLER_SHARE = 0.495
"""The agent's share of speech by the energy of the channels."""

CLIPS = ("trn00_accent.flac", "trn03.flac")

pytestmark = [
    pytest.mark.engines,
    pytest.mark.skipif(not CALL.exists(), reason=f"needs real recordings in {SHARED.name}/data"),
]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One batch: a two-channel call, a minute of it mixed to one channel, two clips of meetings."""
    work = tmp_path_factory.mktemp("real")
    inbox = work / "inbox"
    inbox.mkdir()
    shutil.copy(CALL, inbox)
    (inbox / f"{CALL.stem}.json").write_text('{"seller_channel": "left"}')
    samples, rate = read_audio(CALL)
    mix = samples[: 60 * rate].mean(axis=1, keepdims=True)
    write_audio(inbox / "mono_mix.flac", mix, rate, FORMATS["flac"])
    for clip in CLIPS:
        shutil.copy(SHARED / "diarization" / clip, inbox)
    folders = ["--inbox", str(inbox), "--data", str(work / "data")]
    return run_quietly(work, ["-m", "flows.cli", "--config", "demo/demo.toml", *folders, "run"])


def at_ms(spans: list[tuple[float, float]], seconds: float) -> NDArray[np.bool_]:
    """Whether somebody speaks, for each millisecond."""
    speaks = np.zeros(int(seconds * 1000) + 1, dtype=bool)
    for start, end in spans:
        speaks[int(start * 1000) : int(end * 1000)] = True
    return speaks


def by_energy(channel: str) -> list[tuple[float, float]]:
    lines = (SHARED / "calls" / "auto_repairs_40_energy_vad.rttm").read_text().splitlines()
    fields = [line.split() for line in lines]
    return [(float(f[3]), float(f[3]) + float(f[4])) for f in fields if CHANNEL_OF[f[7]] == channel]


def test_the_batch_ends_well(ran: Ran) -> None:
    assert ran.status == 0, ran.said
    assert sorted(ran.records) == sorted([CALL.stem, "mono_mix", *(Path(c).stem for c in CLIPS)])
    assert "Traceback" not in ran.said


def test_who_speaks_when_is_right_on_each_channel(ran: Ran) -> None:
    heard = ran.records[CALL.stem].heard
    for channel in CHANNEL_OF.values():
        true = at_ms(by_energy(channel), heard.duration)
        spans = [(s.start, s.end) for s in heard.segments if s.speaker == channel]
        found = at_ms(spans, heard.duration)
        assert (true & ~found).sum() / true.sum() <= 0.03
        assert (found & ~true).sum() / true.sum() <= 0.05


def test_the_sellers_share_of_speech_is_right(ran: Ran) -> None:
    talk = ran.records[CALL.stem].measures.talk
    assert talk.seller_talk_share_of_speech == pytest.approx(SELLER_SHARE, abs=0.02)


def test_nothing_is_claimed_that_rests_on_words(ran: Ran) -> None:
    for record in ran.records.values():
        assert_nothing_claimed(record)


def assert_nothing_claimed(record: Record) -> None:
    measures = record.measures
    assert measures.commitments == ()
    assert measures.questions == ()
    assert measures.score.total is None
    assert [flag.name for flag in measures.flags] == ["check_by_hand"]
    assert "words_untrusted" in {doubt.code for doubt in record.heard.doubts}


def test_ops_reads_why(ran: Ran) -> None:
    assert "the words can't be trusted" in " ".join(ran.said.split())
