"""Words written where nobody speaks, and short answers that are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.heard import Heard
from analysis.spans import overlap_s
from analysis.speech.hear import Ears
from demo import sound
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.bench_pauses.sources import LINE_HZ
from demo.mono import as_mono
from demo.script import bare
from demo.sound import Signal

EACH_S = 1800.0
"""Of every sound, in one recording."""
BY_TURNS = "all of them by turns"
TALK_S = 18.2
"""Of a demo call before each, up to a pause in it: the recognizer is at work there."""
SHORT = {"nl": ("ja", "nee", "klopt"), "en": ("yes", "no", "right")}
KEPT = 0.98
_SLACK_S = 0.15


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer in a call: whether its speech was found, a word placed in it, and whether it
    is the very word. ``beneath``: said while the other side speaks on, so that one channel carries
    both at once."""

    call: str
    layout: str
    text: str
    start: float
    speech: bool
    word: bool
    same: bool
    beneath: bool

    @property
    def kept(self) -> bool:
        return self.speech and self.word


def nothing() -> dict[str, Signal]:
    """What a line carries while nobody speaks, half an hour each (mono, 8 kHz)."""
    now = np.arange(round(EACH_S * LINE_HZ)) / LINE_HZ
    chance = np.random.default_rng(41)
    sounds = {
        "digital silence": np.zeros(len(now)),
        "faint noise": sound.noise((len(now), 1), -60.0, chance)[:, 0],
        "loud noise": sound.noise((len(now), 1), -30.0, chance)[:, 0],
        "hum of 50 Hz": 0.05 * np.sign(np.sin(2 * np.pi * 50 * now)),
        "ring-back": sound.ring_back(EACH_S, LINE_HZ),
        "hold music": sound.hold_music(EACH_S, LINE_HZ),
    }
    part = len(now) // len(sounds)
    turns = [signal[at * part : (at + 1) * part] for at, signal in enumerate(sounds.values())]
    sounds[BY_TURNS] = np.concatenate(turns)
    return {name: np.asarray(signal, np.float32) for name, signal in sounds.items()}


def invented(ears: Ears, call: Path, work: Path) -> Iterator[tuple[str, int, int]]:
    """Of each sound: its name, the words written in it, and those in the talk before it."""
    talk, rate = read_audio(call)
    talk = talk[: round(TALK_S * rate)]
    for name, signal in nothing().items():
        after = np.stack([np.zeros_like(signal), sound.mu_law(signal)], axis=1)
        path = work / "nothing.flac"
        write_audio(path, np.concatenate([talk, after]), rate, FORMATS["flac"])
        heard = ears.hear(path)
        late = sum((word.start + word.end) / 2 > TALK_S + _SLACK_S for word in heard.words)
        yield name, late, len(heard.words) - late


def short_answers(ears: Ears, calls: Path, work: Path) -> Iterator[Answer]:
    """Every short answer of the demo calls, on two channels where they have them and on one."""
    described = json.loads((calls / "truth.json").read_text(encoding="utf-8"))
    for name, call in described.items():
        said = list(_spoken(call))
        if not said:
            continue
        yield from _found(ears.hear(calls / call["file"]), name, call, said)
        if call["layout"] == "stereo":
            mono, _ = as_mono(calls, name, work)
            yield from _found(ears.hear(mono), name, call, said)


def _spoken(call: dict[str, Any]) -> Iterator[tuple[str, str, float, float]]:
    """Side, word, start and end (seconds) of every short answer: a sentence of its own, or the
    first words of one ("Ja, dat klopt.")."""
    for one in call["utterances"]:
        ended = True
        for text, start, end in one["words"]:
            alone = len(one["words"]) == 1 or not text[-1].isalpha()
            if ended and alone and bare(text) in SHORT[call["language"]]:
                yield one["side"], bare(text), start, end
            ended = text.endswith((".", "?", "!"))


def _found(
    heard: Heard, name: str, call: dict[str, Any], said: list[tuple[str, str, float, float]]
) -> Iterator[Answer]:
    side_of = _sides(heard, call)
    for side, text, start, end in said:
        mine = [(s.start, s.end) for s in heard.segments if side_of.get(s.speaker) == side]
        words = [
            bare(word.text)
            for word in heard.words
            if side_of.get(word.speaker) == side
            and start - _SLACK_S <= (word.start + word.end) / 2 <= end + _SLACK_S
        ]
        most = 0.5 * (end - start)
        others = [span for who, spans in call["segments"].items() if who != side for span in spans]
        yield Answer(
            name,
            heard.layout,
            text,
            start,
            speech=overlap_s((start, end), mine) >= most,
            word=bool(words),
            same=text in words,
            beneath=overlap_s((start, end), others) >= most,
        )


def _sides(heard: Heard, call: dict[str, Any]) -> dict[str, str]:
    """Which side each label is: by the channel, or whom it overlaps most."""
    if heard.layout == "stereo":
        seller = call["seller_channel"]
        return {label: "seller" if label == seller else "customer" for label in heard.speakers}
    shared: dict[str, dict[str, float]] = {label: {} for label in heard.speakers}
    for segment in heard.segments:
        for side, spans in call["segments"].items():
            both = overlap_s((segment.start, segment.end), [(a, b) for a, b in spans])
            mine = shared[segment.speaker]
            mine[side] = mine.get(side, 0.0) + both
    return {label: max(by, key=lambda side: by[side]) for label, by in shared.items() if by}
