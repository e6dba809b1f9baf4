"""Hearing a call reaches for no network: any attempt to connect or to look up a name fails here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
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
heard = Ears(load_settings(Path("demo/demo.toml")).analysis).hear(Path(sys.argv[1]))
assert not tried, tried
print(heard.layout, len(heard.words), heard.engines.demo)
"""


@pytest.mark.engines
@pytest.mark.parametrize(
    ("name", "layout"),
    [("nl-04-stuur-maar-een-offerte", "stereo"), ("nl-05-bij-ons-gaat-alles-goed", "mono")],
)
def test_hearing_connects_to_nobody(name: str, layout: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", HEAR, str(ROOT / "demo" / "calls" / f"{name}.flac")],
        cwd=ROOT,
        env={**os.environ, "HF_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said, words, demo = ran.stdout.split()
    assert said == layout
    assert int(words) > 20
    assert demo == "True"
