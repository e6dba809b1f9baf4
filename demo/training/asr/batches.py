"""Windows as numbers: pictures of sound, tokens to read and to write, and where each token lies."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from demo.training.asr import tokens
from demo.training.asr.features import FRAMES_PER_S, OUT_OF_BAND, log_mel
from demo.training.asr.model import POSITIONS
from demo.training.asr.windows import Plan, Studio, Timed, Window

IGNORE = -100
NOWHERE = (-1.0, -1.0)

EASY_UNTIL, SHORT_UNTIL = 800, 2400
"""Steps up to which windows hold one utterance without much noise, and then up to three."""

POLISH_FROM = (8500, 13000)
"""From each of these steps on the voices that are hardest to hear come more often."""

PADDED_SHARE = 0.05
TIMED_SHARE = 0.1
"""Share of windows written with timestamps, as decoding in sequence asks for them."""


def plan(step: int, seed: int) -> Plan:
    """From single utterances to windows full of them, as training goes on."""
    rng = random.Random(f"{seed}-plan-{step}")
    if step < EASY_UNTIL:
        return Plan(rng.choice([2.5, 3.5]), 1, False, False, 0)
    if step < SHORT_UNTIL:
        return Plan(rng.choice([2.5, 3.5, 5.0]), 3, True, False, 0)
    padded = rng.random() < PADDED_SHARE
    seconds, most = rng.choice([3.0, 4.0, 5.0, 6.5]), rng.choice([1, 2, 3, 4])
    return Plan(seconds, most, True, padded, sum(step >= first for first in POLISH_FROM))


@dataclass(frozen=True, slots=True)
class Batch:
    """``spans`` holds each token's (start, end) in seconds, negative where it has none."""

    mel: Tensor
    inputs: Tensor
    labels: Tensor
    spans: Tensor
    phonemes: Tensor
    phoneme_counts: Tensor
    frame_counts: Tensor
    words: Tensor  # true where an input token belongs to a word
    lettered: Tensor  # true where the token to be written has letters (not a mark, not a sign)


class Writer:
    """Turns windows into batches, with the compact numbering of tokens and phonemes."""

    def __init__(self, folder: Path, ids: list[int], phonemes: list[str]) -> None:
        self._studio = Studio(folder)
        self._row = {token: row for row, token in enumerate(ids)}
        self._phoneme = {sound: index + 1 for index, sound in enumerate(phonemes)}

    def batch(self, step: int, seed: int) -> Batch:
        """The batch of one step: always the same for the same seed."""
        what = plan(step, seed)
        windows = [self._studio.window(what, f"{seed}-{step}-{k}") for k in range(what.count)]
        rng = random.Random(f"{seed}-batch-{step}")
        rows = [_row(window, rng) for window in windows]
        longest = max(len(row) for row in rows) - 1
        shape = (len(rows), -(-longest // 8) * 8)
        frames = 2 * POSITIONS if what.padded else int(what.seconds * FRAMES_PER_S)
        mel = torch.zeros(len(rows), 80, frames)
        inputs = torch.zeros(shape, dtype=torch.long)
        labels = torch.full(shape, IGNORE)
        spans = torch.full((*shape, 2), -1.0)
        words, lettered = torch.zeros(2, *shape, dtype=torch.bool)
        frame_counts, phonemes, phoneme_counts = [], [], []
        for index, (window, row) in enumerate(zip(windows, rows, strict=True)):
            picture = _masked(log_mel(window.signal, rng.choice([0, 0, rng.uniform(0, 0.8)])), rng)
            picture = picture[:, :frames]
            mel[index, :, : picture.shape[1]] = picture
            mel[index, OUT_OF_BAND] = 0.0
            frame_counts.append((picture.shape[1] + 1) // 2)
            last = len(row) - 1
            inputs[index, :last] = torch.tensor([self._row[token] for token, *_ in row[:-1]])
            labels[index, :last] = torch.tensor(
                [IGNORE if label == IGNORE else self._row[label] for _, label, _ in row[1:]]
            )
            spans[index, :last] = torch.tensor([span for *_, span in row[1:]])
            words[index, :last] = torch.tensor([span[0] >= 0 for *_, span in row[:-1]])
            lettered[index, :last] = torch.tensor(
                [tokens.has_letters(label) for _, label, _ in row[1:]]
            )
            sounds = self._sounds(window, frame_counts[-1])
            phonemes += sounds
            phoneme_counts.append(len(sounds))
        return Batch(
            mel,
            inputs,
            labels,
            spans,
            torch.tensor(phonemes, dtype=torch.long),
            torch.tensor(phoneme_counts),
            torch.tensor(frame_counts),
            words,
            lettered,
        )

    def _sounds(self, window: Window, room: int) -> list[int]:
        """Phoneme classes of the window; none where they would not fit in its frames."""
        spoken = " ".join(said.phonemes for said in window.said)
        sounds = [self._phoneme[letter] for letter in spoken if letter in self._phoneme]
        return sounds if len(sounds) * 1.2 <= room else []


Row = list[tuple[int, int, tuple[float, float]]]


def _row(window: Window, rng: random.Random) -> Row:
    """(token, its label, its span): the sequence that the decoder reads and writes."""
    timed = rng.random() < TIMED_SHARE
    row: Row = [(tokens.START, IGNORE, NOWHERE)]
    language = tokens.LANGUAGE[window.language]
    # Where nobody speaks, the model says so in the place where it would name the language.
    row.append((language, language if window.said else tokens.NO_SPEECH, NOWHERE))
    row.append((tokens.TRANSCRIBE, tokens.TRANSCRIBE, NOWHERE))
    if not timed:
        row.append((tokens.NO_TIMES, IGNORE, NOWHERE))
    for said in window.said:
        if timed:
            row.append(_time(said.words[0][1]))
        for word in said.words:
            row += _word(word)
        if timed:
            row.append(_time(said.words[-1][2]))
    end = window.said[-1].words[-1][2] if window.said and not timed else -1.0
    row.append((tokens.END, tokens.END, (end, end + 0.3) if end >= 0 else NOWHERE))
    return row


def _time(seconds: float) -> tuple[int, int, tuple[float, float]]:
    token = tokens.time_token(seconds)
    return token, token, NOWHERE


def _word(word: Timed) -> Row:
    """A word's tokens share its time by their numbers of letters; marks follow its end."""
    text, start, end = word
    ids = tokens.encode(" " + text.replace(":", ","))  # faster-whisper never writes a colon
    letters = [len(tokens.decode([token]).strip(" .,?!:")) for token in ids]
    each = (end - start) / max(sum(letters), 1)
    row: Row = []
    at = start
    for token, count in zip(ids, letters, strict=True):
        after = at + each * count
        row.append((token, token, (at, after) if count else (max(at - 0.04, start), at + 0.1)))
        at = after
    return row


def _masked(mel: Tensor, rng: random.Random) -> Tensor:
    """Now and then a band of frequencies is missing (SpecAugment, Park et al. 2019)."""
    if rng.random() < 0.3:
        height = rng.randint(1, 10)
        first = rng.randint(0, 80 - height)
        mel[first : first + height] = mel.mean()
    return mel
