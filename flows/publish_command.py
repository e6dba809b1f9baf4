"""``callprobe publish``: the snapshot again, or one for wider circles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.context import settings_of, stop_at_broken

FIGURES_ONLY = "figures-only"


def publish(
    context: typer.Context,
    profile: Annotated[
        str, typer.Option(help=f"all, or {FIGURES_ONLY}: without words and names.")
    ] = "all",
    out: Annotated[
        Path | None, typer.Option(help="The file to write; its folder must be there.")
    ] = None,
) -> None:
    """Publish what was measured as a DuckDB file for others."""
    if profile not in ("all", FIGURES_ONLY):
        raise typer.BadParameter(
            f"{profile} is neither all nor {FIGURES_ONLY}", param_hint="--profile"
        )
    from flows.current import load_records, publish_snapshot
    from flows.figures_only import publish_figures
    from flows.own_files import refuse_own
    from flows.publish import publish as publish_all
    from flows.reviews import load_reviews
    from flows.troubles import keeping, refuse_place, to_write

    settings = settings_of(context)
    if profile == FIGURES_ONLY and out is None and settings.figures_only is None:
        raise typer.BadParameter(
            "say where it goes, or set [warehouse] figures_only", param_hint="--out"
        )
    target = out or (settings.figures_only if profile == FIGURES_ONLY else settings.snapshot)
    assert target is not None
    if out is not None:
        own = settings.figures_only if profile == FIGURES_ONLY else settings.snapshot
        refuse_place(out)
        refuse_own(out, settings, context.obj["config"], publishes=own)
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
