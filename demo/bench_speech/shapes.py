"""Models of the real ones' shapes with made-up weights: what hearing costs at real size, where no
real model can be fetched. They write nonsense, every window to the same length."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from demo.run import DEMO

_VOCABULARY = 51_865
_SEED = 7


@dataclass(frozen=True, slots=True)
class Shape:
    """Of OpenAI's models (Radford et al. 2022, table 1; the model cards of large-v3-turbo)."""

    width: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    mels: int


SHAPES = {
    "tiny": Shape(384, 6, 4, 4, 80),
    "small": Shape(768, 12, 12, 12, 80),
    "large-v3-turbo": Shape(1280, 20, 32, 4, 128),
}


def make(name: str, folder: Path) -> Path:
    """The folder of a model with the shape called ``name``, made where it is not there yet.

    Raises KeyError for a shape there is not.
    """
    shape, made = SHAPES[name], folder / name
    if (made / "model.bin").exists():
        return made
    from ctranslate2.specs import WhisperSpec

    source = DEMO / "models" / "whisper-demo"
    spec = WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _fill(spec, shape)
    languages = json.loads((source / "config.json").read_text(encoding="utf-8"))["lang_ids"]
    spec.config.lang_ids = languages
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.alignment_heads = [[shape.decoder_layers - 1, head] for head in range(4)]
    words = json.loads((source / "vocabulary.json").read_text(encoding="utf-8"))
    spec.register_vocabulary(words)
    spec.validate()
    spec.optimize(quantization="int8")
    made.mkdir(parents=True, exist_ok=True)
    spec.save(str(made))
    shutil.copyfile(source / "tokenizer.json", made / "tokenizer.json")
    about = json.loads((source / "preprocessor_config.json").read_text(encoding="utf-8"))
    about |= {"feature_size": shape.mels, "chunk_length": 30, "n_samples": 480_000}
    about |= {"nb_max_frames": 3000}
    (made / "preprocessor_config.json").write_text(json.dumps(about), encoding="utf-8")
    return made


def _fill(spec: Any, shape: Shape) -> None:
    """Every weight at random, so small that nothing overflows."""
    chance = np.random.default_rng(_SEED)
    width = shape.width

    def some(*size: int) -> np.ndarray:
        return (chance.standard_normal(size, np.float32) * 0.02).astype(np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    def linear(part: Any, out: int, into: int) -> None:
        part.weight, part.bias = some(out, into), np.zeros(out, np.float32)

    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = some(width, shape.mels, 3), some(width)
    encoder.conv2.weight, encoder.conv2.bias = some(width, width, 3), some(width)
    encoder.position_encodings.encodings = some(1500, width)
    decoder.position_encodings.encodings = some(448, width)
    decoder.embeddings.weight = decoder.projection.weight = some(_VOCABULARY, width)
    norm(encoder.layer_norm)
    norm(decoder.layer_norm)
    for layer in [*encoder.layer, *decoder.layer]:
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * width, width)
        linear(layer.self_attention.linear[1], width, width)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, 4 * width, width)
        linear(layer.ffn.linear_1, width, 4 * width)
    for layer in decoder.layer:
        norm(layer.attention.layer_norm)
        linear(layer.attention.linear[0], width, width)
        linear(layer.attention.linear[1], 2 * width, width)
        linear(layer.attention.linear[2], width, width)
