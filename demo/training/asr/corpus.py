"""What the demo voices say in training: sentences, recombined fragments and word salad.

A model trained on sentences alone learns which sentences are likely, and writes those whatever is
said. So more than half of the texts are fragments of unrelated sentences set side by side, or
words in any order: there only the sound tells what comes next.
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from demo import script

LANGUAGES = ("nl", "en")

KINDS = {"sentence": 0.25, "splice": 0.27, "salad": 0.40, "short": 0.08}
"""Share of each kind of text. Only salad says every word of the list equally often, and a word is
known when it has been heard some fifty times, in every voice."""

SHORT_WORDS = 3
"""A sentence of up to this many words is also spoken on its own as kind ``short``."""

MIXED_SLOTS = ("first", "last", "day", "month", "hour", "n", "amount", "unit", "fill")
"""Lists whose entries stand in for a word of a salad now and then."""

_MARKS = ".,?!:"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The written material of one language. ``words`` is every distinct word, in the case in
    which it stands inside a sentence."""

    language: str
    slots: dict[str, tuple[str, ...]]
    templates: tuple[str, ...]
    spoken: tuple[str, ...]
    words: tuple[str, ...]


def held_out(text: str) -> bool:
    """One text in ten, told by its hash, is never trained on and serves to measure."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 10 == 0


@cache
def load(language: str) -> Corpus:
    """Read ``text/<language>.txt`` and the demo scripts of that language."""
    slots: dict[str, tuple[str, ...]] = {}
    templates: list[str] = []
    extra: list[str] = []
    source = files("demo.training.asr") / "text" / f"{language}.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("@words:"):
            extra += line.removeprefix("@words:").split()
        elif line.startswith("@"):
            name, _, values = line[1:].partition(":")
            slots[name] = tuple(values.strip().split("|"))
        elif line and not line.startswith("#"):
            templates.append(line)
    spoken = _script_lines(language)
    listed = [value for values in slots.values() for value in values]
    words = _words([*templates, *spoken], listed, extra)
    return Corpus(language, slots, tuple(templates), spoken, words)


def _script_lines(language: str) -> tuple[str, ...]:
    folder = Path(__file__).parents[2] / "scripts"
    scripts = [script.load(path) for path in sorted(folder.glob("*.call"))]
    return tuple(line.text for call in scripts if call.language == language for line in call.lines)


def _words(sentences: list[str], listed: list[str], extra: list[str]) -> tuple[str, ...]:
    """Distinct words. A word keeps its capital only where it has one inside a sentence."""
    inside: set[str] = set(extra) | {word for value in listed for word in value.split()}
    first: set[str] = set()
    for sentence in sentences:
        fresh = True
        for word in re.sub(r"\{\w+\}", "Slot", sentence).split():
            bare = word.strip(_MARKS)
            (first if fresh else inside).add(bare)
            fresh = word[-1] in ".?!:"
    lower = {word.lower() for word in inside if word == word.lower()}
    kept = inside | {word.lower() for word in first if word not in inside}
    proper = {w for w in kept if w != w.lower() and w.lower() not in lower}
    plain = {w.lower() for w in kept} - {w.lower() for w in proper}
    return tuple(sorted((proper | plain) - {"", "Slot", "slot"}))


def draw(corpus: Corpus, rng: random.Random) -> tuple[str, str]:
    """One text and its kind."""
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    if kind == "salad":
        return kind, _salad(corpus, rng)
    if kind == "splice":
        return kind, _splice(corpus, rng)
    if kind == "short":
        return kind, _short(corpus, rng)
    return kind, _sentence(corpus, rng)


def _sentence(corpus: Corpus, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(corpus.spoken)
    text = rng.choice(corpus.templates)
    while "{" in text:
        text = re.sub(
            r"\{(\w+)\}", lambda found: rng.choice(corpus.slots[found.group(1)]), text, count=1
        )
    return _capital(text)


def _short(corpus: Corpus, rng: random.Random) -> str:
    few = [s for s in corpus.templates + corpus.spoken if _is_short(s)]
    if rng.random() < 0.25:
        word = rng.choice([*corpus.words, *corpus.slots["fill"]])
        return _capital(word) + rng.choice(".?.")
    return rng.choice(few)


def _is_short(sentence: str) -> bool:
    return "{" not in sentence and len(sentence.split()) <= SHORT_WORDS


def _salad(corpus: Corpus, rng: random.Random) -> str:
    words = [
        rng.choice(corpus.slots[rng.choice(MIXED_SLOTS)])
        if rng.random() < 0.12
        else rng.choice(corpus.words)
        for _ in range(rng.choice([2, 3, 4, 5, 6, 7]))
    ]
    return _capital(" ".join(words)) + rng.choice("...?")


def _splice(corpus: Corpus, rng: random.Random) -> str:
    """Fragments of 2 to 6 words of unrelated sentences, one after the other."""
    pieces: list[str] = []
    for _ in range(rng.choice([1, 2, 2, 3])):
        words = _sentence(corpus, rng).split()
        size = min(len(words), rng.randint(2, 6))
        start = rng.randint(0, len(words) - size)
        part = [_inside(corpus, word) for word in words[start : start + size]]
        pieces.append(" ".join([*part[:-1], part[-1].strip(_MARKS)]))
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += rng.choice([" ", " ", " ", ", "]) + piece
    return _capital(joined) + rng.choice("...?")


def _inside(corpus: Corpus, word: str) -> str:
    """A word as it is written inside a sentence: no full stop, a capital only for a name."""
    bare = word.strip(_MARKS)
    plain = word.replace(".", "").replace("?", "").replace("!", "").replace(":", "")
    return plain if bare in _word_set(corpus.language) else plain.lower()


@cache
def _word_set(language: str) -> frozenset[str]:
    return frozenset(load(language).words)


def _capital(text: str) -> str:
    """A capital on the first letter, as at the start of a sentence."""
    return text[:1].upper() + text[1:]
