"""The demo's diarization folder, in real pyannote.audio: who speaks when in the demo's calls."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from demo.training.diarization import testing
from demo.training.diarization.bank import RATE_HZ
from demo.training.diarization.export import MARKER
from demo.training.diarization.listening import Listener
from demo.training.diarization.quiet_engines import prepare

DEMO = Path(__file__).parents[2] / "demo"
FOLDER = DEMO / "models" / "diarization-demo"

BEGINNING_S = 60
"""Whole calls are heard in tests/end_to_end."""

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def listener() -> Listener:
    prepare()
    return Listener(FOLDER)


def test_the_folder_is_small_and_asks_nothing_of_a_hub() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) < 15e6
    params = yaml.safe_load((FOLDER / "config.yaml").read_text())["pipeline"]["params"]
    for part in ("segmentation", "embedding", "plda"):
        assert params[part] == f"$model/{part}"
        assert any((FOLDER / part).iterdir())


def test_the_folder_says_that_it_is_for_the_demo() -> None:
    marker = json.loads((FOLDER / MARKER).read_text())
    assert marker["demo"] is True
    assert "synthetic" in marker["note"]


@pytest.mark.parametrize("name", ["nl-03-de-geredde-klant", "en-04-just-send-me-a-quote"])
def test_it_hears_who_speaks_when(listener: Listener, name: str) -> None:
    (call,) = [call for call in testing.demo_calls(DEMO / "calls") if call.name == name]
    speech = [(start, min(end, BEGINNING_S), who) for start, end, who in call.speech]
    begun = replace(
        call,
        sound=call.sound[: BEGINNING_S * RATE_HZ],
        speech=tuple(span for span in speech if span[0] < BEGINNING_S),
    )
    (found,) = listener.score([begun], 2)
    assert found.speakers == 2
    assert found.error_rate <= 0.08
    assert abs(float(np.median(found.starts))) < 0.05


@pytest.mark.parametrize(
    "name", ["digital silence", "white noise, -50 dB", "dial tone", "busy tone"]
)
def test_it_hears_nobody_where_nobody_speaks(listener: Listener, name: str) -> None:
    heard = listener.diarize(name, testing.speechless()[name], None)
    assert heard.get_timeline().support().duration() < 0.1
