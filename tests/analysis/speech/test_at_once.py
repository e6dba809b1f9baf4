"""Recordings heard at the same time, a thread each, are heard as they are one after the other; and
hearing reaches for nobody outside this machine: who tries to is refused, and noted.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from analysis.heard import Heard
from analysis.speech.hear import Ears
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.run import CALLS, CONFIG
from flows.settings import load_settings

SECONDS = 12
HERE = ("'127.0.0.1'", "'localhost'", "'::1'")

pytestmark = pytest.mark.engines


@dataclass(frozen=True)
class Twice:
    """The same clips heard at once and one by one, and the connections tried meanwhile."""

    at_once: list[Heard]
    one_by_one: list[Heard]
    tried: list[str]


def _within(reach: Callable[..., Any], tried: list[str]) -> Callable[..., Any]:
    """``reach`` for this machine alone: what other tests left running in this process may go on."""

    def reach_or_refuse(*where: Any, **how: Any) -> Any:
        to = repr([part for part in where if not isinstance(part, socket.socket)])
        if any(place in to for place in HERE):
            return reach(*where, **how)
        tried.append(to)
        raise OSError("no connection may be made")

    return reach_or_refuse


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

    with pytest.MonkeyPatch.context() as cut_off:
        for owner, names in (
            (socket, ("getaddrinfo", "create_connection")),
            (socket.socket, ("connect", "connect_ex")),
        ):
            for name in names:
                cut_off.setattr(owner, name, _within(getattr(owner, name), tried))
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


def test_an_attempt_would_be_seen() -> None:
    tried: list[str] = []
    with pytest.raises(OSError, match="no connection"):
        _within(socket.getaddrinfo, tried)("models.example", 443)
    assert tried == ["['models.example', 443]"]
    assert _within(socket.getaddrinfo, tried)("localhost", 443)
    assert len(tried) == 1
