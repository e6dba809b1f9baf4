"""How well the demo model hears, on texts that it was never trained on.

``python -m demo.training.asr.evaluate`` speaks the held-out texts where that was not done yet,
prints the table that stands in ``demo/models/README.md`` and writes the same figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo import sound
from demo.training.asr import corpus, render
from demo.training.asr.listen import RATE, Listened, Listener
from demo.training.asr.render import Utterance
from demo.training.asr.scoring import align, plain_words

Signal = NDArray[np.float32]
Figures = dict[str, float | int | None]

CONDITIONS = ("clean", "telephone")
SEED = 41
TELEPHONE_NOISE_DB = -50.0
"""Noise on the telephone line, below full scale; speech lies near -20 dB."""

CALL_S = 180.0
"""Of every voice one channel of a call, clean and by telephone."""


@dataclass(slots=True)
class Tally:
    """Errors counted up. ``starts`` are errors of word starts in seconds."""

    words: int = 0
    errors: int = 0
    files: int = 0
    language_right: int = 0
    starts: list[float] = field(default_factory=list)

    def add(self, truth: list[tuple[str, float]], heard: Listened, language: str) -> None:
        """One file: the words said with their starts, and what was written."""
        said = [(plain, start) for word, start in truth for plain in plain_words(word)]
        written = [(plain, w[1]) for w in heard.words for plain in plain_words(w[0])]
        errors, pairs = align([w for w, _ in said], [w for w, _ in written])
        self.words += len(said)
        self.errors += errors
        self.files += 1
        self.language_right += heard.language == language
        self.starts += [written[j][1] - said[i][1] for i, j in pairs]

    def figures(self) -> Figures:
        """Rates as ratios, times in milliseconds (None where no word was right)."""
        late = np.abs(self.starts)
        return {
            "files": self.files,
            "words": self.words,
            "word_error": round(self.errors / max(self.words, 1), 4),
            "language_right": round(self.language_right / max(self.files, 1), 4),
            "start_median_ms": round(float(np.median(late)) * 1000) if self.starts else None,
            "start_p95_ms": (round(float(np.percentile(late, 95)) * 1000) if self.starts else None),
        }


def sent(samples: Signal, condition: str, draws: np.random.Generator) -> Signal:
    """As recorded, or through the renderer's telephone line with noise."""
    if condition == "clean":
        return samples + np.float32(1e-4) * draws.standard_normal(len(samples)).astype(np.float32)
    narrow = sound.resample(samples * np.float32(0.5), RATE, 8000)
    line = sound.telephone_band(narrow, 8000)
    line = line + sound.noise((len(line), 1), TELEPHONE_NOISE_DB, draws)[:, 0]
    return sound.resample(sound.mu_law(line), 8000, RATE)


def utterances(listener: Listener, work: Path, each: int) -> dict[str, Tally]:
    """Held-out texts one by one, with half a second of silence around."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    rng, draws = random.Random(SEED), np.random.default_rng(SEED)
    silence = np.zeros(RATE // 2, np.float32)
    for utterance in _held_out(work, rng, each):
        speech = render.samples(utterance, work)
        truth = [(word, start + 0.5) for word, start, _ in utterance.words]
        for condition in CONDITIONS:
            line = sent(np.concatenate([silence, speech, silence]), condition, draws)
            heard = listener.listen(line)
            language = utterance.language
            for key in ("all", utterance.kind):
                tallies[f"{language} {condition} utterance {key}"].add(truth, heard, language)
    return tallies


def _held_out(work: Path, rng: random.Random, each: int) -> list[Utterance]:
    """``each`` held-out utterances of every voice."""
    chosen: list[Utterance] = []
    for language in corpus.LANGUAGES:
        by_voice: dict[str, list[Utterance]] = defaultdict(list)
        for utterance in render.read(language, work):
            if utterance.held_out:
                by_voice[utterance.voice].append(utterance)
        for voice in sorted(by_voice):
            chosen += rng.sample(by_voice[voice], min(each, len(by_voice[voice])))
    return chosen


def calls(listener: Listener, work: Path) -> dict[str, Tally]:
    """One channel of a call: a voice that speaks now and then for more than a minute."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    rng, draws = random.Random(SEED), np.random.default_rng(SEED)
    for language in corpus.LANGUAGES:
        pool = [u for u in render.read(language, work) if u.held_out and u.kind != "salad"]
        for voice in sorted({u.voice for u in pool}):
            own = [u for u in pool if u.voice == voice]
            channel, truth = _channel(own, work, rng)
            for condition in CONDITIONS:
                heard = listener.listen(sent(channel, condition, draws))
                tallies[f"{language} {condition} call"].add(truth, heard, language)
    return tallies


