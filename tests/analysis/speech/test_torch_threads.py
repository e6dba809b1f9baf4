"""The diarizer computes on as many threads as the settings say, whatever silero-vad wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.speech.activity import find_activity
from analysis.speech.diarize import Pyannote
from tests.analysis.speech.sounds import SETTINGS, noise

PIPELINE = Path(__file__).parents[3] / "demo" / "models" / "diarization-demo"


@pytest.mark.engines
def test_the_diarizer_takes_its_threads_after_speech_was_found_on_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import torch

    signal = noise(6.0)
    find_activity(signal, SETTINGS.activity)
    before = torch.get_num_threads()
    diarizer = Pyannote(PIPELINE, SETTINGS.models.model_copy(update={"threads": before + 2}))
    taken: list[int] = []
    hear = diarizer._pipeline.get_segmentations

    def counted(*given: Any, **named: Any) -> Any:
        taken.append(torch.get_num_threads())
        return hear(*given, **named)

    monkeypatch.setattr(diarizer._pipeline, "get_segmentations", counted)
    diarizer.diarize(signal, 1, 2)
    assert taken == [before + 2]
    assert torch.get_num_threads() == before
