"""The jobs behind the commands: one run over the inbox, measuring again, making the warehouse anew.

Heavy libraries are imported only once it is known that there is work for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.console import Console

from analysis.record import RecordError
from flows.engines import load_engines, unheard
from flows.environment import prepare
from flows.files import quoted, write_whole
from flows.forget import Tell, erase, unheard_of
from flows.inbox import Recording
from flows.ledger import Ledger, SetAside
from flows.plan import Plan, make_plan
from flows.prefect_server import PrefectServer
from flows.retention import enforce_by_flow
from flows.settings import Settings
from flows.store import Store
from flows.troubles import keeping
from flows.whose import Found, Wanted
from flows.whose import find as search

if TYPE_CHECKING:
    from flows.batch import Done
    from flows.call import Listener
    from flows.progress import Report
    from flows.remeasure import Remeasured


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run found and did. ``left`` will be tried again at the next run; ``broken`` says of
    each record that cannot be used why; ``demo`` is True where the models understand only the
    demo's voices."""

    plan: Plan
    measured: tuple[str, ...] = ()
    aside: tuple[SetAside, ...] = ()
    left: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    demo: bool = False

    @property
    def nothing_to_do(self) -> bool:
        """Whether no recording waited."""
        return not (self.measured or self.aside or self.left)


def run(
    settings: Settings,
    console: Console,
    *,
    retry: bool = False,
    rehear: bool = False,
    load: Callable[[], Listener] | None = None,
    prefect: PrefectServer | None = None,
) -> RunResult:
    """Measure what waits in the inbox; bring warehouse and snapshot up to date.

    With ``retry`` what was set aside is tried again, with ``rehear`` the calls are heard again that
    other engines, or other settings of them, heard.
    ``load`` gives the engines, and ``prefect`` is a server, that outlast this run; without them
    both are had anew, once they are needed. Only then are growing files waited for.
    Raises BusyError, InboxError, PackError, ModelError, OutputError, WarehouseError, OSError.
    """
    server = prefect or PrefectServer(settings.folders.data, settings.flow.prefect_max_mb)
    with _alone(settings), nullcontext() if prefect else server:
        _retain(settings, console, server)
        plan = make_plan(settings, retry=retry, rehear=rehear)
        if plan.growing and not prefect:
            plan = _wait_for_whole(settings, console, plan, rehear)
        if plan.work:
            result = _measure(settings, console, plan, load, server)
        else:
            if _behind(settings):
                prepare(settings.folders.data)
                _follow(settings)
            result = RunResult(plan, aside=plan.aside)
        return replace(result, broken=broken(settings))


def broken(settings: Settings) -> tuple[str, ...]:
    """A sentence for each record that cannot be used. Raises OSError."""
    from flows.current import broken_records

    return tuple(broken_records(settings).values())


def find(settings: Settings, wanted: Wanted) -> Found:
    """What is kept of the calls wanted. Raises ForgetError, BusyError, OutputError, OSError,
    WarehouseError."""
    with _alone(settings):
        return search(settings, wanted)


