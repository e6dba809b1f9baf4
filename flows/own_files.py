"""Which files are not to be written over: callprobe's own, and those of whoever fills the inbox."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from flows.places import is_remote
from flows.settings import CONFIG_VARIABLE, Settings


def refuse_own(
    out: Path, settings: Settings, config: Path | None = None, publishes: Path | None = None
) -> None:
    """A file that somebody asked for goes beside callprobe's own, never over one or among them.

    ``config`` is the settings file given on the command line, ``publishes`` the one file of the
    pipeline's that is meant to be written. Raises BadParameter.
    """
    if publishes is not None and _same(out, publishes):
        return
    if what := _what(out, settings, config):
        raise typer.BadParameter(f"{out} is {what}: name another file", param_hint="--out")


def refuse_folder(out: Path, settings: Settings) -> None:
    """Exports may go beside the recordings, and not among callprobe's own files. Raises
    BadParameter."""
    if not _within(out, settings.folders.inbox) and _within(out, settings.folders.data):
        raise typer.BadParameter(
            f"{out} is in the data folder, whose files are callprobe's own: name another folder",
            param_hint="--out",
        )


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
    if _within(out, settings.folders.data):
        return "in the data folder, whose files are callprobe's own"
    if _within(out, settings.folders.inbox):
        return "in the inbox, which is for recordings and what is told about them"
    return None


def _same(out: Path, path: Path) -> bool:
    return out.resolve() == path.resolve() or (
        out.exists() and path.exists() and out.samefile(path)
    )


def _within(out: Path, folder: Path) -> bool:
    return not is_remote(folder) and out.resolve().is_relative_to(folder.resolve())
