"""Voices are told apart from the same embeddings, however often each window is computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.speech.decode import RATE_HZ
from analysis.speech.diarize import Pyannote
from analysis.speech.embed_once import embed_once
from tests.analysis.speech.sounds import SETTINGS, call, silence

PIPELINE = Path(__file__).parents[3] / "demo" / "models" / "diarization-demo"
NAME = "nl-04-stuur-maar-een-offerte"


def wespeaker() -> Any:
    """The network of pyannote's published pipelines, an eighth as wide, weights at random."""
    import torch
    from pyannote.audio.models.embedding import WeSpeakerResNet34
    from pyannote.audio.models.embedding.wespeaker.resnet import BasicBlock, ResNet

    torch.manual_seed(0)
    network: Any = WeSpeakerResNet34()
    network.resnet = ResNet(
        BasicBlock, [3, 4, 6, 3], m_channels=4, feat_dim=80, embed_dim=256, two_emb_layer=False
    )
    for norm in network.modules():
        if isinstance(norm, torch.nn.BatchNorm2d):
            norm.momentum = None
            torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
            torch.nn.init.uniform_(norm.bias, -0.5, 0.5)
    network.train()
    with torch.no_grad():
        network(torch.from_numpy(sound()[: 5 * RATE_HZ])[None, None])
    return network.eval()


def sound() -> Any:
    """Two sides on one channel, and a silence longer than a window."""
    mixed = call(NAME).sum(axis=0)
    parts = [mixed[: 9 * RATE_HZ], silence(6.0), mixed[9 * RATE_HZ : 12 * RATE_HZ]]
    return np.concatenate(parts).astype(np.float32)


@pytest.fixture(scope="module")
def diarizer() -> Pyannote:
    return Pyannote(PIPELINE, SETTINGS.models)


@pytest.mark.engines
@pytest.mark.parametrize("network", ["x-vectors", "WeSpeaker's ResNet"])
def test_turns_are_the_same_at_less_than_a_third_of_the_windows(
    diarizer: Pyannote, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = diarizer._pipeline
    model = pipeline._embedding.model_ if network == "x-vectors" else wespeaker()
    vars(model).pop("forward", None)  # as pyannote has it
    monkeypatch.setattr(pipeline._embedding, "model_", model)
    windows: list[int] = []
    every_time = model.forward

    def counted(waveforms: Any, weights: Any = None) -> Any:
        windows.append(0 if weights is None else len(waveforms))
        return every_time(waveforms, weights)

    embeddings: list[Any] = []
    embed = pipeline.get_embeddings

    def kept(*given: Any, **named: Any) -> Any:
        embeddings.append(embed(*given, **named))
        return embeddings[-1]

    monkeypatch.setattr(model, "forward", counted)
    monkeypatch.setattr(pipeline, "get_embeddings", kept)
    plain, before = diarizer.diarize(sound(), 2, 2), sum(windows)
    windows.clear()
    embed_once(pipeline)
    once, after = diarizer.diarize(sound(), 2, 2), sum(windows)
    assert len(once.heard) == 2
    assert once == plain
    np.testing.assert_allclose(embeddings[1], embeddings[0], rtol=1e-3, atol=1e-4)
    assert 0 < after < before / 3
