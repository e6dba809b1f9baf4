"""The training run: a fixed number of steps, fixed seeds, one thread and one helper process."""

from __future__ import annotations

import json
import math
import os
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from demo.training.asr import corpus, render, tokens
from demo.training.asr.batches import EASY_UNTIL, IGNORE, POLISH_FROM, Batch, Writer
from demo.training.asr.model import GUIDED_HEADS, Size, SmallWhisper

STEPS = 17500
SEED = 20260309
LEARNING_RATE = 1.5e-3
POLISH_RATE = 8e-4
"""The rate falls to nothing three times: at each step of ``POLISH_FROM`` the voices that are
hardest to hear come more often, and the rate starts again from here."""

WARM_UP = 150
CHECKPOINT_EVERY = 50

FRAME_S = 0.02
"""One position of the encoder's output."""

SWAPPED_SHARE = 0.08
"""Share of the words written so far that are swapped for others: the decoder must listen, not
recite. From ``EASY_UNTIL`` on, when it knows some words."""

HELP_UNTIL = 4500
"""Up to this step the helping losses (phonemes, tokens in the sound, attention) weigh in full."""

HELP_AFTER = 0.4


@dataclass(frozen=True, slots=True)
class Inventory:
    """The rows of the model: token ids and phonemes, in order."""

    ids: list[int]
    phonemes: list[str]

    @classmethod
    def of(cls, folder: Path) -> Inventory:
        """Collected from the rendered corpus, held-out texts included."""
        spoken = [u for language in corpus.LANGUAGES for u in render.read(language, folder)]
        words = [w for language in corpus.LANGUAGES for w in corpus.load(language).words]
        letters = {letter for u in spoken for letter in u.phonemes}
        return cls(tokens.used((u.text for u in spoken), words), sorted(letters))


class Steps(Dataset[Batch]):
    """Batch after batch; each depends on nothing but its number."""

    def __init__(self, folder: Path, inventory: Inventory, first: int) -> None:
        self._arguments = (folder, inventory.ids, inventory.phonemes)
        self._first = first
        self._writer: Writer | None = None

    def __len__(self) -> int:
        return STEPS - self._first

    def __getitem__(self, index: int) -> Batch:
        torch.set_num_threads(1)
        self._writer = self._writer or Writer(*self._arguments)
        return self._writer.batch(self._first + index, SEED)


