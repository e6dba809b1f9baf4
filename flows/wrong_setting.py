"""What is said of a setting that does not exist or has a wrong value: the setting, where it was
given, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

PACKAGED = "configs/callprobe.toml"
"""The source of what nobody set."""

RIGHT = {
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "string": 'a text in quotes, like "text"',
    "tuple": "a list in square brackets",
    "dict": "a table of words, like { double = 2, triple = 3 }",
}
"""What is right where a value is of another kind, by the beginning of pydantic's name for that."""

CUE_LISTS = 'a table of lists, like { "nl.commitments.stalls" = ["one", "two"] }'

LONGEST_SHOWN = 80
"""Letters of a value: what is wrong with a longer one stands behind it, and is to be seen."""


class SettingsError(ValueError):
    """A setting that is unknown or has a wrong value: one sentence with file and setting."""


def unknown(key: str, source: str, known: Iterable[str]) -> SettingsError:
    """There is no setting ``key`` among ``known``: which one was probably meant?"""
    known = sorted(known)
    inside = [item for item in known if item.startswith(f"{key}.")]
    if inside:
        section, _, name = inside[0].rpartition(".")
        return SettingsError(
            f"{source}: [{section}] is a section of settings, not one of them: write it on a line "
            f"of its own and its settings below it, as {name} = …"
        )
    section = key.rpartition(".")[0]
    siblings = [item for item in known if item.rpartition(".")[0] == section]
    near = difflib.get_close_matches(key, siblings or known, n=1, cutoff=0.4)
    near = near or difflib.get_close_matches(key, known, n=1, cutoff=0.0)
    return SettingsError(
        f"{source}: there is no setting {_spelled(key)}"
        + (f"; did you mean {_spelled(near[0])}?" if near else "")
    )


def refuse_one_underscore(names: Iterable[str], prefix: str, known: Iterable[str]) -> None:
    """A variable ``CALLPROBE_FOLDERS_INBOX`` would set nothing, and say nothing. Raises
    SettingsError."""
    meant = {prefix + key.upper().replace(".", "_"): key for key in known}
    for name in sorted(meant.keys() & set(names)):
        right = prefix + meant[name].upper().replace(".", "__")
        if name != right:
            raise SettingsError(
                f"{name} sets nothing: write {right}, with two underscores behind the section"
            )


def wrong(
    errors: Sequence[ErrorDetails], sources: Mapping[str, str], document: Mapping[str, Any]
) -> SettingsError:
    """The first of the ``errors`` in a ``document``; ``sources`` tell where each is from."""
    first = errors[0]
    place = [str(part) for part in first["loc"] if part != "analysis"]
    ends = (".".join(place[:end]) for end in range(len(place), 0, -1))
    key = next((name for name in ends if name in sources), ".".join(place))
    if key not in sources:  # settings that will do each, and not together
        own = {sources[name] for name in sources if name.startswith(f"{key}.")}
        given = " and ".join(sorted(own - {PACKAGED}) or [PACKAGED])
        return SettingsError(f"{given}: {_spelled(key)} will not do: {_right(errors)}")
    value = first["input"]
    if first["type"] == "missing":  # of a list that is too short
        value = _value(document, key)
    source = sources[key]
    right = f"give {CUE_LISTS}" if key.startswith("cues.") else _right(errors)
    return SettingsError(f"{source}: {_spelled(key)} = {_shown(value)} will not do: {right}")


def _right(errors: Sequence[ErrorDetails]) -> str:
    """What to give instead."""
    kind, context = errors[0]["type"], errors[0].get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "missing":
        lacks = [error["loc"][-1] for error in errors if error["type"] == "missing"]
        return f"give {1 + max(place for place in lacks if isinstance(place, int))} values"
    words = {
        "greater_than_equal": "{ge:g} or more",
        "greater_than": "more than {gt:g}",
        "less_than_equal": "{le:g} or less",
        "literal_error": "{expected}",
        "string_too_short": "a text that is not empty",
        "too_short": "at least {min_length} values",
        "too_long": "{max_length} values",
    }
    if kind == "too_short" and context["min_length"] == 1:
        return "give one at least"
    named = words[kind].format(**context) if kind in words else RIGHT.get(kind.partition("_")[0])
    return f"give {named}" if named else str(errors[0]["msg"]).lower()


def _value(document: Mapping[str, Any], key: str) -> Any:
    found: Any = document
    for part in key.split("."):
        found = found[part]
    return found


def _shown(value: Any) -> str:
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"


def _spelled(key: str) -> str:
    section, _, name = key.rpartition(".")
    return f"[{section}] {name}" if section else f"[{name}]"
