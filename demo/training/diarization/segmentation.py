"""Trains the segmentation network: who speaks when, in windows of 5 s, up to two at once.

pyannote's PyanNet (SincNet, two LSTM layers) with powerset classes (Plaquet & Bredin 2023) and an
exact permutation-invariant loss. An auxiliary head names the voice on each frame during training
and is thrown away: it makes the first LSTM layer attend to who speaks.
"""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn
from torch.nn import functional

from demo.training.diarization.bank import RATE_HZ, Bank
from demo.training.diarization.conversations import Made, frame_labels, make, make_speechless
from demo.training.diarization.precision import sixteen_bits_where_fast

WINDOW_S = 5.0
WINDOW = int(WINDOW_S * RATE_HZ)
MOST_SPEAKERS = 3
STEPS = 5200
BATCH = 16
LEARNING_RATE = 2e-3
POOL = 48
CONVERSATION_S = 60.0
SPEECHLESS_SHARE = 0.12
AUXILIARY_WEIGHT = 0.2
POOLED_FRAMES = 2658
"""Frames of a window after the fixed first layer and its pooling (80,000 samples)."""

LEVEL_FLOOR = 1e-5
"""Added to a window's variance by PyanNet's own level normalisation, which is done here by hand
because the first layer's output is computed once a conversation."""

LSTM = {"hidden_size": 96, "num_layers": 2, "bidirectional": True, "monolithic": False}
LINEAR = {"hidden_size": 64, "num_layers": 1}
ORDERS = list(itertools.permutations(range(MOST_SPEAKERS)))


def specifications() -> Any:
    """What the network is for, in pyannote's terms."""
    from pyannote.audio.core.task import Problem, Resolution, Specifications

    return Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW_S,
        classes=[f"speaker#{index + 1}" for index in range(MOST_SPEAKERS)],
        powerset_max_classes=2,
        permutation_invariant=True,
    )


def new_network() -> Any:
    """An untrained PyanNet of 0.4 M parameters."""
    from pyannote.audio.models.segmentation import PyanNet

    network: Any = PyanNet(lstm=LSTM, linear=LINEAR)
    network.specifications = specifications()
    network.setup()
    return network


class _Pool:
    """Conversations to draw windows from, the output of the fixed first layer kept beside each."""

    def __init__(self, rng: Generator, bank: Bank, filters: Tensor) -> None:
        self._rng, self._bank, self._filters = rng, bank, filters
        self._number = {name: index for index, name in enumerate(bank)}
        self._made: list[tuple[Made, Tensor]] = [self._new() for _ in range(POOL)]

    def _new(self) -> tuple[Made, Tensor]:
        if self._rng.random() < SPEECHLESS_SHARE:
            made = make_speechless(self._rng, CONVERSATION_S, next(iter(self._bank)))
        else:
            made = make(self._rng, self._bank, CONVERSATION_S)
        with torch.no_grad():
            wave = torch.tensor(made.sound)[None, None]
            seen = functional.max_pool1d(
                functional.conv1d(wave, self._filters, stride=10).abs(), 3
            )[0]
        return made, seen

    def renew(self, index: int) -> None:
        self._made[index % POOL] = self._new()

    def batch(self, frames: int) -> tuple[Tensor, Tensor, Tensor]:
        """First-layer output, speech labels (powerset order free), voice number a frame or -1."""
        rows = [self._window(frames) for _ in range(BATCH)]
        return (
            torch.stack([row[0] for row in rows]),
            torch.tensor(np.stack([row[1] for row in rows])),
            torch.tensor(np.stack([row[2] for row in rows])),
        )

    def _window(self, frames: int) -> tuple[Tensor, Any, Any]:
        made, seen = self._made[self._rng.integers(POOL)]
        first = int(self._rng.integers(0, seen.shape[1] - POOLED_FRAMES))
        sample = first * 30
        labels = frame_labels(made, sample / RATE_HZ, frames)
        numbers = np.array([self._number[name] for name in made.names])
        alone = np.where(labels.sum(1) == 1, numbers[labels.argmax(1)], -1)
        level = float(np.sqrt(made.sound[sample : sample + WINDOW].var() + LEVEL_FLOOR))
        padded = np.pad(labels, ((0, 0), (0, MOST_SPEAKERS - labels.shape[1])))
        return seen[:, first : first + POOLED_FRAMES] / level, padded, alone


def _forward(network: Any, seen: Tensor, auxiliary: nn.Linear) -> tuple[Tensor, Tensor]:
    """PyanNet from after its fixed first layer on; also the auxiliary head's voice scores."""
    sincnet = network.sincnet
    out = functional.leaky_relu(sincnet.norm1d[0](seen))
    for convolve, pool, norm in zip(
        sincnet.conv1d[1:], sincnet.pool1d[1:], sincnet.norm1d[1:], strict=True
    ):
        out = functional.leaky_relu(norm(pool(convolve(out))))
    out, _ = network.lstm[0](out.transpose(1, 2))
    voice = auxiliary(out)
    out, _ = network.lstm[1](out)
    for linear in network.linear:
        out = functional.leaky_relu(linear(out))
    return network.activation(network.classifier(out)), voice


def _loss(powerset: Any, scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy under the best of the six orders of speakers, a window."""
    by_order = []
    for order in ORDERS:
        target = powerset.to_powerset(labels[..., list(order)]).argmax(-1)
        by_order.append(
            functional.nll_loss(scores.transpose(1, 2), target, reduction="none").mean(1)
        )
    return torch.stack(by_order, 1).min(1).values.mean()


def train(bank: Bank, out: Path, steps: int = STEPS, seed: int = 1) -> None:
    """Train for ``steps`` batches and write the weights to ``out``. Same seed, same weights."""
    from pyannote.audio.utils.powerset import Powerset

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = new_network()
    for fixed in (network.sincnet.wav_norm1d, network.sincnet.conv1d[0]):
        for parameter in fixed.parameters():
            parameter.requires_grad_(False)
    pool = _Pool(rng, bank, network.sincnet.conv1d[0].filterbank.filters().detach())
    auxiliary = nn.Linear(2 * int(LSTM["hidden_size"]), len(bank))
    trained = [p for p in network.parameters() if p.requires_grad] + list(auxiliary.parameters())
    optimizer = torch.optim.Adam(trained, LEARNING_RATE)
    powerset = Powerset(MOST_SPEAKERS, 2)
    frames = network.num_frames(WINDOW)
    began, losses = time.time(), []
    network.train()
    for step in range(steps):
        rate = LEARNING_RATE * min(1.0, (step + 1) / 50)
        rate *= 0.5 * (1 + np.cos(np.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = rate + 1e-5
        if step % 6 == 5:
            pool.renew(step // 6)
        seen, labels, alone = pool.batch(frames)
        with sixteen_bits_where_fast():
            scores, voice = _forward(network, seen, auxiliary)
        scores, voice = scores.float(), voice.float()
        main = _loss(powerset, scores, labels)
        named = functional.cross_entropy(
            voice.reshape(-1, len(bank)), alone.reshape(-1), ignore_index=-1
        )
        loss = main + AUXILIARY_WEIGHT * torch.nan_to_num(named)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        losses.append(float(main))
        if (step + 1) % 100 == 0:
            print(
                f"segmentation {step + 1}/{steps} loss {np.mean(losses[-100:]):.4f} "
                f"voice {float(named):.2f} {time.time() - began:.0f} s",
                flush=True,
            )
    torch.save(network.state_dict(), out)
