"""What the page itself says, in Dutch and English: ``review/texts/*.toml``, equal key for key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("nl", "en")

Say = Callable[..., str]


@cache
def speaker_of(language: str) -> Say:
    """A function that says ``section.key`` in the language, with what it names filled in.

    ``language`` must be one of LANGUAGES; an unknown key raises KeyError.
    """
    source = files("review") / "texts" / f"{language}.toml"
    texts: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))

    def say(key: str, **named: object) -> str:
        section, _, name = key.partition(".")
        return texts[section][name].format(**named) if named else texts[section][name]

    return say


def clock(seconds: float) -> str:
    """Seconds as a person reads them off a player: ``1:05``, ``1:02:07``."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def decimal(number: float, language: str, places: int = 1) -> str:
    """A number with the language's decimal mark."""
    text = f"{number:.{places}f}"
    return text.replace(".", ",") if language == "nl" else text
