"""What is masked before anything is stored, and how it is spoken."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from analysis.section import Section
from flows.setting_kinds import NotNegative, Word

Ten = Annotated[tuple[str, ...], Field(min_length=10, max_length=10)]
Eight = Annotated[tuple[str, ...], Field(min_length=8, max_length=8)]


class RedactionSettings(Section):
    """Words for numbers are rows, one a language; ``|`` stands between two forms of one."""

    on: bool
    longest_pause_s: NotNegative
    spoken_digits: tuple[Ten, ...]
    spoken_teens: tuple[Ten, ...]
    spoken_tens: tuple[Eight, ...]
    spoken_ties: tuple[str, ...]
    spoken_times: dict[str, Annotated[int, Field(ge=2, le=4)]]
    spoken_at: Annotated[tuple[Word, ...], Field(min_length=1)]
    spoken_dot: Annotated[tuple[Word, ...], Field(min_length=1)]
