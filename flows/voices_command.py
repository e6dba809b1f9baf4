"""``callprobe voices``: sellers known by their voice, for whoever agreed to that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.context import settings_of

app = typer.Typer(
    help="Sellers known by their voice: enroll, list, erase. Off by default; biometric data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def enroll(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="A folder for each seller in it, with recordings of that voice.")
    ],
    consent: Annotated[
        str, typer.Option(help="How these people agreed; kept beside each voice.")
    ] = "",
) -> None:
    """Keep the voices of sellers who agreed. To tell them in recordings."""
    from flows.voices import enrol

    for voice in enrol(settings_of(context), folder, consent):
        print(f"{voice.name}: {voice.seconds:.0f} s of speech in {voice.recordings} recordings")


@app.command("list")
def list_(context: typer.Context) -> None:
    """Show whose voices are kept, and how they agreed."""
    from flows.voices import enrolled

    settings = settings_of(context)
    voices = enrolled(settings.folders.data)
    for voice in voices:
        print(f"{voice.name}: {voice.seconds:.0f} s of speech; consent: {voice.consent}")
    if not voices:
        print("No voices are kept.")
    elif not settings.analysis.roles.voiceprints:
        print("They are not used: voiceprints is off in [roles].")


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
