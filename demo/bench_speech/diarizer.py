"""A diarizer of speaker-diarization-community-1's shape with made-up weights: what telling voices
apart costs at real size, where the real one cannot be fetched.

Its cost is the real one's: the same networks on the same windows in the same batches, and pyannote
asks for an embedding of all three speakers of a window whether they speak or not. Only clustering
depends on what is heard. So that it gets about as many voices as it would, the last layer of the
segmentation network is fitted to who speaks when in one call, and the embedding network's
normalizations to how that call sounds. Of any other call it says nonsense.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from analysis.speech import torchaudio_bypass
from analysis.speech.quiet import keep_quiet
from demo.run import CALLS
from demo.training.diarization.export import save
from flows.evaluation.truth import TrueCall

RATE_HZ = 16_000
_SEED = 7
_CHUNK_S = 10.0
_DIMENSION, _LDA = 256, 128
_RIDGE = 1e-3
_SOUNDS = 16
"""Chunks that the embedding network's normalizations are fitted to."""

# The hyperparameters that the published checkpoint of segmentation-3.0 carries.
_LSTM = {"hidden_size": 128, "num_layers": 4, "bidirectional": True, "monolithic": True}
_SEGMENTATION: dict[str, Any] = {
    "sincnet": {"stride": 10},
    "lstm": {**_LSTM, "dropout": 0.5},
    "linear": {"hidden_size": 128, "num_layers": 2},
}
# The published config.yaml. Its segmentation step is pyannote's own: a tenth of a chunk.
_CONFIG = {
    "dependencies": {"pyannote.audio": "4.0.0"},
    "pipeline": {
        "name": "pyannote.audio.pipelines.SpeakerDiarization",
        "params": {
            "segmentation": "$model/segmentation",
            "segmentation_batch_size": 32,
            "embedding": "$model/embedding",
            "embedding_batch_size": 32,
            "embedding_exclude_overlap": True,
            "plda": "$model/plda",
            "clustering": "VBxClustering",
        },
    },
    "params": {
        "segmentation": {"min_duration_off": 0.0},
        "clustering": {"threshold": 0.6, "Fa": 0.07, "Fb": 0.8},
    },
}


def make(into: Path, call: TrueCall, spoken: Mapping[str, Sequence[Sequence[float]]]) -> Path:
    """``into``, a pipeline's folder, made where it is not there yet: fitted to ``call`` on one
    channel, in which each of two sides speaks at ``spoken`` (seconds)."""
    if (into / "config.yaml").exists():
        return into
    keep_quiet()
    torchaudio_bypass.install()
    import torch
    from faster_whisper import decode_audio

    for part in ("segmentation", "embedding", "plda"):
        (into / part).mkdir(parents=True, exist_ok=True)
    torch.manual_seed(_SEED)
    size = round(_CHUNK_S * RATE_HZ)
    sound = decode_audio(str(CALLS / str(call.file)), sampling_rate=RATE_HZ)
    chunks = torch.from_numpy(sound).unfold(0, size, size // 2)[:, None]
    with torch.no_grad():
        _segmentation(into / "segmentation", chunks, spoken)
        _embedding(into / "embedding", chunks[:_SOUNDS])
    _plda(into / "plda")
    (into / "config.yaml").write_text(yaml.safe_dump(_CONFIG, sort_keys=False))
    return into


def _segmentation(into: Path, chunks: Any, spoken: Mapping[str, Any]) -> None:
    """Random layers, and a last one that reads out of them, by ridge regression, who speaks."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.segmentation import PyanNet
    from pyannote.audio.utils.powerset import Powerset

    specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=_CHUNK_S,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    network: Any = PyanNet(**_SEGMENTATION)
    network.specifications = specifications
    network.setup()
    network.eval()
    seen: list[Any] = []
    hook = network.classifier.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    frames = network(chunks).shape[1]
    hook.remove()
    features = torch.cat(seen).flatten(0, 1).double()
    target = Powerset(3, 2).to_powerset(_labels(spoken, len(chunks), frames)).flatten(0, 1)
    mean, spread = features.mean(0), features.std(0)
    normed = torch.nn.functional.pad((features - mean) / spread, (0, 1), value=1.0)
    square = normed.T @ normed + _RIDGE * len(normed) * torch.eye(normed.shape[1])
    solved = torch.linalg.solve(square, normed.T @ target.double())
    weight = solved[:-1] / spread[:, None]
    network.classifier.weight.copy_(weight.T)
    network.classifier.bias.copy_(solved[-1] - mean @ weight)
    save(network, specifications, into / "pytorch_model.bin")


def _labels(spoken: Mapping[str, Any], chunks: int, frames: int) -> Any:
    """(chunks, frames, 3) 0/1: who speaks in the middle of each frame; the third nobody."""
    import torch

    starts = np.arange(chunks)[:, None] * _CHUNK_S / 2
    middles = starts + (np.arange(frames) + 0.5) * _CHUNK_S / frames
    labels = torch.zeros(chunks, frames, 3)
    for side, spans in enumerate(spoken.values()):
        for start, end in spans:
            labels[..., side][torch.from_numpy((middles >= start) & (middles < end))] = 1.0
    return labels


def _embedding(into: Path, chunks: Any) -> None:
    """Random layers, each normalized over ``chunks``; embeddings around their mean."""
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import WeSpeakerResNet34

    network: Any = WeSpeakerResNet34()
    for module in network.modules():
        if hasattr(module, "running_var"):
            module.momentum = None  # the mean of all batches
    network.train()
    for chunk in chunks.split(2):
        network(chunk)
    network.eval()
    network.resnet.seg_1.bias -= network(chunks[::4]).mean(0)
    specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=_CHUNK_S
    )
    save(network, specifications, into / "pytorch_model.bin")


def _plda(into: Path) -> None:
    chance = np.random.default_rng(_SEED)
    lda, _ = np.linalg.qr(chance.standard_normal((_DIMENSION, _LDA)))
    np.savez(into / "xvec_transform.npz", mean1=np.zeros(_DIMENSION), mean2=np.zeros(_LDA), lda=lda)
    psi = np.linspace(2.0, 0.1, _LDA)
    np.savez(into / "plda.npz", mu=np.zeros(_LDA), tr=np.eye(_LDA), psi=psi)
