"""What the engines compute on: read from the model and the memory, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.speech.device import (
    CPU_BATCH,
    LARGEST_BATCH,
    Device,
    Shape,
    batch_size,
    device_of,
    fitting,
    shape_of,
)
from tests.analysis.speech.sounds import SETTINGS

DEMO = Path(__file__).parents[3] / "demo" / "models" / "whisper-demo"
LARGE_V2, TURBO = Shape(1280, 32), Shape(1280, 4)


def test_a_models_shape_is_read_from_its_file(tmp_path: Path) -> None:
    assert shape_of(DEMO) == Shape(192, 2)
    (tmp_path / "model.bin").write_bytes(bytes(64))
    with pytest.raises(ValueError, match="holds no Whisper model"):
        shape_of(tmp_path)


def test_a_batch_is_what_fits() -> None:
    assert fitting(1_000_000, TURBO, 5) == 1
    assert fitting(80_000_000_000, TURBO, 5) == LARGEST_BATCH
    small, large = fitting(6_000_000_000, LARGE_V2, 5), fitting(24_000_000_000, LARGE_V2, 5)
    assert 4 <= small < large
    assert fitting(6_000_000_000, TURBO, 5) > small
    assert fitting(6_000_000_000, LARGE_V2, 1) > small


def test_a_gpu_computes_in_half_precision() -> None:
    gpu = SETTINGS.models.model_copy(update={"device": "cuda"})
    assert device_of(gpu) == Device("cuda", "float16", 0, at_once=2)
    processor = SETTINGS.models.model_copy(update={"device": "cpu"})
    assert device_of(processor) == Device("cpu", "int8", 0, at_once=1)
    assert batch_size(device_of(processor), 0, DEMO, 5) == CPU_BATCH
    assert batch_size(device_of(gpu), 12, DEMO, 5) == 12
    four = SETTINGS.models.model_copy(update={"device": "cpu", "calls_at_once": 4})
    assert device_of(four).at_once == 4
