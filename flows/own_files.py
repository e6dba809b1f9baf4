"""Which files are not to be written over: callprobe's own, and those of whoever fills the inbox.

Every option that names a file or a folder to write to goes by this one rule.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import typer

from flows.places import is_remote
from flows.settings import CONFIG_VARIABLE, Settings

FOLDERS = frozenset("coaching ledger prefect records review transcripts verdicts voices".split())
"""What callprobe keeps its files in, in the data folder. The rest of that is free for others: it
may be where somebody stands."""


def refuse_own(
    out: Path,
    settings: Settings,
    config: Path | None = None,
    *,
    option: str = "--out",
    publishes: Path | None = None,
    kind: Literal["file", "folder"] = "file",
) -> None:
    """What somebody asked for goes beside callprobe's own, never over it or into it, nor among the
    recordings, where no forgetting would find it.

    ``config`` is the settings file given on the command line, ``option`` what named ``out``,
    ``kind`` what is to be named instead, ``publishes`` the one file of the pipeline's that is meant
    to be written. Raises BadParameter.
    """
    if publishes is not None and _same(out, publishes):
        return
    if what := _what(out, settings, config):
        raise typer.BadParameter(f"{out} is {what}: name another {kind}", param_hint=option)


def _what(out: Path, settings: Settings, config: Path | None) -> str | None:
    named = config or os.environ.get(CONFIG_VARIABLE)
    own = [
        (settings.database, "the pipeline's own warehouse"),
        (settings.snapshot, "the snapshot with words and names"),
        (settings.figures_only, "the snapshot without words and names"),
        (Path(named) if named else None, "the settings file in use"),
    ]
    for path, what in own:
        if path is not None and _same(out, path):
            return what
    if any(_among_ours(out, folder) for folder in {settings.folders.data, settings.kept}):
        return "in the data folder, one of callprobe's own"
    if _below(out, settings.folders.inbox) is not None:
        return "in the inbox, which is for recordings and what is told about them"
    return None


def _same(out: Path, path: Path) -> bool:
    return out.resolve() == path.resolve() or (
        out.exists() and path.exists() and out.samefile(path)
    )


def _among_ours(out: Path, data: Path) -> bool:
    """Whether it is in a folder of callprobe's in the data folder, or called there like a log, a
    database with what DuckDB writes beside it, or a file that is being written."""
    below = _below(out, data)
    if below is None or not below.parts:
        return False
    first = below.parts[0]
    alone = len(below.parts) == 1
    return first in FOLDERS or (
        alone and (first.startswith(".") or first.endswith((".log", ".wal")))
    )


def _below(out: Path, folder: Path) -> Path | None:
    """The path inside a folder; None where it is not there."""
    if is_remote(folder) or not out.resolve().is_relative_to(folder.resolve()):
        return None
    return out.resolve().relative_to(folder.resolve())