def forget(settings: Settings, found: Found, tell: Tell = unheard_of) -> list[str]:
    """Erase calls for good; ``tell`` hears a line for everything as it is removed, all are
    returned. Raises BusyError, OutputError, OSError, WarehouseError."""
    with _alone(settings):
        return erase(settings, found, tell)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder, and write to it. Raises BusyError, OutputError."""
    data = settings.folders.data
    with keeping(data, settings.kept), Ledger(data).alone():
        yield


def _retain(settings: Settings, console: Console, server: PrefectServer) -> None:
    """What is over its time goes before anything is measured."""
    if any(settings.retention.model_dump().values()):
        enforce_by_flow(
            settings,
            server,
            lambda line: console.print(f"kept long enough, removed: {line}", markup=False),
        )


def _wait_for_whole(settings: Settings, console: Console, plan: Plan, rehear: bool) -> Plan:
    """Give files that were just copied the time to prove that they are whole."""
    count = len(plan.growing)
    files = "1 file was" if count == 1 else f"{count} files were"
    wait = settings.inbox.whole_after_s
    console.print(f"{files} changed just now: waiting {wait:g} s to see whether they are whole")
    time.sleep(wait)
    again = make_plan(settings, rehear=rehear)
    replaced = (*plan.replaced, *again.replaced)
    return replace(again, aside=tuple({*plan.aside, *again.aside}), replaced=replaced)


def _measure(
    settings: Settings,
    console: Console,
    plan: Plan,
    load: Callable[[], Listener] | None,
    server: PrefectServer,
) -> RunResult:
    prepare(settings.folders.data)
    server.start()  # while the engines load
    from analysis.language.own_cues import checked_packs
    from flows.progress import Report

    # A mistake in a language pack is said before an hour of listening, not after.
    checked_packs(settings.analysis.cues)
    listen = unheard(settings, plan.work)
    report = Report(console, settings.folders.data, plan.work, listen)
    try:
        for entry in plan.aside:
            report.line(
                "aside", entry.recording, entry.reason, f"reason={quoted(entry.reason)}", None
            )
        with report.shown():
            report.doing("loading the models")
            ears = (load() if load else load_engines(settings)) if listen else None
            done = _portions(settings, plan.work, ears, report, server)
    finally:
        report.close()
    aside = (*plan.aside, *done.aside)
    return RunResult(
        plan,
        tuple(done.measured),
        aside,
        tuple(done.left),
        demo=ears is not None and ears.demo,
    )


def _portions(
    settings: Settings,
    work: tuple[Recording, ...],
    ears: Listener | None,
    report: Report,
    server: PrefectServer,
) -> Done:
    """A long list is measured in portions: after each of them the manager can see its calls."""
    from flows.hearing import Hearing

    report.doing("starting Prefect")
    hearing = Hearing(settings, work, ears, report)
    hearing.go_on()
    try:
        from flows.batch import Batch, Done  # seconds of Prefect: the engines hear meanwhile

        done, most = Done(), settings.flow.calls_a_run
        for first in range(0, len(work), most):
            server.start()
            shown = server.ready()  # without Prefect the stages run all the same
            portion = work[first : first + most]
            Batch(settings, portion, hearing, report, shown, done, alive=server.alive).run()
    finally:
        hearing.stop()
    return done


def remeasure(settings: Settings, console: Console) -> Remeasured:
    """Measure every call again from its stored words, with today's packs and settings.

    Records that cannot be used are noted and left as they are.
    Raises BusyError, ForgetError, OutputError, PackError, WarehouseError, OSError.
    """
    from rich.progress import track

    from flows.broken import Broken, why_broken
    from flows.mask_kept import mask_kept, newly_masked, unmasked_goes
    from flows.remeasure import Remeasured, packs_ready, remeasured, says_the_same

    store = Store(settings.kept)
    changed, same, useless = 0, 0, {}
    with packs_ready(settings), _alone(settings):
        mask_kept(settings)
        for path in track(store.paths(), "measuring again", console=console, transient=True):
            try:
                document = path.read_bytes()
                new = remeasured(document, str(path), settings)
            except (RecordError, OSError) as error:
                useless[path] = why_broken(path) or str(error)
                continue
            if new != document:
                if settings.redaction.on and newly_masked(document, new):
                    unmasked_goes(settings, [path.stem])
                write_whole(path, new)
                alike = says_the_same(document, new)
                changed, same = changed + (not alike), same + alike
        Broken(settings.folders.data).note(store.paths(), useless, useless)
        if _behind(settings):
            _follow(settings)
    return Remeasured(changed, same)


def rebuild(settings: Settings, console: Console | None = None) -> int:
    """Make the warehouse again from the records and publish it; how many calls are in it. Records
    that cannot be used are noted.

    On ``console`` a bar shows how far it is.

    Raises BusyError, OutputError, WarehouseError.
    """
    from rich.progress import Progress

    from flows.current import publish_snapshot, rebuild_records

    store = Store(settings.kept)
    with (
        _alone(settings),
        Progress(console=console, transient=True, disable=console is None) as progress,
    ):
        bar = progress.add_task("loading the records", total=len(store.paths()))
        calls = rebuild_records(settings, lambda more: progress.advance(bar, more))
        progress.update(bar, description="publishing")
        publish_snapshot(settings)
    return calls


def _behind(settings: Settings) -> bool:
    from flows.current import is_behind

    return is_behind(settings)


def _follow(settings: Settings) -> None:
    from flows.current import load_records, publish_snapshot

    load_records(settings)
    publish_snapshot(settings)
