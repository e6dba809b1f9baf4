"""What pages say, in Dutch and English, and how they write a time and a number."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

Say = Callable[..., str]


@cache
def speaker_of(package: str, folder: str, language: str) -> Say:
    """A function that says ``section.key`` of the package's ``folder/language.toml``, with what it
    names filled in. An unknown key raises KeyError."""
    source = files(package) / folder / f"{language}.toml"
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
