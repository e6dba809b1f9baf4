"""The voice bank: what each synthetic voice says, with the seconds in which it makes sound.

One ``.npz`` a voice: 16 kHz 16-bit utterances trimmed to speech, and their speech segments.
Needs the Debian packages named in ``demo/models/README.md``.
"""

from __future__ import annotations

import json
import random
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile
from scipy.signal import resample_poly

RATE_HZ = 16000
TEXTS = Path(__file__).parent / "texts"
LONG_TEXTS_A_VOICE = 34

Engine = Literal["espeak", "flite", "festival"]
Split = Literal["train", "unseen"]
Part = Literal["train", "held out", "all"]

ESPEAK_TRAIN = (
    "Andy:40 Annie:60 antonio:30 aunty:55 belinda:65 boris:25 caleb:50 david:45 Diogo:35 Gene:50 "
    "gustave:30 Henrique:60 Hugo:20 iven2:45 Jacky:55 john:35 linda:75 marcelo:40 Michael:28 "
    "michel:62 Mike:50 pablo:22 paul:58 pedro:44 quincy:38 rob:66 robert:30 steph:70 steph3:50 "
    "Storm:45 zac:58 f2:50 f3:65 f4:45 f5:55 klatt2:40 klatt4:60 m2:30 m3:50 m4:60 m6:45 m7:70 "
    "m8:30 grandpa:45 anika:60"
)
ESPEAK_UNSEEN = (
    "Alex:45 Alicia:60 Andrea:55 benjamin:30 ed:40 Lee:55 steph2:45 f1:60 klatt3:35 m1:45 "
    "sandro:50 victor:40 m5:55 max:35"
)
NATURAL: tuple[tuple[Engine, str, str, Split], ...] = (
    ("flite", "kal16", "en", "train"),
    ("flite", "awb", "en", "train"),
    ("flite", "rms", "en", "train"),
    ("flite", "slt", "en", "unseen"),
    ("festival", "ked_diphone", "en", "unseen"),
    ("festival", "lp_diphone", "it", "train"),
    ("festival", "pc_diphone", "it", "train"),
    ("festival", "czech_dita", "cz", "unseen"),
    ("festival", "czech_krb", "cz", "train"),
    ("festival", "czech_machac", "cz", "train"),
    ("festival", "czech_ph", "cz", "train"),
    ("festival", "hy_fi_mv_diphone", "fi", "train"),
    ("festival", "suo_fi_lj_diphone", "fi", "train"),
    ("festival", "upc_ca_ona_hts", "ca", "train"),
)
"""Voices made from recordings of people; the trained ones are also spoken slower and faster."""

Signal = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BankVoice:
    """One voice to render. ``family`` is shared by versions of the same voice."""

    name: str
    family: str
    engine: Engine
    language: str
    variant: str
    split: Split
    pitch: int = 50
    words_a_minute: int = 160
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """16-bit samples at 16 kHz, its speech ``segments`` in seconds, and whether it is short."""

    samples: NDArray[np.int16]
    segments: tuple[tuple[float, float], ...]
    short: bool


Bank = dict[str, list[Utterance]]


def voices() -> tuple[BankVoice, ...]:
    """Every voice of the bank, trained on or kept unseen."""
    made: list[BankVoice] = []
    espeak: dict[Split, str] = {"train": ESPEAK_TRAIN, "unseen": ESPEAK_UNSEEN}
    for split, listed in espeak.items():
        for index, item in enumerate(listed.split()):
            variant, pitch = item.split(":")
            language = ("nl", "en")[index % 2]
            pace = 150 + index * 17 % 45
            name = f"espeak_{variant}"
            made.append(BankVoice(name, name, "espeak", language, variant, split, int(pitch), pace))
    for engine, variant, language, split in NATURAL:
        family = f"{engine}_{variant}"
        for speed in (0.88, 1.0, 1.14) if split == "train" else (1.0,):
            made.append(
                BankVoice(
                    f"{family}_{speed}", family, engine, language, variant, split, speed=speed
                )
            )
    return tuple(made)


def family_of(name: str) -> str:
    """The voice behind a version of it: nobody talks to himself in a made-up conversation."""
    original = name.partition("~")[0]
    return next(voice.family for voice in voices() if voice.name == original)


