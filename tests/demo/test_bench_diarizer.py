"""The bench's made-up diarizer: of the real one's shape, and right about the call it is fitted
to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from demo.bench_speech import diarizer
from demo.run import CALLS

CALL = "nl-04-stuur-maar-een-offerte"
SECONDS = 40
"""Of a call, in chunks of ten that overlap by half: enough to fit to, and heard in a second."""

FRAMES = 589
"""Of a chunk, in pyannote's own segmentation network."""


@pytest.mark.engines
def test_a_frame_is_of_whoever_speaks_in_the_middle_of_it() -> None:
    spoken = {"seller": [(0.0, 4.0), (6.0, 9.0)], "customer": [(3.0, 6.0)]}
    labels = diarizer._labels(spoken, chunks=2, frames=10)
    first = "s s s sc c c s s s -".split()
    second = "c s s s - - - - - -".split()  # it begins at five seconds
    for chunk, true in zip(labels.numpy(), (first, second), strict=True):
        found = ["".join(who for who, on in zip("sc", row, strict=False) if on) for row in chunk]
        assert [who or "-" for who in found] == true
    assert not labels[..., 2].any()  # the third speaker is nobody


@pytest.mark.engines
def test_the_network_says_of_its_own_call_who_speaks_when(tmp_path: Path) -> None:
    spoken = _spoken()
    chunks, found = _fitted(tmp_path, spoken)
    true = diarizer._labels(spoken, len(chunks), FRAMES).numpy()
    assert found.shape == true.shape
    right = (found == true).all(axis=-1).mean()
    nobody = (true == 0).all(axis=-1).mean()
    seller = (true[..., 0] > true[..., 1]).mean()
    assert right > 0.8 > max(nobody, seller)  # far more than whoever always says the same


def _spoken() -> Mapping[str, Any]:
    """When the seller's and the customer's sound is to be heard, as rendered."""
    truth = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    segments: Mapping[str, Any] = truth[CALL]["segments"]
    return segments


def _fitted(into: Path, spoken: Mapping[str, Any]) -> tuple[Any, np.ndarray]:
    """The chunks a network was fitted to, and who it says speaks in each of their frames."""
    import torch
    from faster_whisper import decode_audio

    from analysis.speech import torchaudio_bypass
    from analysis.speech.quiet import keep_quiet

    keep_quiet()
    torchaudio_bypass.install()
    from pyannote.audio import Model
    from pyannote.audio.utils.powerset import Powerset

    sound = decode_audio(str(CALLS / f"{CALL}.flac"), sampling_rate=diarizer.RATE_HZ)
    size = 10 * diarizer.RATE_HZ
    heard = torch.from_numpy(sound[: SECONDS * diarizer.RATE_HZ])
    chunks = heard.unfold(0, size, size // 2)[:, None]
    torch.manual_seed(7)
    with torch.no_grad():
        diarizer._segmentation(into, chunks, spoken)
        model: Any = Model.from_pretrained(into / "pytorch_model.bin")
        found = Powerset(3, 2).to_multilabel(model.eval()(chunks))
    return chunks, found.numpy()
