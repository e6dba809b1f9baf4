"""Recordings heard at the same time, a thread each, are heard as they are one after the other; and
hearing reaches for no network: whoever tries to connect or to look up a name is refused and noted.
"""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NoReturn

import pytest

from analysis.heard import Heard
from analysis.speech.hear import Ears
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.run import CALLS, CONFIG
from flows.settings import load_settings

SECONDS = 12

pytestmark = pytest.mark.engines


@dataclass(frozen=True)
class Twice:
    """The same clips heard at once and one by one, and the connections tried meanwhile."""

    at_once: list[Heard]
    one_by_one: list[Heard]
    tried: list[str]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    folder, tried = tmp_path_factory.mktemp("clips"), []
    two = [path for path in sorted(CALLS.glob("*.flac")) if read_audio(path)[0].shape[1] == 2][:2]
    one = [path for path in sorted(CALLS.glob("*.flac")) if read_audio(path)[0].shape[1] == 1][:2]
    clips = []
    for path in (*one, *two):
        samples, rate = read_audio(path)
        clips.append(folder / path.name)
        write_audio(clips[-1], samples[: SECONDS * rate], rate, FORMATS["flac"])

    def refuse(*where: Any, **_: Any) -> NoReturn:
        tried.append(repr(where))
        raise OSError("no connection may be made")

    with pytest.MonkeyPatch.context() as cut_off:
        for name in ("getaddrinfo", "create_connection"):
            cut_off.setattr(socket, name, refuse)
        for name in ("connect", "connect_ex"):
            cut_off.setattr(socket.socket, name, refuse)
        settings = load_settings(CONFIG, {"CALLPROBE_MODELS__CALLS_AT_ONCE": "3"}).analysis
        ears = Ears(settings)
        assert ears.at_once == 3
        with ThreadPoolExecutor(ears.at_once) as threads:
            at_once = list(threads.map(ears.hear, clips))
        return Twice(at_once, [ears.hear(clip) for clip in clips], tried)


def test_calls_heard_at_once_are_heard_as_one_by_one(twice: Twice) -> None:
    assert twice.at_once == twice.one_by_one
    assert {heard.layout for heard in twice.at_once} == {"mono", "stereo"}
    assert all(heard.words for heard in twice.at_once)


def test_hearing_connects_to_nobody(twice: Twice) -> None:
    assert twice.one_by_one
    assert twice.tried == []
