"""Running for good: look into the inbox again and again, with the engines loaded once.

The system tells when something changes in the inbox (inotify and its like); network drives send no
events, so it is looked into every ``poll_s`` seconds in any case. Each look is a whole run under
the ledger's lock, so that a run by hand, a forget or a kill in between is as safe as with
``callprobe run``. Prefect's server runs beside it, its pages show every look that had work.

Prefect's own way, ``flow.serve``, begins each run in a new process: the models would be loaded
for every call. What is under way is therefore looped here, and what it does is a Prefect flow.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console

from flows import work
from flows.engines import load_engines
from flows.files import printable
from flows.inbox import InboxError
from flows.ledger import BusyError
from flows.prefect_server import PrefectServer
from flows.settings import Settings
from flows.told import passed_over, unread_voices
from flows.troubles import OutputError, keeping, of_system
from flows.watch import Watch
from flows.work import RunResult

if TYPE_CHECKING:
    from flows.call import Listener

PASSING = (BusyError, InboxError, OutputError, OSError)
"""What somebody may have put right by the next look: another run, no inbox, no room."""


def serve(settings: Settings, console: Console) -> None:
    """Measure what arrives until the process is told to stop (SIGTERM, SIGINT).

    Raises PackError, ModelError, WarehouseError: they need a person.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    flow = settings.flow
    server = PrefectServer(settings.folders.data, flow.prefect_max_mb, flow.prefect_port)
    try:
        console.print(f"watching {settings.folders.inbox}, every {flow.poll_s:g} s", markup=False)
        with server:
            load = cache(lambda: load_engines(settings))
            looks(settings, console, threading.Event(), load, server)
    except KeyboardInterrupt:
        console.print("stopped; what was under way is measured at the next start")


def looks(
    settings: Settings,
    console: Console,
    stop: threading.Event,
    load: Callable[[], Listener],
    server: PrefectServer,
) -> None:
    """Look when something changes, and every ``poll_s`` seconds, until ``stop`` is set.

    Raises what ``serve`` raises.
    """
    trouble, watch = _begun(server, settings, console), Watch(settings.folders.inbox, stop)
    while not stop.is_set():
        watch.begin()  # before the look: what arrives meanwhile is told afterwards
        found, said = _look(settings, console, load, server)
        if said and said != trouble:  # said once, however long it lasts
            console.print(said, style="yellow", markup=False)
        trouble = said
        if found and found.plan.growing:  # whole a little later, and nothing tells when
            stop.wait(min(settings.flow.poll_s, settings.inbox.whole_after_s))
        else:
            watch.wait(settings.flow.poll_s)


def _begun(server: PrefectServer, settings: Settings, console: Console) -> str:
    """Start Prefect's server and say where its pages are; the sentence about what stood in the
    way, said already. It is started again with the first work."""
    try:
        with keeping(settings.folders.data):
            server.start()
    except PASSING as error:
        trouble = _sentence(error)
        console.print(trouble, style="yellow", markup=False)
        return trouble
    if server.pages:
        console.print(f"Prefect's pages: {server.pages}", markup=False)
    return ""


def _look(
    settings: Settings, console: Console, load: Callable[[], Listener], server: PrefectServer
) -> tuple[RunResult | None, str]:
    """One run, and the sentence about what stood in its way, empty where nothing did."""
    try:
        result = work.run(settings, console, load=load, prefect=server)
    except PASSING as error:
        return None, _sentence(error)
    if not result.nothing_to_do:
        console.print(f"{len(result.measured)} measured, {len(result.aside)} set aside")
    said = (*result.broken, *unread_voices(settings), passed_over(result.plan.linked))
    return result, printable(" ".join(filter(None, said)))


def _sentence(error: Exception) -> str:
    return printable(of_system(error) if isinstance(error, OSError) else str(error))
