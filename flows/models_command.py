"""``callprobe models``: which models there are, fetching them, checking them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.context import folder_out, screen, settings_of

if TYPE_CHECKING:
    from rich.console import Console

    from flows.model_shelf import Shelved

app = typer.Typer(
    help="The models callprobe hears with: list, fetch, verify.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

STYLES = {"verified": "green", "no hashes noted": "yellow"}
"""Any other state keeps calls from being heard."""


@app.command("list")
def list_(context: typer.Context) -> None:
    """Show the models the settings name. Where they are, how large, and whether they are whole."""
    console = screen()
    for model in _read(context, console):
        _print(model, console)


@app.command()
def verify(context: typer.Context) -> None:
    """Compare every file with the hash noted when it was fetched. Status 1 where one differs."""
    console = screen()
    wrong = False
    for model in _read(context, console):
        wrong |= model.state not in STYLES
        console.print(f"{model.key} {model.name}: {model.state}", markup=False, soft_wrap=True)
        if model.trouble:
            console.print(f"  {model.trouble}", markup=False, soft_wrap=True)
    if wrong:
        raise typer.Exit(1)


@app.command()
def fetch(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", help="A folder with the models, or a mirror's address; else the hub."
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--to",
            help="Also copy them into this folder, to carry elsewhere.",
            callback=folder_out,
        ),
    ] = None,
) -> None:
    """Bring the models that the settings name to this machine. Their hashes are noted."""
    if source is not None and not source.strip():  # a variable that is not set: not the internet
        said = "it is empty: give a folder or an address, or leave the option out"
        raise typer.BadParameter(said, param_hint="--from")

    from analysis.speech.quiet import keep_quiet
    from flows.model_shelf import KEYS, save
    from flows.model_shelf import fetch as bring

    keep_quiet()
    settings, console = settings_of(context).analysis.models, screen()
    for key in KEYS:
        folder, done = bring(key, settings, source)
        console.print(f"{key} {getattr(settings, key)}: {done}", markup=False, soft_wrap=True)
        console.print(f"  {folder}", markup=False, soft_wrap=True)
        if into is not None:
            console.print(f"  copied to {save(key, settings, into)}", markup=False, soft_wrap=True)


def _read(context: typer.Context, console: Console) -> list[Shelved]:
    """The models, with a sign of life while gigabytes are read."""
    from analysis.speech.quiet import keep_quiet
    from flows.model_shelf import shelf

    keep_quiet()
    settings = settings_of(context).analysis.models
    with console.status("reading the models"):
        return list(shelf(settings))


def _print(model: Shelved, console: Console) -> None:
    from rich.text import Text

    from flows.model_shelf import size_said

    console.print(Text.assemble((f"{model.key}  ", "bold"), model.name), soft_wrap=True)
    if model.folder is not None and model.size is not None:
        console.print(Text(f"  in     {model.folder}"), soft_wrap=True)
        console.print(f"  size   {size_said(model.size)}", markup=False)
        console.print(f"  hash   {model.hash}", markup=False)
    console.print(Text.assemble("  state  ", (model.state, STYLES.get(model.state, "red"))))
    if model.trouble:
        console.print(Text(f"  {model.trouble}"), soft_wrap=True)
