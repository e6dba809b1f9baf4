"""Which language a call is in, and each side of it.

A Dutch seller may call an English customer. Each side is written down in its own language; a call
in two languages is said to be one, since the cues of one language say nothing of the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.heard import Doubt
from analysis.language.pack import LANGUAGES
from analysis.speech.settings import SpeechSettings

NAMES = {"nl": "Dutch", "en": "English"}


@dataclass(frozen=True, slots=True)
class SideHeard:
    """A side's seconds of speech, and the probability (0-1) of each language over them."""

    label: str
    seconds: float
    probabilities: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The call's language (None where it is none that callprobe knows) and how sure (0-1);
    the language to write each side down in; a doubt where two are spoken."""

    language: str | None
    confidence: float
    of: dict[str, str]
    doubt: Doubt | None


def tell_languages(
    sides: Sequence[SideHeard], told: str | None, settings: SpeechSettings
) -> Spoken:
    """``told`` is what somebody said of the call: it goes before what is found, but a side that
    clearly speaks another language than the other side does keeps its own."""
    weight = sum(side.seconds for side in sides)
    if weight <= 0:
        return Spoken(None, 0.0, {}, None)
    known = {
        language: sum(s.seconds * s.probabilities.get(language, 0.0) for s in sides) / weight
        for language in LANGUAGES
    }
    best = max(known, key=lambda language: known[language])
    if told in known:
        best = told
    elif sum(known.values()) < settings.languages_from:
        return Spoken(None, sum(known.values()), dict.fromkeys(_labels(sides), LANGUAGES[0]), None)
    own = {side.label: _own(side, settings) for side in sides}
    sure = {language for language in own.values() if language is not None}
    if len(sure) < 2:
        return Spoken(best, known[best], dict.fromkeys(_labels(sides), best), None)
    return Spoken(
        best,
        known[best],
        {label: language or best for label, language in own.items()},
        Doubt(
            "mixed_languages",
            f"two languages: {_figures(sides, own)}",
            "doubt_languages",
            _seconds(sides, own),
        ),
    )


def _own(side: SideHeard, settings: SpeechSettings) -> str | None:
    """The language a side clearly speaks, None where it says too little to tell."""
    best = max(LANGUAGES, key=lambda language: side.probabilities.get(language, 0.0))
    clear = side.probabilities.get(best, 0.0) >= settings.side_language_from
    return best if clear and side.seconds >= settings.side_language_from_s else None


def _labels(sides: Sequence[SideHeard]) -> list[str]:
    return [side.label for side in sides]


def _seconds(sides: Sequence[SideHeard], own: Mapping[str, str | None]) -> dict[str, float]:
    """Seconds of speech in each language."""
    return {
        name: round(sum(side.seconds for side in sides if own[side.label] == name), 3)
        for name in LANGUAGES
    }


def _figures(sides: Sequence[SideHeard], own: Mapping[str, str | None]) -> str:
    said = []
    for side in sides:
        language = own[side.label]
        if language is not None:
            sure = side.probabilities[language]
            said.append(f"{side.label} speaks {NAMES[language]} ({sure:.2f}, {side.seconds:.0f} s)")
    return ", ".join(said)
