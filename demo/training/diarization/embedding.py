"""Trains the voice embedding: which voice is this, from one to a few seconds of it.

pyannote's x-vector network (Snyder et al. 2018) on MFCCs of the telephone band, trained to tell the
bank's voices apart with an additive angular margin (Deng et al. 2019). It hears what the pipeline
will give it: pieces of noisy conversations, with a mask of the frames in which the voice speaks.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.signal import resample_poly
from torch import Tensor
from torch.nn import functional

from demo.training.diarization.bank import RATE_HZ, Bank, Utterance
from demo.training.diarization.conversations import Made, frame_labels, make
from demo.training.diarization.precision import sixteen_bits_where_fast

DIMENSION = 128
MFCC = {
    "n_mfcc": 40,
    "melkwargs": {
        "n_fft": 400,
        "hop_length": 200,
        "n_mels": 40,
        "f_min": 100.0,
        "f_max": 3800.0,
    },
}
STEPS = 2800
BATCH = 16
LEARNING_RATE = 1e-3
POOL = 80
RENEW_EVERY = 2
"""Steps between one conversation of the pool and the next that is replaced."""

CONVERSATION_S = 40.0
PIECES_S = (1.2, 2.0, 3.5)
LEAST_SPEECH_S = 0.4
FRAME = 270
"""Samples a frame of a mask: the step of the segmentation network."""

MARGIN = 0.15
SCALE = 20.0
STIR = 1e-3
"""Noise on what is pooled: the standard deviation of a channel that stands still has no slope."""

RESAMPLED = ((25, 22), (22, 25))
"""Up and down factors that make two more voices of one: deeper and slower, higher and faster."""


def new_network() -> Any:
    """An untrained x-vector network of 3.1 M parameters."""
    from pyannote.audio.models.embedding import XVectorMFCC

    return XVectorMFCC(mfcc=MFCC, dimension=DIMENSION)


def with_resampled(bank: Bank) -> Bank:
    """The bank with every espeak-ng voice in three sizes: what differs is pitch and formants."""
    wider = dict(bank)
    for name, utterances in bank.items():
        if name.startswith("espeak_"):
            for up, down in RESAMPLED:
                wider[f"{name}~{up / down:.2f}"] = [_resampled(u, up, down) for u in utterances]
    return wider


def _resampled(utterance: Utterance, up: int, down: int) -> Utterance:
    samples = resample_poly(utterance.samples.astype(np.float32), up, down)
    segments = tuple((a * up / down, b * up / down) for a, b in utterance.segments)
    clipped = np.clip(samples, -32767, 32767).astype(np.int16)
    return Utterance(clipped, segments, utterance.short)


class _Pool:
    """Conversations to cut pieces from; old ones are replaced while training goes on."""

    def __init__(self, rng: Generator, bank: Bank) -> None:
        self._rng, self._bank = rng, bank
        self._number = {name: index for index, name in enumerate(bank)}
        self._made = [self._new() for _ in range(POOL)]

    def _new(self) -> Made:
        return make(self._rng, self._bank, CONVERSATION_S)

    def renew(self, index: int) -> None:
        self._made[index % POOL] = self._new()

    def batch(self) -> tuple[Tensor, Tensor, Tensor]:
        """Sound (B, 1, samples), masks (B, 2, frames), voice numbers (B, 2) or -1 for nobody."""
        count = int(self._rng.choice(PIECES_S) * RATE_HZ)
        rows: list[tuple[Any, Any, Any]] = []
        while len(rows) < BATCH:
            row = self._piece(count)
            if row is not None:
                rows.append(row)
        sound = torch.tensor(np.stack([row[0] for row in rows]))[:, None]
        masks = torch.tensor(np.stack([row[1] for row in rows]))
        return sound, masks, torch.tensor(np.stack([row[2] for row in rows]))

    def _piece(
        self, count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]] | None:
        made = self._made[self._rng.integers(POOL)]
        first = int(self._rng.integers(0, len(made.sound) - count))
        labels = frame_labels(made, first / RATE_HZ, count // FRAME)
        speaking = np.flatnonzero(labels.sum(0) * FRAME / RATE_HZ > LEAST_SPEECH_S)[:2]
        if not len(speaking):
            return None
        masks = np.ones((2, len(labels)), np.float32)
        numbers = np.full(2, -1, np.int64)
        for row, who in enumerate(speaking):
            masks[row] = labels[:, who]
            numbers[row] = self._number[made.names[who]]
        level = np.float32(10 ** (self._rng.uniform(-8, 8) / 20))
        return made.sound[first : first + count] * level, masks, numbers


def _embed(network: Any, sound: Tensor, masks: Tensor) -> Tensor:
    """Embeddings (B, voices, dimension): one pass over the sound for all masks."""
    out = network.mfcc(sound).squeeze(1)
    with sixteen_bits_where_fast():
        for layer in network.tdnns:
            out = layer(out)
    out = out.float() + STIR * torch.randn_like(out, dtype=torch.float32)
    embedded: Tensor = network.embedding(network.stats_pool(out, weights=masks))
    return embedded


def _margin_loss(cosine: Tensor, voice: Tensor, margin: float) -> Tensor:
    """Cross entropy after the right voice's angle has been made ``margin`` radians harder."""
    angle = torch.acos(cosine.clamp(-1 + 1e-6, 1 - 1e-6))
    right = functional.one_hot(voice, cosine.shape[1]).float()
    return functional.cross_entropy(
        SCALE * (torch.cos(angle + margin * right) * right + cosine * (1 - right)), voice
    )


def train(bank: Bank, out: Path, steps: int = STEPS, seed: int = 2) -> None:
    """Train for ``steps`` batches and write the weights to ``out``. Same seed, same weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    voices = with_resampled(bank)
    network = new_network()
    centres = torch.nn.Parameter(torch.randn(len(voices), DIMENSION) * 0.05)
    optimizer = torch.optim.Adam(
        [{"params": network.parameters(), "weight_decay": 1e-5}, {"params": [centres]}],
        LEARNING_RATE,
    )
    pool = _Pool(rng, voices)
    began, losses, right = time.time(), [], []
    network.train()
    for step in range(steps):
        done = step / steps
        for group in optimizer.param_groups:
            warm = min(1.0, (step + 1) / 50)
            group["lr"] = LEARNING_RATE * warm * 0.5 * (1 + np.cos(np.pi * done)) + 1e-5
        if step % RENEW_EVERY == 0:
            pool.renew(step // RENEW_EVERY)
        sound, masks, numbers = pool.batch()
        known = numbers >= 0
        embedded = functional.normalize(_embed(network, sound, masks)[known], dim=-1, eps=1e-6)
        cosine = embedded @ functional.normalize(centres, dim=-1).T
        margin = MARGIN * min(1.0, max(0.0, done - 0.2) / 0.5)
        loss = _margin_loss(cosine, numbers[known], margin)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        slope = torch.nn.utils.clip_grad_norm_(network.parameters(), 3.0)
        if torch.isfinite(slope):  # one batch with an infinite slope would undo all before it
            optimizer.step()
        losses.append(float(loss))
        right.append(float((cosine.argmax(1) == numbers[known]).float().mean()))
        if (step + 1) % 100 == 0:
            print(
                f"embedding {step + 1}/{steps} loss {np.mean(losses[-100:]):.3f} "
                f"right {np.mean(right[-100:]):.3f} {time.time() - began:.0f} s",
                flush=True,
            )
    torch.save(network.state_dict(), out)
