"""What is masked before anything is stored, and how it is spoken."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from analysis.section import Section
from flows.setting_kinds import NotNegative, Word

Spoken = Annotated[str, AfterValidator(str.lower)]
"""What is said is compared in small letters: a word with a capital would mask nothing."""

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
    spoken_ties: tuple[Spoken, ...]
    spoken_times: dict[Sign, Annotated[int, Field(ge=2, le=4)]]
    spoken_at: Annotated[tuple[Sign, ...], Field(min_length=1)]
    spoken_dot: Annotated[tuple[Sign, ...], Field(min_length=1)]