def render(folder: Path) -> None:
    """Render every voice that ``folder`` does not hold yet (about two minutes on two cores)."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        for line in pool.map(lambda voice: _render_voice(voice, folder), voices()):
            print(line, flush=True)


def load(folder: Path, split: Split, part: Part) -> Bank:
    """Utterances by voice. A quarter of a trained voice's utterances is held out for testing."""
    bank: Bank = {}
    for voice in voices():
        if voice.split != split:
            continue
        stored = np.load(folder / f"{voice.name}.npz")
        meta = json.loads(str(stored["meta"]))
        bank[voice.name] = [
            Utterance(stored[f"u{index}"], tuple(map(tuple, row["segments"])), row["short"])
            for index, row in enumerate(meta)
            if part == "all" or (index % 4 == 3) == (part == "held out")
        ]
    return bank


def _render_voice(voice: BankVoice, folder: Path) -> str:
    path = folder / f"{voice.name}.npz"
    if path.exists():
        return f"{voice.name}: already there"
    rng = random.Random(voice.name)
    long_texts = (TEXTS / f"{voice.language}.txt").read_text().splitlines()
    short_texts = (TEXTS / f"{voice.language}.short.txt").read_text().splitlines()
    rng.shuffle(long_texts)
    texts = long_texts[:LONG_TEXTS_A_VOICE] + short_texts
    with tempfile.TemporaryDirectory() as scratch:
        _speak_all(voice, texts, Path(scratch), rng)
        arrays: dict[str, NDArray[np.int16]] = {}
        meta: list[dict[str, object]] = []
        for index, text in enumerate(texts):
            utterance = _read_utterance(Path(scratch) / f"{index}.wav", voice.speed)
            if utterance is not None:
                samples, segments = utterance
                arrays[f"u{len(meta)}"] = samples
                meta.append({"segments": segments, "short": text in short_texts})
    if len(meta) < 10:
        raise RuntimeError(
            f"voice {voice.name} could not be rendered: is its Debian package installed?"
        )
    np.savez(path, meta=json.dumps(meta), **arrays)  # type: ignore[arg-type]
    return f"{voice.name}: {len(meta)} utterances"


def _speak_all(voice: BankVoice, texts: Sequence[str], into: Path, rng: random.Random) -> None:
    if voice.engine == "festival":
        lines = [f"(voice_{voice.variant})"]
        for index, text in enumerate(texts):
            lines.append(f'(set! u (utt.synth (Utterance Text "{text}")))')
            lines.append(f'(utt.save.wave u "{into}/{index}.wav" \'riff)')
        script = into / "speak.scm"
        script.write_text("\n".join(lines))
        _run("festival", "-b", str(script))
        return
    for index, text in enumerate(texts):
        out = str(into / f"{index}.wav")
        if voice.engine == "espeak":
            pace = str(voice.words_a_minute + rng.randint(-8, 8))
            who = f"{voice.language}+{voice.variant}"
            _run("espeak-ng", "-v", who, "-p", str(voice.pitch), "-s", pace, "-w", out, text)
        else:
            _run("flite", "-voice", voice.variant, "-o", out, "-t", text)


def _run(*command: str) -> None:
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, check=False
    )


def _read_utterance(
    path: Path, speed: float
) -> tuple[NDArray[np.int16], list[tuple[float, float]]] | None:
    if not path.exists():
        return None
    rate, raw = wavfile.read(path)
    sound = raw.astype(np.float32)
    ratio = Fraction(RATE_HZ, rate) / Fraction(speed).limit_denominator(50)
    if ratio != 1:
        sound = resample_poly(sound, ratio.numerator, ratio.denominator).astype(np.float32)
    segments = speech_segments(sound)
    if not segments:
        return None
    first, last = segments[0][0], segments[-1][1]
    sound = sound[int(first * RATE_HZ) : int(last * RATE_HZ)]
    sound = sound / (np.sqrt((sound**2).mean()) + 1e-9) * 2000
    shifted = [(start - first, end - first) for start, end in segments]
    return np.clip(sound, -32767, 32767).astype(np.int16), shifted


def speech_segments(
    sound: Signal, below_db: float = -38.0, shortest_gap_s: float = 0.25
) -> list[tuple[float, float]]:
    """Seconds with sound: within ``below_db`` of the loud parts, gaps under 0.25 s closed."""
    hop = 80
    frames = len(sound) // hop
    if frames < 4:
        return []
    energy = (sound[: frames * hop].reshape(frames, hop) ** 2).mean(1)
    energy = np.convolve(energy, np.ones(3) / 3, "same")
    loud = 10 * np.log10(energy / (np.percentile(energy, 95) + 1e-9) + 1e-12) > below_db
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    merged: list[tuple[float, float]] = []
    for start, end in edges.reshape(-1, 2) * hop / RATE_HZ:
        if merged and start - merged[-1][1] < shortest_gap_s:
            merged[-1] = (merged[-1][0], float(end))
        else:
            merged.append((float(start), float(end)))
    return [(start, end) for start, end in merged if end - start >= 0.05]
