"""Cues that mislead: which phrase of which language pack stands behind findings coaches reject.

Only commitments and tension are looked at: they are there because a phrase was said. A silence is
there because somebody was silent.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.language.pack import LANGUAGES
from flows.settings import ReviewSettings
from review.calibrate import Tally

FROM_PHRASES = frozenset({"commitment", "tension"})


@dataclass(frozen=True, slots=True)
class CueProposal:
    """A phrase to take out or to narrow, and the lists (``nl.toml [section] name``) it is in."""

    phrase: str
    places: tuple[str, ...]
    tally: Tally


def cue_proposals(found: Iterable[Tally], settings: ReviewSettings) -> list[CueProposal]:
    """Phrases right less often than ``precision_below``, after ``fewest_verdicts`` verdicts."""
    return [
        CueProposal(tally.name, places, tally)
        for tally in found
        if tally.what in FROM_PHRASES
        and tally.right + tally.wrong >= settings.fewest_verdicts
        and (tally.precision or 0.0) < settings.precision_below
        and (places := tuple(_places(tally.name)))
    ]


def _places(phrase: str) -> Iterator[str]:
    for language in LANGUAGES:
        for section, lists in _pack(language).items():
            if isinstance(lists, dict):
                for name, phrases in lists.items():
                    if isinstance(phrases, list) and phrase in phrases:
                        yield f"{language}.toml [{section}] {name}"


@cache
def _pack(language: str) -> dict[str, object]:
    text = (files("configs") / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
