"""A settings file as it is read: text in UTF-8, and TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flows.wrong_setting import SettingsError


def text_of(file: Path) -> str:
    """What is written in it. Raises SettingsError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        then = "put it there, give this user the right to it, or name another"
        raise SettingsError(f"the settings file {file} cannot be read ({why}): {then}") from error
    except UnicodeDecodeError as error:
        said = f"the settings file {file} is not written in UTF-8: save it so"
        raise SettingsError(said) from error


def parsed(text: str, source: str) -> dict[str, Any]:
    """Its sections. Raises SettingsError, which names the ``source``."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{source} is no TOML: {error}") from error
