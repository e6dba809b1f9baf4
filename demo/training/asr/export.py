"""A checkpoint as the folder that faster-whisper loads: CTranslate2 weights in eight bits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import common_spec
from ctranslate2.specs.whisper_spec import WhisperSpec

from analysis.speech.model_files import write_sums
from demo.training.asr import tokens
from demo.training.asr.features import OUT_OF_BAND
from demo.training.asr.model import GUIDED_HEADS, UNSEEN_LOGIT, Size, SmallWhisper

CHUNK_S = 6
"""Longest chunk of speech that the model has learned to write (seconds)."""

NOTE = (
    "This model understands only the synthetic voices of the demo calls (espeak-ng and flite, "
    "Dutch and English) and about 2,500 words. Of real speech it makes nonsense."
)

BLANK = 220
"""The token of a lone space, which may not begin a text (as in Whisper's own models). Whisper
also forbids to end at once; here that is how silence, noise and music are answered."""


def export(checkpoint: Path, folder: Path) -> None:
    """Write the running mean of a checkpoint's weights into ``folder``, as a complete model."""
    state = torch.load(checkpoint, weights_only=True)
    net = _network(state)
    size = net.size
    spec = WhisperSpec(size.encoder_layers, size.heads, size.decoder_layers, size.heads)
    with torch.no_grad():
        net.conv1.weight[:, OUT_OF_BAND] = 0.0  # in training nothing came in there
        _fill_encoder(spec.encoder, net)
        _fill_decoder(spec.decoder, net, state["ids"])
    spec.config.suppress_ids = _never_written()
    spec.config.suppress_ids_begin = [BLANK]
    spec.config.lang_ids = _languages()
    last = size.decoder_layers - 1
    spec.config.alignment_heads = [[last, head] for head in range(GUIDED_HEADS)]
    spec.register_vocabulary(_vocabulary())
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    shutil.copyfile(tokens.TOKENIZER_FILE, folder / "tokenizer.json")
    _write(folder / "preprocessor_config.json", _preprocessor())
    _write(folder / "callprobe-demo.json", {"demo": True, "note": NOTE})
    write_sums(folder)


def _network(state: dict[str, Any]) -> SmallWhisper:
    net = SmallWhisper(Size(**state["size"]))
    net.load_state_dict({**state["mean"], "positions": net.positions}, strict=True)
    return net.eval()


def _fill_encoder(spec: Any, net: SmallWhisper) -> None:
    for target, source in ((spec.conv1, net.conv1), (spec.conv2, net.conv2)):
        target.weight, target.bias = source.weight, source.bias
    spec.position_encodings.encodings = net.positions
    _norm(spec.layer_norm, net.encoder_norm)
    for target, layer in zip(spec.layer, net.encoder, strict=True):
        _fill_layer(target, layer)


def _fill_decoder(spec: Any, net: SmallWhisper, ids: list[int]) -> None:
    table = torch.zeros(tokens.VOCABULARY, net.size.width)
    table[:, -1] = UNSEEN_LOGIT
    table[torch.tensor(ids)] = net.embedding
    spec.embeddings.weight = table
    spec.projection.weight = table
    spec.position_encodings.encodings = net.text_positions
    _norm(spec.layer_norm, net.decoder_norm)
    for target, layer in zip(spec.layer, net.decoder, strict=True):
        _fill_layer(target, layer)
        _norm(target.attention.layer_norm, layer.encoder_attn_layer_norm)
        queries, keys, values, out = _parts(layer.encoder_attn)
        fuse_linear(target.attention.linear[0], [queries])
        fuse_linear(target.attention.linear[1], [keys, values])
        _linear(target.attention.linear[2], out)


def _fill_layer(target: Any, layer: Any) -> None:
    """Self-attention and feed-forward: alike in both halves."""
    _norm(target.self_attention.layer_norm, layer.self_attn_layer_norm)
    queries, keys, values, out = _parts(layer.self_attn)
    fuse_linear(target.self_attention.linear[0], [queries, keys, values])
    _linear(target.self_attention.linear[1], out)
    _linear(target.ffn.linear_0, layer.fc1)
    _linear(target.ffn.linear_1, layer.fc2)
    _norm(target.ffn.layer_norm, layer.final_layer_norm)


def _parts(attention: Any) -> tuple[Any, Any, Any, Any]:
    specs = []
    for part in (attention.q_proj, attention.k_proj, attention.v_proj):
        spec = common_spec.LinearSpec()
        _linear(spec, part)
        specs.append(spec)
    return specs[0], specs[1], specs[2], attention.out_proj


def _linear(spec: Any, part: torch.nn.Linear) -> None:
    spec.weight = part.weight
    if part.bias is not None:
        spec.bias = part.bias


def _norm(spec: Any, part: torch.nn.LayerNorm) -> None:
    spec.gamma, spec.beta = part.weight, part.bias


def _vocabulary() -> list[str]:
    words = tokens.tokenizer().get_vocab(with_added_tokens=True)
    return [word for word, _ in sorted(words.items(), key=lambda item: item[1])]


def _languages() -> list[int]:
    """The ids of all language tokens: they lie between two others."""
    return list(range(tokens.START + 1, tokens.special("translate")))


def _never_written() -> list[int]:
    names = ("startoftranscript", "translate", "transcribe", "startoflm", "startofprev", "nospeech")
    return [tokens.special(name) for name in names]


def _preprocessor() -> dict[str, object]:
    """The features that faster-whisper is to compute, and how much it hands over at a time."""
    return {
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": 80,
        "sampling_rate": 16000,
        "hop_length": 160,
        "chunk_length": CHUNK_S,
        "n_fft": 400,
        "n_samples": CHUNK_S * 16000,
        "nb_max_frames": CHUNK_S * 100,
        "padding_side": "right",
        "padding_value": 0.0,
        "return_attention_mask": False,
    }


def _write(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
