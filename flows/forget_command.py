"""``callprobe forget``: somebody's calls go for good."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.context import screen, settings_of
from flows.told import calls, counted, tell_broken


def forget(
    context: typer.Context,
    customer: Annotated[str | None, typer.Option(help="All calls with this customer.")] = None,
    seller: Annotated[str | None, typer.Option(help="All calls of this seller.")] = None,
    call: Annotated[
        str | None, typer.Option(help="One call: its recording's name, or its id.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase calls for good. Recording, transcript, record, verdicts, rows; prints what went.

    With several options, whatever any one of them names.
    """
    from flows import work
    from flows.whose import Wanted

    settings = settings_of(context)
    found = work.find(settings, Wanted(customer=customer, seller=seller, call=call))
    tell_broken(found.unread, screen())
    if found.nothing:
        print("Nothing of that is kept." if not found.unread else "Nothing of that was found.")
        raise typer.Exit(1 if found.unread else 0)
    more = ", and the enrolled voice," if found.voices else ""
    count = f"{calls(len(found.calls))} and {counted(len(found.recordings), 'recording')}{more}"
    question = f"Erase {count} for good?"
    if not yes and not typer.confirm(question):
        raise typer.Exit(1)
    work.forget(settings, found, _tell)
    if found.unread:
        raise typer.Exit(1)


def _tell(line: str) -> None:
    """Print what went as long as somebody reads it: all is erased, though ``| head`` has left."""
    try:
        print(f"removed {line}", flush=True)
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - till the end
