"""What every command of ``callprobe`` starts from: the settings in force, and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from flows.settings import Settings


def settings_of(context: typer.Context) -> Settings:
    """The settings in force, the command line's own included. Raises SettingsError."""
    from flows.settings import load_settings

    given: dict[str, Any] = context.obj
    settings = load_settings(given["config"])
    folders = {name: given[name] for name in ("inbox", "data") if given[name] is not None}
    return settings.model_copy(update={"folders": settings.folders.model_copy(update=folders)})


def screen() -> Console:
    """The screen, with no colours of rich's own choosing."""
    from rich.console import Console

    return Console(highlight=False)
