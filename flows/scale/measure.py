"""The flow that workers run: some calls from their recordings to their records.

The engines are loaded once for all calls of a run. A record is put as soon as it is made, so a
machine that dies loses the calls it was at, and what it left undone is enqueued again. Stages
are no tasks of Prefect's here: its server would get ten rows and as many events for every call.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.speech.quiet import keep_quiet

keep_quiet()  # before an engine is imported

from prefect import flow, get_run_logger  # noqa: E402
from rich.console import Console  # noqa: E402

from analysis.record import fingerprint  # noqa: E402
from flows.batch import Batch, Done  # noqa: E402
from flows.call import program_version  # noqa: E402
from flows.engines import ears_for  # noqa: E402
from flows.hearing import Hearing  # noqa: E402
from flows.in_force import settings_in_force  # noqa: E402
from flows.inbox import Recording  # noqa: E402
from flows.progress import Report  # noqa: E402
from flows.scale.waiting import Waiting  # noqa: E402
from flows.settings import Settings, SettingsError, load_settings  # noqa: E402


@flow(name="measure", log_prints=False)
def measure(calls: list[str], rules: str) -> None:
    """Measure the calls with these ids, as far as they still wait.

    ``rules`` are those of the machine that asks. Raises SettingsError where they are not this
    machine's, ModelError, OutputError.
    """
    settings = load_settings()
    if rules_of(settings) != rules:
        raise SettingsError(
            "this worker has other settings or another version than the machine that enqueued "
            "the run: give all machines the same, then restart the worker"
        )
    waiting = Waiting(settings.kept)
    found = (waiting.read(call, settings.folders.inbox) for call in calls)
    done = _measured(settings, tuple(item for item in found if item))
    get_run_logger().info(
        f"{len(done.measured)} measured, {len(done.aside)} set aside, {len(done.left)} left"
    )


def rules_of(settings: Settings) -> str:
    """A hash of all that decides what a record says: settings and version of the program."""
    return fingerprint(
        {
            "analysis": settings_in_force(settings.analysis),
            "redaction": settings.redaction.model_dump(mode="json"),
            "program": program_version(),
        }
    )


def _measured(settings: Settings, work: tuple[Recording, ...]) -> Done:
    with TemporaryDirectory(prefix="callprobe-") as here:
        folders = settings.folders.model_copy(update={"data": Path(here), "kept": settings.kept})
        settings = settings.model_copy(update={"folders": folders})
        report = Report(Console(quiet=True), Path(here), work)
        hearing = Hearing(settings, work, ears_for(settings, work), report)
        try:
            return Batch(settings, work, hearing, report, with_prefect=False).calls()
        finally:
            hearing.stop()
            report.close()
