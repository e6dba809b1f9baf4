"""Recordings heard at the same time, a thread each, are heard as they are one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.speech.hear import Ears
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.run import CALLS, CONFIG
from flows.settings import load_settings

SECONDS = 12


@pytest.mark.engines
def test_calls_heard_at_once_are_heard_as_one_by_one(tmp_path: Path) -> None:
    settings = load_settings(CONFIG, {"CALLPROBE_MODELS__CALLS_AT_ONCE": "3"}).analysis
    ears = Ears(settings)
    assert ears.at_once == 3
    two = [path for path in sorted(CALLS.glob("*.flac")) if read_audio(path)[0].shape[1] == 2][:2]
    one = [path for path in sorted(CALLS.glob("*.flac")) if read_audio(path)[0].shape[1] == 1][:2]
    clips = []
    for path in (*one, *two):
        samples, rate = read_audio(path)
        clips.append(tmp_path / path.name)
        write_audio(clips[-1], samples[: SECONDS * rate], rate, FORMATS["flac"])
    with ThreadPoolExecutor(ears.at_once) as threads:
        at_once = list(threads.map(ears.hear, clips))
    assert at_once == [ears.hear(clip) for clip in clips]
    assert {heard.layout for heard in at_once} == {"mono", "stereo"}
    assert all(heard.words for heard in at_once)
