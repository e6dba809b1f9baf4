"""A perfect transcript made as imperfect as a recognizer's: words lost, words misheard.

Recognizers lose short words and take long ones for words that sound alike. Punctuation is lost
at the same rate. Which words are hit depends on nothing but the transcript, the rate and the
seed.
"""

from __future__ import annotations

import random
from dataclasses import replace

from msgspec import structs

from analysis.heard import Heard, Word

SHORT_LETTERS = 3
"""Words up to this long are the ones recognizers drop."""

SOUND_ALIKE = (
    ("ij", "ei"),
    ("au", "ou"),
    ("aa", "a"),
    ("ee", "e"),
    ("oo", "o"),
    ("ie", "i"),
    ("th", "d"),
    ("v", "f"),
    ("z", "s"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("m", "n"),
    ("w", "v"),
    ("f", "v"),
    ("s", "z"),
    ("p", "b"),
    ("t", "d"),
    ("k", "g"),
    ("n", "m"),
    ("i", "e"),
    ("e", "i"),
    ("a", "e"),
    ("o", "u"),
    ("u", "o"),
)
"""Letters that are taken for one another on the telephone, in either language."""

MARKS = ".,;:?!"


def spoil(heard: Heard, rate: float, *, seed: int = 1) -> Heard:
    """The same call with about ``rate`` (0-1) of its words wrong; times and speakers stay."""
    said = " ".join(word.text for word in heard.words)
    chance = random.Random(f"{seed} {rate} {said}")  # noqa: S311 - not for secrets
    words = [spoiled for word in heard.words if (spoiled := _spoil(word, rate, chance))]
    return replace(heard, words=tuple(words))


def _spoil(word: Word, rate: float, chance: random.Random) -> Word | None:
    """A word as it comes through; None where it is lost: short ones are, long ones change."""
    text = word.text
    bare = text.rstrip(MARKS)
    if bare != text and chance.random() < rate:
        text = bare
    if chance.random() >= rate:
        return structs.replace(word, text=text)
    if len(bare) <= SHORT_LETTERS:
        return None
    return structs.replace(word, text=_misheard(text, chance))


def _misheard(text: str, chance: random.Random) -> str:
    """A sound-alike: one place in the word taken for another sound."""
    fitting = [(true, heard) for true, heard in SOUND_ALIKE if true in text.lower()]
    if not fitting:
        return text
    true, heard = chance.choice(fitting)
    place = text.lower().index(true)
    return text[:place] + heard + text[place + len(true) :]