def _channel(
    pool: list[Utterance], work: Path, rng: random.Random
) -> tuple[Signal, list[tuple[str, float]]]:
    pieces = [np.zeros(RATE // 2, np.float32)]
    truth: list[tuple[str, float]] = []
    at = len(pieces[0])
    while at < CALL_S * RATE:
        utterance = rng.choice(pool)
        speech = render.samples(utterance, work)
        truth += [(word, start + at / RATE) for word, start, _ in utterance.words]
        gap = np.zeros(int(rng.choice([0.3, 0.6, 1.5, 3.0, 6.0]) * RATE), np.float32)
        pieces += [speech, gap]
        at += len(speech) + len(gap)
    return np.concatenate(pieces), truth


def without_speech() -> dict[str, Signal]:
    """Twelve seconds each of what a line carries while nobody speaks."""
    seconds = 12.0
    now = np.arange(int(seconds * RATE)) / RATE
    draws = np.random.default_rng(SEED)
    sounds = {
        "digital silence": np.zeros(len(now)),
        "faint noise": sound.noise((len(now), 1), -60.0, draws)[:, 0],
        "loud noise": sound.noise((len(now), 1), -30.0, draws)[:, 0],
        "tone of 440 Hz": 0.1 * np.sin(2 * np.pi * 440 * now),
        "hum of 50 Hz": 0.05 * np.sign(np.sin(2 * np.pi * 50 * now)),
        "ring-back": sound.ring_back(seconds, RATE),
        "hold music": sound.hold_music(seconds, RATE),
    }
    return {name: np.asarray(signal, np.float32) for name, signal in sounds.items()}


def invented(listener: Listener) -> dict[str, dict[str, int]]:
    """Words written where nobody speaks: with activity detection, and without."""
    return {
        name: {
            "words": len(listener.listen(signal).words),
            "words_without_activity": len(listener.listen(signal, activity=False).words),
        }
        for name, signal in without_speech().items()
    }


def main() -> None:
    """Measure a model folder and print the table."""
    root = Path(__file__).parents[2]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=root / "models" / "whisper-demo")
    parser.add_argument("--work", type=Path, default=root / "work" / "asr-held-out")
    parser.add_argument("--each", type=int, default=3, help="held-out utterances a voice")
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    options = parser.parse_args()
    for language in corpus.LANGUAGES:
        if not (options.work / f"{language}.json").exists():
            print(f"speaking the held-out texts: {language}", flush=True)
            render.render(language, options.work, only_held_out=True)
    listener = Listener(options.model)
    tallies = {**utterances(listener, options.work, options.each), **calls(listener, options.work)}
    hearing = {name: tally.figures() for name, tally in sorted(tallies.items())}
    silent = invented(listener)
    _show(hearing, silent)
    if options.out:
        figures = {"hearing": hearing, "without_speech": silent}
        options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _show(
    hearing: dict[str, dict[str, float | int | None]], silent: dict[str, dict[str, int]]
) -> None:
    print("| material | files | words | word error | language right | word starts, median / 95 % |")
    print("|---|---|---|---|---|---|")
    for name, row in hearing.items():
        print(
            f"| {name} | {row['files']} | {row['words']} | {row['word_error']:.1%} "
            f"| {row['language_right']:.1%} | {row['start_median_ms']} / {row['start_p95_ms']} ms |"
        )
    print("\n| nobody speaks | words | words if activity is not looked at first |\n|---|---|---|")
    for name, count in silent.items():
        print(f"| {name} | {count['words']} | {count['words_without_activity']} |")


if __name__ == "__main__":
    main()
