"""What the engines compute on, and how much at once."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.speech.settings import ModelsSettings

CPU_BATCH = 8
"""Windows at once on a processor: faster-whisper's own default."""
GPU_CALLS = 2
"""One recording is decoded and searched for speech by the processor while the GPU hears another."""
LARGEST_BATCH = 64
"""Windows at once, at most."""
_POSITIONS = 1500
"""What the encoder makes of a window of 30 s: a vector every 20 ms."""
_TOKENS = 128
"""Text of a usual window."""
_HALF = 2
"""Bytes of a number in half precision."""
_OF_FREE = 0.6
"""Share of the free memory that batches may take; diarization and fragments need the rest."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where to compute ("cpu", "cuda"), how exactly, on how many processor threads an engine (0:
    its own choice), how many recordings at the same time."""

    name: str
    compute_type: str
    threads: int
    at_once: int = 1


def device_of(models: ModelsSettings) -> Device:
    """The settings with "auto" decided: a GPU, where CTranslate2 sees one, computes in float16; a
    processor in eight bits."""
    name: str = models.device
    if name == "auto":
        import ctranslate2

        name = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    compute = models.compute_type
    if compute == "auto":
        compute = "float16" if name == "cuda" else "int8"
    at_once = models.calls_at_once or (GPU_CALLS if name == "cuda" else 1)
    return Device(name, compute, models.threads, at_once)


@dataclass(frozen=True, slots=True)
class Shape:
    """A Whisper-format model's size."""

    width: int
    decoder_layers: int


def batch_size(device: Device, given: int, folder: Path, beam_size: int) -> int:
    """How many windows are decoded at once: ``given``, or for 0 what the free memory of the GPU
    takes once the model in ``folder`` is on it (8 on a processor)."""
    if given:
        return given
    if device.name != "cuda":
        return CPU_BATCH
    import torch

    free, _ = torch.cuda.mem_get_info()
    return fitting(int(free) // device.at_once, shape_of(folder), beam_size)


def fitting(free: int, shape: Shape, beam_size: int) -> int:
    """Windows that fit in ``free`` bytes: the encoder's activations, the keys and values of every
    decoder layer over the window, and those of the text for every reading that is followed.

    For large-v2 this gives 0.43 GB a window; faster-whisper's own benchmark needs 0.22.
    """
    heads = max(1, shape.width // 64)
    encoder = _POSITIONS * shape.width * 8 + heads * _POSITIONS**2
    decoder = 2 * shape.decoder_layers * shape.width * (_POSITIONS + _TOKENS * beam_size)
    return max(1, min(LARGEST_BATCH, int(free * _OF_FREE / (_HALF * (encoder + decoder)))))


@cache
def shape_of(folder: Path) -> Shape:
    """Read from the names and shapes in ``model.bin`` (CTranslate2's format, version 6).

    Raises ValueError where the file is in another format.
    """
    layers = width = 0
    for name, shape in _variables(folder / "model.bin"):
        found = re.match(r"decoder/layer_(\d+)/", name)
        if found:
            layers = max(layers, int(found[1]) + 1)
        if name == "encoder/conv1/weight":
            width = shape[0]
    if not width:
        raise ValueError(f"{folder}/model.bin holds no Whisper model")
    return Shape(width, layers)


def _variables(path: Path) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    with path.open("rb") as file:

        def number(form: str) -> int:
            return int(struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))[0])

        def text() -> str:
            return file.read(number("H")).rstrip(b"\0").decode()

        number("I"), text(), number("I")  # version, kind, revision
        for _ in range(number("I")):
            name = text()
            shape = tuple(number("I") for _ in range(number("B")))
            number("B")
            file.seek(number("I"), 1)
            found.append((name, shape))
    return found
