"""``callprobe voices``: sellers known by their voice, for whoever agreed to that."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.context import screen, settings_of
from flows.files import printable
from flows.told import counted, tell_broken

app = typer.Typer(
    help="Sellers known by their voice: enroll, list, erase. Off by default; biometric data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def enroll(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            help="A folder for each seller in it, with recordings of that voice; a recording that "
            "lies in it by itself is a seller called like the file."
        ),
    ],
    consent: Annotated[
        str, typer.Option(help="How these people agreed; kept beside each voice.")
    ] = "",
) -> None:
    """Keep the voices of sellers who agreed. To tell them in recordings."""
    from flows.voices import VoicesError, enrol

    failed = False
    for voice in enrol(settings_of(context), folder, consent):
        if isinstance(voice, VoicesError):
            failed = True
            print(f"callprobe: {printable(str(voice))}", file=sys.stderr)
            continue
        recordings = counted(voice.recordings, "recording")
        print(f"{voice.name}: {voice.seconds:.0f} s of speech in {recordings}")
    if failed:
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context) -> None:
    """Show whose voices are kept, and how they agreed. Status 1 where a file is no voice."""
    from flows.voices import enrolled, unread

    settings = settings_of(context)
    voices, torn = enrolled(settings.folders.data), unread(settings.folders.data)
    for voice in voices:
        print(f"{voice.name}: {voice.seconds:.0f} s of speech; consent: {voice.consent}")
    if not voices and not torn:
        print("No voices are kept.")
    elif not settings.analysis.roles.voiceprints:
        print("They are not used: voiceprints is off in [roles].")
    tell_broken(torn, screen())
    if torn:
        raise typer.Exit(1)


@app.command()
def erase(
    context: typer.Context, name: Annotated[str, typer.Argument(help="Whose voice.")]
) -> None:
    """Erase a voice for good. `callprobe forget --seller` erases the calls as well."""
    from flows.voices import erase as remove

    gone = remove(settings_of(context).folders.data, name)
    for line in gone:
        print(f"removed {line}")
    if not gone:
        print("No voice of that name is kept.")
