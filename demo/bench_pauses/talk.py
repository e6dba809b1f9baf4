"""Conversations with exactly known times: prompts of two voices, laid down with chosen silences.

Every prompt is cut to where its sound is (``demo.sound.audible``: 10 ms frames down to 40 dB below
the loudest, on the clean recording), so that the silence chosen is the silence there is. What is
softer than that, a breath or the room, is left out with it. Silences inside a prompt are found in
the same way; only the chosen ones are counted as gaps and pauses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from demo import sound
from demo.script import close_gaps
from demo.sound import Signal

Spans = list[tuple[float, float]]
Side = Literal["seller", "customer"]
SIDES: tuple[Side, Side] = ("seller", "customer")

SPEECH_DB = -22.0
"""Level of every prompt's sound, dB below full scale."""
SHORTEST_S, LONGEST_S = 0.2, 8.0
"""Silences are drawn between these, short ones as often as long ones twice as long."""
SHORTEST_PAUSE_S = 0.25
"""A speaker's own silences under 0.20 s are none (MEASURES: they belong to the speech)."""
EVERY_PAUSE = 3
"""Every third turn has a second prompt, after a pause."""
EVERY_OVERLAP = 3
"""Where sides overlap, every third turn begins before the last one ends."""
END_S = 1.0
_FADE_S = 0.002


@dataclass(frozen=True, slots=True)
class Prompt:
    """One voice saying something: mono samples that begin and end with sound, and where in them
    there is sound (seconds)."""

    samples: Signal
    sound: Spans

    def seconds(self, rate: int) -> float:
        return len(self.samples) / rate


@dataclass(frozen=True, slots=True)
class Silence:
    """A chosen silence: ``after`` is who stopped at ``end``, ``before`` who starts at ``start``
    (seconds). Of two sides it is a gap, negative where they overlap; of one side a pause."""

    after: Side
    before: Side
    end: float
    start: float

    @property
    def seconds(self) -> float:
        return self.start - self.end


@dataclass(frozen=True, slots=True)
class Talk:
    """``tracks``: (samples, 2), seller and customer; the speech of each; the chosen silences."""

    tracks: Signal
    rate: int
    speech: dict[str, Spans]
    silences: tuple[Silence, ...]

    @property
    def seconds(self) -> float:
        return len(self.tracks) / self.rate


def prompt(samples: Signal, rate: int) -> Prompt:
    """A mono recording cut to its sound, at ``SPEECH_DB``. Raises ValueError for one without."""
    spans = sound.audible(samples, rate)
    if not spans:
        raise ValueError("a prompt without sound")
    first, last = spans[0][0], spans[-1][1]
    cut = sound.to_level(samples[first:last], rate, SPEECH_DB).copy()
    fade = np.linspace(0.0, 1.0, round(_FADE_S * rate), dtype=np.float32)
    cut[: len(fade)] *= fade
    cut[len(cut) - len(fade) :] *= fade[::-1]
    return Prompt(cut, [((a - first) / rate, (b - first) / rate) for a, b in spans])


def converse(
    voices: dict[Side, Sequence[Prompt]], turns: int, overlap: float, rate: int, seed: int
) -> Talk:
    """``turns`` turns, the seller's first; ``overlap`` is the share of speech (0-1) that the other
    side speaks over. The same seed gives the same prompts in the same order, whatever else."""
    chance = np.random.default_rng(seed)
    order = {side: chance.permutation(len(voices[side])) for side in SIDES}
    said: list[tuple[Side, Prompt, bool]] = []
    for turn in range(turns):
        side = SIDES[turn % 2]
        for place in range(2 if turn % EVERY_PAUSE == EVERY_PAUSE - 1 else 1):
            count = sum(who == side for who, _, _ in said)
            said.append((side, voices[side][order[side][count % len(order[side])]], place > 0))
    drawn = np.exp(chance.uniform(np.log(SHORTEST_S), np.log(LONGEST_S), len(said)))
    silences = [
        max(float(silence), SHORTEST_PAUSE_S) if goes_on else float(silence)
        for silence, (_, _, goes_on) in zip(drawn, said, strict=True)
    ]
    if overlap:
        _overlap(silences, said, overlap, rate)
    return lay([(side, one) for side, one, _ in said], silences, rate)


def lay(said: Sequence[tuple[Side, Prompt]], silences: Sequence[float], rate: int) -> Talk:
    """Each prompt so many seconds after the one before it ended (negative: before it ends)."""
    speech: dict[str, Spans] = {side: [] for side in SIDES}
    chosen: list[Silence] = []
    placed: list[tuple[int, int, Signal]] = []
    before: tuple[Side, int] | None = None
    for (side, one), silence in zip(said, silences, strict=True):
        first = (before[1] if before else 0) + round(silence * rate)
        if before is not None:
            chosen.append(Silence(before[0], side, before[1] / rate, first / rate))
        placed.append((first, SIDES.index(side), one.samples))
        speech[side] += [(first / rate + a, first / rate + b) for a, b in one.sound]
        before = (side, first + len(one.samples))
    length = (before[1] if before else 0) + round(END_S * rate)
    tracks = np.zeros((length, 2), np.float32)
    for first, column, samples in placed:
        tracks[first : first + len(samples), column] += samples
    closed = {side: close_gaps(sorted(spans)) for side, spans in speech.items()}
    return Talk(tracks, rate, closed, tuple(chosen))


def _overlap(
    silences: list[float], said: Sequence[tuple[Side, Prompt, bool]], share: float, rate: int
) -> None:
    """Turn some gaps into overlaps that together are ``share`` of all speech."""
    speech = sum(b - a for _, one, _ in said for a, b in one.sound)
    changes = [at for at in range(1, len(said)) if not said[at][2]][::EVERY_OVERLAP]
    each = share * speech / len(changes)
    for at in changes:
        shorter = min(said[at - 1][1].seconds(rate), said[at][1].seconds(rate))
        silences[at] = -min(each, 0.6 * shorter)
