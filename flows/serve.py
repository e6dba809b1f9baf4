"""Running for good: look into the inbox again and again, with the engines loaded once.

The inbox is polled: network drives send no events. Each look is a whole run under the ledger's
lock, so that a run by hand, a forget or a kill in between is as safe as with ``callprobe run``.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console

from flows import work
from flows.files import printable
from flows.inbox import InboxError
from flows.ledger import BusyError
from flows.settings import Settings
from flows.troubles import OutputError

if TYPE_CHECKING:
    from analysis.speech.hear import Ears

PASSING = (BusyError, InboxError, OutputError, OSError)
"""What somebody may have put right by the next look: another run, no inbox, no room."""


def serve(settings: Settings, console: Console) -> None:
    """Measure what arrives until the process is told to stop (SIGTERM, SIGINT).

    Raises PackError, ModelError, WarehouseError: they need a person.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wait = settings.flow.poll_s
    try:
        console.print(f"watching {settings.folders.inbox}, every {wait:g} s", markup=False)
        looks(settings, console, threading.Event(), cache(lambda: work.load_engines(settings)))
    except KeyboardInterrupt:
        console.print("stopped; what was under way is measured at the next start")


def looks(
    settings: Settings, console: Console, stop: threading.Event, load: Callable[[], Ears]
) -> None:
    """Look every ``poll_s`` seconds until ``stop`` is set. Raises what ``serve`` raises."""
    trouble = ""
    while not stop.is_set():
        said = _look(settings, console, load)
        if said and said != trouble:  # said once, however long it lasts
            console.print(said, style="yellow", markup=False)
        trouble = said
        stop.wait(settings.flow.poll_s)


def _look(settings: Settings, console: Console, load: Callable[[], Ears]) -> str:
    """One run; the sentence about what stood in its way, empty where nothing did."""
    try:
        result = work.run(settings, console, load=load)
    except PASSING as error:
        return printable(str(error))
    if not result.nothing_to_do:
        console.print(f"{len(result.measured)} measured, {len(result.aside)} set aside")
    return ""
