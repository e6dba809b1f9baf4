"""What a setting may be, each with the sentence that says what is right."""

from __future__ import annotations

import re
from os.path import normpath, pardir, sep
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from flows.places import is_remote, place

NotNegative = Annotated[float, Field(ge=0)]
Pause = Annotated[float, Field(ge=0, le=86_400)]
"""Seconds that callprobe waits: a day at most, more is a slip that would stop it for good."""

Many = 100_000
"""More calls, silences, verdicts or days than this are a slip, and no row of a table holds them."""

KEPT_THERE = frozenset(
    "records transcripts verdicts coaching review voices ledger prefect callprobe.log".split()
)
"""The names in the data folder that are callprobe's own."""


def _like(pattern: str, said: str) -> AfterValidator:
    """A text of this form; ``said`` is the sentence where it is of another one."""

    def checked(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(said)
        return text

    return AfterValidator(checked)


Extension = Annotated[str, _like(r"\.[a-z0-9]+", 'give endings in small letters, like ".wav"')]
Word = Annotated[str, _like(r"\w+", "give single words")]
Host = Annotated[str, _like(r"[A-Za-z0-9.-]+", 'give names of hosts, like "coach.example.com"')]
Page = Annotated[
    str, _like(r"(https?://\S+)?", 'give an address, like "https://coach.example.com"')
]


def _not_ours(name: str) -> str:
    """A database lies in the data folder, whose lock keeps two runs apart, and not in what
    callprobe keeps there itself."""
    first = normpath(name).partition(sep)[0]
    if first in ("", pardir):  # of a path from the root there is nothing before the first "/"
        raise ValueError(
            'give a name inside the data folder, like "callprobe.duckdb"; '
            "`callprobe publish --out FILE` writes a copy elsewhere"
        )
    if first in KEPT_THERE:
        raise ValueError(
            'callprobe keeps something else under that name: give another, like "callprobe.duckdb"'
        )
    return name


Filled = Annotated[
    str,
    _like(r"[^\0]*[^\s\0][^\0]*", 'give the name of a file, like "callprobe.duckdb"'),
    AfterValidator(_not_ours),
]
FileOrNone = Annotated[
    str,
    _like(r"|[^\0]*[^\s\0][^\0]*", 'give the name of a file, or "" for none'),
    AfterValidator(_not_ours),
]
InboxFile = Annotated[
    str, _like(r"[^/\\\0]*[^/\\\0.\s][^/\\\0]*", 'give the name of a file, like "manifest.csv"')
]
Header = Annotated[str, _like(r"[A-Za-z0-9-]*", 'give the name of a header, like "X-Remote-User"')]


def folder(text: object) -> Path:
    """A folder, here or on object storage. Raises ValueError."""
    if not text or not isinstance(text, str | Path) or "\0" in str(text):
        raise ValueError('give the name of a folder, like "inbox"; "." is the one you are in')
    return place(at_home(str(text)))


def at_home(name: str) -> str:
    """A name that begins with "~", as a shell reads it: callprobe would make a folder called so.
    Raises ValueError."""
    if not name.startswith("~"):
        return name
    try:
        return str(Path(name).expanduser())
    except RuntimeError as error:
        raise ValueError(
            'nobody of that name has a home here: give the whole path, or "./" before it'
        ) from error


UsersFile = Annotated[str, AfterValidator(at_home)]


def here(text: object) -> Path:
    """A folder of this machine: DuckDB and the lock need one. Raises ValueError."""
    if is_remote(named := folder(text)):
        raise ValueError("it must be on this machine; what may be elsewhere is [folders] kept")
    return named


def shared(text: object) -> Path | None:
    """A folder of object storage, or none. Raises ValueError."""
    if text == "":
        return None
    if not is_remote(named := folder(text)):
        raise ValueError("it must be an address such as s3://bucket/folder, or empty")
    return named
