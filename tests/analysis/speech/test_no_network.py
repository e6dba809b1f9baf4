"""Hearing a call reaches for no network: any attempt to connect or to look up a name fails here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.audio_file import FORMATS, read_audio, write_audio

ROOT = Path(__file__).parents[3]
CALLS = {"stereo": "nl-04-stuur-maar-een-offerte", "mono": "nl-05-bij-ons-gaat-alles-goed"}
CLIP_S = 25
"""Enough to be recognized and diarized; what an engine reaches for, it reaches for at its first."""

HEAR = """
import socket, sys
tried = []
def refuse(*where, **_):
    tried.append(repr(where))
    raise OSError("no connection may be made")
socket.socket.connect = lambda self, *where: refuse(*where)
socket.socket.connect_ex = lambda self, *where: refuse(*where)
socket.getaddrinfo = socket.create_connection = refuse
from pathlib import Path
from analysis.speech.hear import Ears
from flows.settings import load_settings
ears = Ears(load_settings(Path("demo/demo.toml")).analysis)
for path in sys.argv[1:]:
    heard = ears.hear(Path(path))
    assert not tried, tried
    print(heard.layout, len(heard.words), heard.engines.demo)
"""


@pytest.mark.engines
def test_hearing_connects_to_nobody(tmp_path: Path) -> None:
    clips = [tmp_path / f"{layout}.flac" for layout in CALLS]
    for clip in clips:
        samples, rate = read_audio(ROOT / "demo" / "calls" / f"{CALLS[clip.stem]}.flac")
        write_audio(clip, samples[: CLIP_S * rate], rate, FORMATS["flac"])
    ran = subprocess.run(
        [sys.executable, "-c", HEAR, *map(str, clips)],
        cwd=ROOT,
        env={**os.environ, "HF_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    for clip, line in zip(clips, ran.stdout.splitlines(), strict=True):
        layout, words, demo = line.split()
        assert layout == clip.stem
        assert int(words) > 20
        assert demo == "True"
