"""File names that tell something: ``sanne_2026-03-09_hendriks.wav`` by patterns in the settings.

A pattern is a regular expression with named groups, tried on the whole name without its ending;
the first that fits counts. A name is nobody's statement, so what does not fit is left alone and
never sets a recording aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from analysis.record import Facts
from flows.alike import composed
from flows.sidecar import FIELDS, SidecarError, facts_of


def checked_pattern(pattern: str) -> str:
    """The pattern itself, if it is one. Raises ValueError with what is wrong in it."""
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error})") from error
    unknown = sorted(groups.keys() - set(FIELDS))
    if unknown or not groups:
        named = ", ".join(unknown) or "no field"
        raise ValueError(f"{pattern!r} names {named}; it may name {', '.join(FIELDS)}")
    return pattern


def facts_in_name(path: Path, patterns: Iterable[str]) -> Facts:
    """What the file's name tells by the first pattern that fits it. Raises nothing."""
    for pattern in patterns:
        found = re.fullmatch(pattern, composed(path.stem))
        if found:
            told = {name: text for name, text in found.groupdict().items() if text}
            try:
                return facts_of(told, path.name)
            except SidecarError:
                continue
    return Facts()
