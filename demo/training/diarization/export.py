"""Writes the pipeline folder: both networks, the PLDA and the configuration.

The weights are kept as 16-bit floats; pyannote loads them into 32-bit networks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

from analysis.speech.model_files import write_sums
from demo.training.diarization import embedding, plda, segmentation
from demo.training.diarization.bank import RATE_HZ, Bank
from demo.training.diarization.conversations import frame_labels, make

CONVERSATIONS = 150
CONVERSATION_S = 30.0
WINDOWS_A_CONVERSATION = 5
LEAST_SPEECH_S = 1.0

MIN_DURATION_OFF_S = 0.0
MIN_CLUSTER_SIZE = 6
FIRST_THRESHOLD = 0.4
"""Of the clustering's cosine distance; ``threshold.choose`` replaces it."""

MARKER = "callprobe-demo.json"
NOTE = (
    "Trained on synthetic voices only (espeak-ng, flite, festival): "
    "it tells the voices of the demo calls apart, and no real ones."
)


def export(bank: Bank, work: Path, into: Path, *, step: float) -> None:
    """Make a pipeline folder of the weights in ``work``. ``step``: hop of the windows, as a share
    of a window: smaller is slower and a little more exact."""
    for part in ("segmentation", "embedding", "plda"):
        (into / part).mkdir(parents=True, exist_ok=True)
    network = segmentation.new_network()
    network.load_state_dict(torch.load(work / "segmentation.pt"))
    save(network, segmentation.specifications(), into / "segmentation" / "pytorch_model.bin")

    embedder = embedding.new_network()
    embedder.load_state_dict(torch.load(work / "embedding.pt"))
    vectors, voices = _embeddings(embedder, bank)
    mean = vectors.mean(0)
    with torch.no_grad():  # cosine distances are to be taken around the mean of all voices
        embedder.embedding.bias -= torch.tensor(mean, dtype=torch.float32)
    save(embedder, _embedding_specifications(), into / "embedding" / "pytorch_model.bin")

    fitted = plda.fit(vectors - mean, voices)
    np.savez(into / "plda" / "xvec_transform.npz", **fitted.transform)
    np.savez(into / "plda" / "plda.npz", **fitted.plda)
    (into / MARKER).write_text(json.dumps({"demo": True, "note": NOTE}, indent=2) + "\n")
    write_config(into, step=step, threshold=FIRST_THRESHOLD)


def write_config(into: Path, *, step: float, threshold: float) -> None:
    """``config.yaml``: paths inside the folder, agglomerative clustering, its threshold."""
    params = {
        "segmentation": "$model/segmentation",
        "segmentation_step": step,
        "segmentation_batch_size": 16,
        "embedding": "$model/embedding",
        "embedding_batch_size": 16,
        "embedding_exclude_overlap": True,
        "plda": "$model/plda",
        "clustering": "AgglomerativeClustering",
    }
    name = "pyannote.audio.pipelines.SpeakerDiarization"
    config = {
        "dependencies": {"pyannote.audio": "4.0.0"},
        "pipeline": {"name": name, "params": params},
        "params": {
            "segmentation": {"min_duration_off": MIN_DURATION_OFF_S},
            "clustering": {
                "method": "average",
                "min_cluster_size": MIN_CLUSTER_SIZE,
                "threshold": threshold,
            },
        },
    }
    (into / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False))
    write_sums(into)


def _embedding_specifications() -> Any:
    from pyannote.audio.core.task import Problem, Resolution, Specifications

    return Specifications(
        problem=Problem.REPRESENTATION,
        resolution=Resolution.CHUNK,
        duration=segmentation.WINDOW_S,
        min_duration=1.0,
        classes=None,
    )


def save(network: Any, specifications: Any, path: Path) -> None:
    """A checkpoint as pyannote's ``Model.from_pretrained`` reads it."""
    import lightning

    network.specifications = specifications
    weights = {
        name: (value.half() if value.is_floating_point() else value).contiguous().clone()
        for name, value in network.state_dict().items()
    }
    checkpoint: dict[str, Any] = {
        "state_dict": weights,
        "hyper_parameters": dict(network.hparams),
        "epoch": 0,
        "global_step": 0,
        "pytorch-lightning_version": lightning.__version__,
    }
    network.on_save_checkpoint(checkpoint)
    checkpoint["pyannote.audio"]["versions"]["pyannote.audio"] = "4.0.0"
    torch.save(checkpoint, path)


def _embeddings(
    network: Any, bank: Bank, seed: int = 11
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Embeddings of every voice of the bank in made-up conversations, and whose each is."""
    rng = np.random.default_rng(seed)
    names = list(bank)
    window, vectors, voices = segmentation.WINDOW, [], []
    frames = segmentation.new_network().num_frames(window)
    network.eval()
    for index in range(CONVERSATIONS):
        pair = (names[2 * index % len(names)], names[(2 * index + 1) % len(names)])
        made = make(rng, bank, CONVERSATION_S, pair)
        sounds, masks = [], []
        for _ in range(WINDOWS_A_CONVERSATION):
            first = int(rng.integers(0, len(made.sound) - window))
            labels = frame_labels(made, first / RATE_HZ, frames)
            for who in range(2):
                if labels[:, who].sum() * embedding.FRAME / RATE_HZ > LEAST_SPEECH_S:
                    sounds.append(made.sound[first : first + window])
                    masks.append(labels[:, who])
                    voices.append(names.index(pair[who]))
        if sounds:
            with torch.no_grad():
                sound = torch.tensor(np.stack(sounds))[:, None]
                vectors.append(network(sound, weights=torch.tensor(np.stack(masks))).numpy())
    return np.concatenate(vectors).astype(np.float64), np.array(voices)
