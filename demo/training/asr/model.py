"""A small Whisper: the same layers and names of parts, fewer of them.

Three tricks make it trainable in an hour. A phoneme head on the encoder (CTC) teaches it sounds,
and a token head the words: the mean of its output over a token's time must tell the token. Both
are dropped at export. And the heads of the decoder are shown where each word lies, which also
makes the exported model give word times.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

POSITIONS = 1500
"""Encoder positions of 20 ms: faster-whisper pads every window to 30 s."""

TEXT_POSITIONS = 448

UNSEEN_LOGIT = -12.0
"""Output of every token that the corpus never uses."""

GUIDED_HEADS = 2


@dataclass(frozen=True, slots=True)
class Size:
    """Width and depth. ``tokens`` counts the corpus's own; ``phonemes`` the CTC head's classes."""

    tokens: int
    phonemes: int
    unseen: int
    width: int = 192
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 2

    @property
    def inner(self) -> int:
        """Width inside the feed-forward parts."""
        return 4 * self.width


class Attention(nn.Module):
    """Multi-head attention as in Whisper (no bias on keys)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.k_proj = nn.Linear(size.width, size.width, bias=False)
        self.v_proj = nn.Linear(size.width, size.width)
        self.q_proj = nn.Linear(size.width, size.width)
        self.out_proj = nn.Linear(size.width, size.width)

    def forward(
        self, x: Tensor, other: Tensor | None = None, *, causal: bool = False, guided: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """The mixed values, and with ``guided`` the logarithms of the attention weights."""
        source = x if other is None else other
        q, k, v = (
            self._split(p) for p in (self.q_proj(x), self.k_proj(source), self.v_proj(source))
        )
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        if causal:
            length = x.shape[1]
            future = torch.ones(length, length, dtype=torch.bool).triu(1)
            scores = scores.masked_fill(future, -1e4)
        weights = None
        if guided:
            weights = scores.float().log_softmax(-1)
            mixed = weights.exp().to(v.dtype) @ v
        else:
            # softmax written out: the fused kernel's backward pass is slow in bfloat16 on a CPU
            mixed = torch.softmax(scores, -1) @ v
        return self.out_proj(mixed.transpose(1, 2).reshape(x.shape)), weights

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)


class EncoderLayer(nn.Module):
    """Self-attention, then a feed-forward part, each on a normalized copy."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.self_attn = Attention(size)
        self.self_attn_layer_norm = nn.LayerNorm(size.width)
        self.fc1 = nn.Linear(size.width, size.inner)
        self.fc2 = nn.Linear(size.inner, size.width)
        self.final_layer_norm = nn.LayerNorm(size.width)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attn(self.self_attn_layer_norm(x))[0]
        return x + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(x))))


class DecoderLayer(EncoderLayer):
    """The same with a look at the encoder's output in between."""

    def __init__(self, size: Size) -> None:
        super().__init__(size)
        self.encoder_attn = Attention(size)
        self.encoder_attn_layer_norm = nn.LayerNorm(size.width)

    def decode(self, x: Tensor, heard: Tensor) -> tuple[Tensor, Tensor]:
        """One layer's step, and its attention to the encoder (logarithms)."""
        own = self.self_attn(self.self_attn_layer_norm(x), causal=True)[0]
        x = x + own
        seen, weights = self.encoder_attn(self.encoder_attn_layer_norm(x), heard, guided=True)
        x = x + seen
        return x + self.fc2(functional.gelu(self.fc1(self.final_layer_norm(x)))), weights


class SmallWhisper(nn.Module):
    """Encoder and decoder over the corpus's tokens plus one class for all others."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.conv1 = nn.Conv1d(80, size.width, 3, padding=1)
        self.conv2 = nn.Conv1d(size.width, size.width, 3, stride=2, padding=1)
        self.register_buffer("positions", _sinusoids(POSITIONS, size.width))
        self.encoder = nn.ModuleList(EncoderLayer(size) for _ in range(size.encoder_layers))
        self.encoder_norm = nn.LayerNorm(size.width)
        self.embedding = nn.Parameter(torch.randn(size.tokens, size.width) * 0.05)
        self.text_positions = nn.Parameter(torch.randn(TEXT_POSITIONS, size.width) * 0.01)
        self.decoder = nn.ModuleList(DecoderLayer(size) for _ in range(size.decoder_layers))
        self.decoder_norm = nn.LayerNorm(size.width)
        self.phoneme_head = nn.Linear(size.width, size.phonemes + 1)
        self.token_head = nn.Linear(size.width, size.tokens)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(
                    module.weight, 0, 0.06 if module.in_features <= size.width else 0.04
                )
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        with torch.no_grad():
            self.embedding[:, -1] = 0
        self.pin_bias()

    def pin_bias(self) -> None:
        """Keep the last dimension of the decoder's output at 1, so that the last column of the
        embedding acts as a bias per token. Tokens never seen get only that: a constant logit."""
        with torch.no_grad():
            self.decoder_norm.weight[-1] = 0
            self.decoder_norm.bias[-1] = 1

    def encode(self, mel: Tensor) -> Tensor:
        """(batch, 80, frames) to (batch, frames / 2, width)."""
        x = functional.gelu(self.conv2(functional.gelu(self.conv1(mel)))).transpose(1, 2)
        x = x + self.positions[: x.shape[1]].to(x.dtype)
        for layer in self.encoder:
            x = layer(x)
        normed: Tensor = self.encoder_norm(x)
        return normed

    def decode(self, heard: Tensor, tokens: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Logits over the tokens and the unseen class, and each layer's attention to the sound
        (logarithms; batch, head, token, frame)."""
        unseen = torch.zeros(1, self.size.width, dtype=self.embedding.dtype)
        unseen[0, -1] = UNSEEN_LOGIT
        table = torch.cat([self.embedding, unseen])
        x = table[tokens] + self.text_positions[: tokens.shape[1]]
        attention = []
        for layer in self.decoder:
            x, weights = layer.decode(x, heard)
            attention.append(weights)
        logits = (self.decoder_norm(x) @ table.t()).float()
        # One class stands for many tokens, so it weighs as many times in the softmax.
        weight = torch.zeros(logits.shape[-1])
        weight[-1] = math.log(self.size.unseen)
        return logits + weight, attention


def _sinusoids(length: int, width: int) -> Tensor:
    """Whisper's fixed positions (Radford et al. 2022)."""
    step = math.log(10000) / (width // 2 - 1)
    angles = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(width // 2))[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)
