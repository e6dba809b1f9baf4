"""What is masked before anything is stored, and how it is spoken."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from analysis.section import Section
from flows.setting_kinds import NotNegative, Word


def _forms(words: str) -> str:
    """Of one number; what is said is compared word by word, in small letters: a form with a blank
    or a capital in it would mask nothing."""
    forms = [form.strip().lower() for form in words.split("|")]
    if not all(re.fullmatch(r"[\w'’-]+", form) for form in forms):
        raise ValueError('give single words, with "|" between two forms of one')
    return "|".join(forms)


def _tie(letters: str) -> str:
    if not re.fullmatch(r"\S+", letters):
        raise ValueError('give what stands between the two in one word, like "en" or "-"')
    return letters.lower()


Spoken = Annotated[str, AfterValidator(_forms)]
Tie = Annotated[str, AfterValidator(_tie)]
Sign = Annotated[Word, AfterValidator(str.lower)]
Ten = Annotated[tuple[Spoken, ...], Field(min_length=10, max_length=10)]
Eight = Annotated[tuple[Spoken, ...], Field(min_length=8, max_length=8)]

WORD_TABLES = frozenset({"redaction.spoken_times"})
"""Tables whose keys are words, not settings: others may be added to those of the package."""


class RedactionSettings(Section):
    """Words for numbers are rows, one a language; ``|`` stands between two forms of one."""

    on: bool
    longest_pause_s: NotNegative
    spoken_digits: tuple[Ten, ...]
    spoken_teens: tuple[Ten, ...]
    spoken_tens: tuple[Eight, ...]
    spoken_ties: tuple[Tie, ...]
    spoken_times: dict[Sign, Annotated[int, Field(ge=2, le=4)]]
    spoken_at: Annotated[tuple[Sign, ...], Field(min_length=1)]
    spoken_dot: Annotated[tuple[Sign, ...], Field(min_length=1)]