class Trainer:
    """Weights in bfloat16 for speed, a float32 copy that learns, and its running mean."""

    def __init__(self, inventory: Inventory) -> None:
        torch.manual_seed(SEED)
        unseen = tokens.VOCABULARY - len(inventory.ids)
        self.size = Size(len(inventory.ids), len(inventory.phonemes), unseen)
        self.net = SmallWhisper(self.size)
        self.step = 0
        named = list(self.net.named_parameters())
        self.names = [name for name, _ in named]
        self.master = [p.detach().clone().float().requires_grad_() for _, p in named]
        self.mean = [p.detach().clone() for p in self.master]
        self.net = self.net.to(torch.bfloat16).train()
        self.live = list(self.net.parameters())
        groups = [
            {"params": [p for p in self.master if p.dim() > 1], "weight_decay": 0.02},
            {"params": [p for p in self.master if p.dim() <= 1], "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)

    def learn(self, batch: Batch) -> list[float]:
        """One step; the losses, in the order of ``LOSSES``."""
        torch.manual_seed(SEED + self.step)
        losses = _losses(self.net, batch, SWAPPED_SHARE if self.step >= EASY_UNTIL else 0.0)
        written, *helping = losses
        total = written + (1.0 if self.step < HELP_UNTIL else HELP_AFTER) * sum(helping)
        self.net.zero_grad(set_to_none=True)
        total.backward()
        for master, live in zip(self.master, self.live, strict=True):
            master.grad = None if live.grad is None else live.grad.float()
        norm = nn.utils.clip_grad_norm_(self.master, 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = _rate(self.step)
        if torch.isfinite(norm):
            self.optimizer.step()
        self._copy_back()
        self.step += 1
        return [loss.item() for loss in losses]

    @torch.no_grad()
    def _copy_back(self) -> None:
        for master, live in zip(self.master, self.live, strict=True):
            live.copy_(master)
        self.net.pin_bias()
        for name, master in zip(self.names, self.master, strict=True):
            if name.startswith("decoder_norm."):
                master[-1] = 0.0 if name.endswith("weight") else 1.0
        decay = 0.99 if self.step < 1000 else 0.998
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.master], 1 - decay)

    def save(self, path: Path, inventory: Inventory) -> None:
        """Everything needed to export the running mean, or to go on."""
        state: dict[str, Any] = {
            "size": asdict(self.size),
            "ids": inventory.ids,
            "phonemes": inventory.phonemes,
            "step": self.step,
            "mean": dict(zip(self.names, self.mean, strict=True)),
            "master": [p.detach() for p in self.master],
            "optimizer": self.optimizer.state_dict(),
        }
        torch.save(state, path.with_suffix(".part"))
        os.replace(path.with_suffix(".part"), path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint of the same run."""
        state = torch.load(path, weights_only=True)
        with torch.no_grad():
            for own, saved in zip(self.master, state["master"], strict=True):
                own.copy_(saved)
            for mean, name in zip(self.mean, self.names, strict=True):
                mean.copy_(state["mean"][name])
            for live, master in zip(self.live, self.master, strict=True):
                live.copy_(master)
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]


def _rate(step: int) -> float:
    """The learning rate of a step: up in a line, down in a cosine, and twice more."""
    bounds = (0, *POLISH_FROM, STEPS)
    first, last = next((a, b) for a, b in pairwise(bounds) if step < b)
    top = POLISH_RATE if first else LEARNING_RATE
    cosine = 0.5 * (1 + math.cos(math.pi * (step - first) / (last - first)))
    return top * cosine * min(1.0, (step - first + 1) / WARM_UP)


LOSSES = ("words", "phonemes", "sounds", "attention")


def _losses(net: SmallWhisper, batch: Batch, swapped: float) -> tuple[Tensor, ...]:
    inputs = batch.inputs
    if swapped:
        wrong = batch.words & (torch.rand(inputs.shape) < swapped)
        inputs = torch.where(wrong, torch.randint(0, net.size.tokens, inputs.shape), inputs)
    heard = net.encode(batch.mel.bfloat16())
    logits, attention = net.decode(heard, inputs)
    flat = logits.reshape(-1, logits.shape[-1])
    written = functional.cross_entropy(flat, batch.labels.reshape(-1), ignore_index=IGNORE)
    before = torch.roll(batch.spans, 1, dims=1)
    before[:, 0] = -1.0
    guide = (
        _even_loss(attention[-1][:, :GUIDED_HEADS], batch.spans)
        + _inside_loss(attention[-1][:, GUIDED_HEADS:], batch.spans)
        + _inside_loss(attention[0][:, :GUIDED_HEADS], before)
    )
    return written, _phoneme_loss(net, heard, batch), _sound_loss(net, heard, batch), guide


def _sound_loss(net: SmallWhisper, heard: Tensor, batch: Batch) -> Tensor:
    """The mean of the encoder's output over a token's time must tell which token it is."""
    known = (batch.spans[..., 1] > batch.spans[..., 0]) & (batch.labels != IGNORE) & batch.lettered
    rows, places = known.nonzero(as_tuple=True)
    if not len(rows):
        return torch.zeros(())
    frames = (batch.spans[rows, places] / FRAME_S).round().long().clamp(0, heard.shape[1])
    sums = functional.pad(heard.float().cumsum(1), (0, 0, 1, 0))
    first, last = frames[:, 0], torch.maximum(frames[:, 1], frames[:, 0] + 1)
    last = last.clamp(max=heard.shape[1])
    pooled = (sums[rows, last] - sums[rows, first]) / (last - first).clamp(min=1)[:, None]
    scores = net.token_head(pooled.to(heard.dtype)).float()
    return functional.cross_entropy(scores, batch.labels[rows, places])


def _phoneme_loss(net: SmallWhisper, heard: Tensor, batch: Batch) -> Tensor:
    """CTC (Graves et al. 2006) of the phonemes, per phoneme."""
    counts = batch.phoneme_counts
    known = counts > 0
    if not known.any():
        return torch.zeros(())
    scores = net.phoneme_head(heard).float().log_softmax(-1).transpose(0, 1)
    each = functional.ctc_loss(
        scores, batch.phonemes, batch.frame_counts, counts, reduction="none", zero_infinity=True
    )
    return (each / counts.clamp(min=1))[known].mean()


def _looks(attention: Tensor, spans: Tensor) -> tuple[Tensor, Tensor]:
    """Per token with a place: every head's weights (logarithms), and which frames are inside."""
    rows, places = (spans[..., 1] > spans[..., 0]).nonzero(as_tuple=True)
    wanted = spans[rows, places]
    now = torch.arange(attention.shape[-1])[None] * 0.02 + 0.01
    inside = (now >= wanted[:, :1] - 0.01) & (now < wanted[:, 1:] + 0.01)
    return attention[rows, :, places], inside[:, None]


def _even_loss(attention: Tensor, spans: Tensor) -> Tensor:
    """These heads look evenly over their word, and nowhere else: word times come from them."""
    weights, inside = _looks(attention, spans)
    if not len(weights):
        return torch.zeros(())
    return -((weights * inside).sum(-1) / inside.sum(-1).clamp(min=1)).mean()


def _inside_loss(attention: Tensor, spans: Tensor) -> Tensor:
    """These heads look at whatever part of their word they like."""
    weights, inside = _looks(attention, spans)
    if not len(weights):
        return torch.zeros(())
    return -weights.masked_fill(~inside, -30.0).logsumexp(-1).mean()


def train(folder: Path) -> Path:
    """Train on what ``render`` left in ``folder``; the checkpoint's path. Goes on where an
    interrupted run stopped."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    inventory = Inventory.of(folder)
    trainer = Trainer(inventory)
    path = folder / "checkpoint.pt"
    if path.exists():
        trainer.resume(path)
    batches = Steps(folder, inventory, trainer.step)
    loader = DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=6)
    began, recent = time.time(), []
    for batch in loader:
        recent.append(trainer.learn(batch))
        if trainer.step % CHECKPOINT_EVERY == 0 or trainer.step == STEPS:
            means = [sum(values) / len(values) for values in zip(*recent, strict=True)]
            print(
                f"step {trainer.step}/{STEPS}",
                *(f"{name} {mean:.3f}" for name, mean in zip(LOSSES, means, strict=True)),
                f"{time.time() - began:.0f} s",
                sep="  ",
                flush=True,
            )
            recent = []
            trainer.save(path, inventory)
    (folder / "train.json").write_text(
        json.dumps({"steps": trainer.step, "cpu_s": round(time.process_time()), "seed": SEED})
    )
    return path
