"""What every command of ``callprobe`` starts from: the settings in force, and the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from flows.settings import Settings


def settings_of(context: typer.Context) -> Settings:
    """The settings in force, the command line's own included. Raises SettingsError."""
    from flows.settings import load_settings

    given = _given(context)
    settings = load_settings(given.get("config"))
    folders = {name: given[name] for name in ("inbox", "data") if given.get(name) is not None}
    settings = settings.model_copy(update={"folders": settings.folders.model_copy(update=folders)})
    _refuse_folders(settings)
    return settings


def _given(context: typer.Context) -> dict[str, Any]:
    """What stood before the command; nothing for commands that run by themselves."""
    return context.obj or {}


def _refuse_folders(settings: Settings) -> None:
    """No database can be where a folder is: said before the work that would be written to it.
    Raises SettingsError."""
    from flows.settings import SettingsError

    for name in ("database", "snapshot", "figures_only"):
        path: Path | None = getattr(settings, name)
        if path is not None and path.is_dir():
            raise SettingsError(
                f"[warehouse] {name} will not do: {path} is a folder, give another name"
            )


def inbox_folder(text: str) -> Path:
    """The inbox as given on the command line, here or on object storage."""
    from flows.setting_kinds import folder

    return _checked(folder, text)


def data_folder(text: str) -> Path:
    """The data folder as given on the command line."""
    from flows.setting_kinds import here

    return _checked(here, text)


def _checked(kind: Callable[[str], Path], text: str) -> Path:
    try:
        return kind(text if text.strip() else "")
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def named(text: str | None) -> str | None:
    """A name given on the command line: an empty one would mean everybody."""
    if text is not None and not text.strip():
        raise typer.BadParameter("it is empty: give a name, or leave the option out")
    return text


def file_out(context: typer.Context, option: typer.CallbackParam, out: Path | None) -> Path | None:
    """A file to write, as given on the command line: it is refused before the work is done that
    would be written to it. Raises OutputError, BadParameter, SettingsError."""
    if out is not None:
        from flows.troubles import refuse_place

        refuse_place(out)
        _refuse_own(context, option, out, "file")
    return out


def folder_out(
    context: typer.Context, option: typer.CallbackParam, out: Path | None
) -> Path | None:
    """A folder to write to, as given on the command line. Raises BadParameter, SettingsError."""
    if out is not None:
        _refuse_own(context, option, out, "folder")
        if out.exists() and not out.is_dir():
            raise typer.BadParameter(f"{out} is a file: name a folder", param_hint=option.opts[0])
    return out


def _refuse_own(
    context: typer.Context, option: typer.CallbackParam, out: Path, kind: Literal["file", "folder"]
) -> None:
    from flows.own_files import refuse_own

    settings, config = settings_of(context), _given(context).get("config")
    refuse_own(out, settings, config, option=option.opts[0], kind=kind)


def stop_at_broken(settings: Settings) -> None:
    """Name the records that cannot be used, and end with status 1 where there are any."""
    from flows.told import tell_broken
    from flows.work import broken

    if found := broken(settings):
        tell_broken(found, screen())
        raise typer.Exit(1)


def screen() -> Console:
    """The screen, with no colours of rich's own choosing."""
    from rich.console import Console

    return Console(highlight=False)
