"""``callprobe report``: a period's calls as one HTML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.context import file_out, settings_of


def report(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option(help="The first day; else that of the first call.", metavar="DAY")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="The last day; else that of the last call.", metavar="DAY")
    ] = None,
    language: Annotated[str, typer.Option(help="nl or en.")] = "en",
    out: Annotated[
        Path, typer.Option(help="The file to write; its folder must be there.", callback=file_out)
    ] = Path("report.html"),
) -> None:
    """Write a report of a period. Outcomes, sellers, silences, promises, and what to hear first."""
    from analysis.language.pack import LANGUAGES
    from flows.files import write_whole
    from flows.report.data import findings, period_of
    from flows.report.page import page, today
    from flows.troubles import to_write

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language} is neither nl nor en", param_hint="--language")
    snapshot = settings_of(context).snapshot
    period = period_of(snapshot, _day("--since", since), _day("--until", until))
    with to_write(out):
        write_whole(out, page(findings(snapshot, period), language, today()).encode())
    print(f"written to {out}")


def _day(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is no day: write it as 2026-03-31", param_hint=option
        ) from error
