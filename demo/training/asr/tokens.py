"""Whisper's multilingual tokens, and the small part of them that the demo's texts use.

Training with all 51,865 output rows would spend most of its time on rows that never occur. Only
the tokens of the corpus get a row; one more class stands for all the others together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

TOKENIZER_FILE = Path(__file__).with_name("tokenizer.json")

VOCABULARY = 51865
"""Number of tokens of a multilingual Whisper model; CTranslate2 tells multilingual by it."""

TIME_STEP_S = 0.1
"""Timestamp tokens are 20 ms apart; the model learns every fifth."""


@cache
def tokenizer() -> Tokenizer:
    """Whisper's own tokenizer, with its merges listed once each (1.8 MB in place of 6.2)."""
    return Tokenizer.from_file(str(TOKENIZER_FILE))


def special(name: str) -> int:
    """The id of ``<|name|>``. Raises ``KeyError`` for an unknown name."""
    found = tokenizer().token_to_id(f"<|{name}|>")
    if found is None:
        raise KeyError(f"no token <|{name}|>")
    return int(found)


END = special("endoftext")
START = special("startoftranscript")
TRANSCRIBE = special("transcribe")
NO_SPEECH = special("nospeech")
NO_TIMES = special("notimestamps")
LANGUAGE = {"nl": special("nl"), "en": special("en")}


@cache
def encode(text: str) -> tuple[int, ...]:
    """Token ids of ``text``."""
    return tuple(tokenizer().encode(text, add_special_tokens=False).ids)


def decode(ids: Iterable[int]) -> str:
    """The text of ``ids``."""
    return str(tokenizer().decode(list(ids)))


@cache
def has_letters(token: int) -> bool:
    """Whether a token is part of a word, and not a mark or a sign."""
    return 0 <= token < END and any(letter.isalnum() for letter in decode([token]))


def time_token(seconds: float) -> int:
    """The timestamp token nearest to a time in a window."""
    return NO_TIMES + 1 + 5 * round(seconds / TIME_STEP_S)


def used(texts: Iterable[str], words: Iterable[str]) -> list[int]:
    """Every token id that these texts and words, with marks and in either case, can need."""
    ids = {END, START, TRANSCRIBE, NO_SPEECH, NO_TIMES, *LANGUAGE.values()}
    ids |= {time_token(step * TIME_STEP_S) for step in range(301)}
    for mark in ".,?!:":
        ids |= set(encode(mark))
    for word in {word for text in texts for word in text.split()} | set(words):
        bare = word.strip(".,?!:")
        for form in (word, bare, bare.lower(), bare[:1].upper() + bare[1:]):
            ids |= set(encode(" " + form))
    return sorted(ids)
