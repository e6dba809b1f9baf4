"""``callprobe import``: transcripts of other programs; ``callprobe export``: a call for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.context import folder_out, named, screen, settings_of, stop_at_broken
from flows.told import calls


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help="WhisperX or Amazon Transcribe Call Analytics JSON, or WebVTT."),
    ],
    seller: Annotated[
        str | None,
        typer.Option(help="The seller's name, as the transcript has it.", callback=named),
    ] = None,
    customer: Annotated[
        str | None, typer.Option(help="The customer's name.", callback=named)
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="The customer's company.", callback=named)
    ] = None,
    language: Annotated[str | None, typer.Option(help="nl or en.")] = None,
) -> None:
    """Measure transcripts that another program made. A sidecar beside each may tell more."""
    from analysis.language.pack import LANGUAGES
    from flows.exchange.jobs import bring_in
    from flows.sidecar import facts_of

    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(
            f"{language!r} is none of {', '.join(LANGUAGES)}", param_hint="--language"
        )
    told = {"seller": seller, "customer": customer, "account": account, "language": language}
    given = facts_of(told, "the command line")
    settings = settings_of(context)
    result = bring_in(files, settings, given)
    console = screen()
    for sentence in (*result.refused, *result.hints):
        console.print(sentence, style="yellow", markup=False)
    console.print(f"{calls(len(result.measured))} measured from words alone, without sound.")
    stop_at_broken(settings)
    if result.refused:
        raise typer.Exit(1)


def export(
    context: typer.Context,
    call: Annotated[str, typer.Argument(help="The recording's name, or the call's id.")],
    form: Annotated[
        str, typer.Option("--as", help="rttm, srt, vtt or whisperx.", metavar="FORMAT")
    ] = "whisperx",
    out: Annotated[
        Path | None,
        typer.Option(help="A folder to write to, instead of the screen.", callback=folder_out),
    ] = None,
) -> None:
    """Write a call for other tools. Who speaks when (RTTM), subtitles, words with times."""
    from flows.exchange.jobs import write_out
    from flows.exchange.written import FORMATS
    from flows.store import Store

    if form not in FORMATS:
        raise typer.BadParameter(f"{form} is none of {', '.join(FORMATS)}", param_hint="--as")
    store = Store(settings_of(context).kept)
    written = write_out(store.find(call), form, out, store.names())
    print(written, end="\n" if isinstance(written, Path) else "")
