"""``callprobe publish``: the snapshot again, or one for wider circles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.context import file_out, settings_of, stop_at_broken

if TYPE_CHECKING:
    from flows.settings import Settings

FIGURES_ONLY = "figures-only"


def publish(
    context: typer.Context,
    profile: Annotated[
        str, typer.Option(help=f"all, or {FIGURES_ONLY}: without words and names.")
    ] = "all",
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write; its folder must be there.", callback=file_out),
    ] = None,
) -> None:
    """Publish what was measured as a DuckDB file for others."""
    if profile not in ("all", FIGURES_ONLY):
        raise typer.BadParameter(
            f"{profile} is neither all nor {FIGURES_ONLY}", param_hint="--profile"
        )
    from flows.current import load_records, publish_snapshot
    from flows.figures_only import publish_figures
    from flows.publish import publish as publish_all
    from flows.reviews import load_reviews
    from flows.troubles import keeping, to_write

    settings = settings_of(context)
    if profile == FIGURES_ONLY and out is None and settings.figures_only is None:
        raise typer.BadParameter(
            "say where it goes, or set [warehouse] figures_only", param_hint="--out"
        )
    target = out or (settings.figures_only if profile == FIGURES_ONLY else settings.snapshot)
    assert target is not None
    if out is not None:
        _refuse_own(out, settings, profile)
    with keeping(settings.folders.data, settings.kept):
        load_records(settings)
        load_reviews(settings.database, settings.folders.data)
    with to_write(out) if out else keeping(settings.folders.data):
        if profile == FIGURES_ONLY:
            publish_figures(settings.database, target, settings.chosen_for_views)
        elif out is None:
            publish_snapshot(settings)
        else:
            publish_all(settings.database, target, settings.chosen_for_views)
    print(f"published {target}")
    stop_at_broken(settings)


def _refuse_own(out: Path, settings: Settings, profile: str) -> None:
    """A file of the pipeline's own is written as what it is, or not at all."""
    own = {settings.database: "the pipeline's own warehouse"}
    if profile == FIGURES_ONLY:
        own[settings.snapshot] = "the snapshot with words and names"
    elif settings.figures_only is not None:
        own[settings.figures_only] = "the snapshot without words and names"
    for path, what in own.items():
        if out.resolve() == path.resolve() or (
            out.exists() and path.exists() and out.samefile(path)
        ):
            raise typer.BadParameter(f"{out} is {what}: name another file", param_hint="--out")
