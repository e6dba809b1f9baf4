"""What a run shows: a bar with an honest time to go, and one line a call, on screen and in a log.

The bar advances by bytes of sound, not by calls: a long recording takes longer than a short one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.text import Text

from flows.files import printable, quoted
from flows.inbox import Recording
from flows.ledger import Ledger
from flows.pace import Pace

LOG = "callprobe.log"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Report:
    """Tells what happens in a run over ``work`` to whoever watches, and to ``callprobe.log`` in
    ``data``. ``unheard`` are those of them that cost engine time, ``at_once`` so many at the same
    time."""

    def __init__(
        self,
        console: Console,
        data: Path,
        work: Sequence[Recording],
        unheard: Sequence[Recording] = (),
    ) -> None:
        self.console, self.at_once = console, 1
        self._ledger = Ledger(data)
        self._pace = Pace.of(unheard, self._ledger.pace())
        self._number = {recording: number for number, recording in enumerate(work, start=1)}
        self._under_way: dict[Recording, float] = {}
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f}%"),
            _ToGo(self),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=max(1, sum(item.size for item in work)))
        self._log = _logger(data)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar meanwhile, where there is a screen to show it on."""
        with self._bar:
            yield

    def begin(self, recording: Recording) -> None:
        """Hearing it begins."""
        if recording in self._pace.waiting:
            self._under_way[recording] = time.monotonic()
            self._pace.waiting.discard(recording)
        self.stage(recording, "beginning")

    def stage(self, recording: Recording, stage: str) -> None:
        """Say at which stage a recording is."""
        number = f"call {self._number[recording]} of {len(self._number)}"
        text = f"{number}  {printable(recording.name)}: {stage}"
        self._bar.update(self._task, description=Text(text).markup)

    def doing(self, what: str) -> None:
        """Say what is done for all calls together."""
        self._bar.update(self._task, description=what)

    def finished(self, recording: Recording, took: float | None) -> None:
        """A recording is dealt with; hearing it ``took`` so many seconds (None: set aside)."""
        if self._under_way.pop(recording, None) is not None and took is not None:
            self._pace.learn(recording, took)
        self._bar.advance(self._task, recording.size)

    def to_go(self) -> float | None:
        """Seconds until all is heard, as far as what was heard before tells."""
        rest = self._pace.expected(tuple(self._pace.waiting))
        if rest is None:
            return None
        now = time.monotonic()
        for recording, begun in tuple(self._under_way.items()):
            expected = self._pace.expected([recording]) or 0.0
            rest += max(0.0, expected - (now - begun))
        return rest / self.at_once

    def line(self, state: str, name: str, said: str, facts: str, error: ExcInfo | None) -> None:
        """One line on the screen, and one in the log that can be searched for."""
        style = {"done": "green", "aside": "yellow"}.get(state, "red")
        self._bar.console.print(
            Text.assemble(
                (f"{state:>6}", style), "  ", printable(name), "  ", (printable(said), "dim")
            ),
            soft_wrap=True,
        )
        self._log.info("state=%s file=%s %s", state, quoted(name), facts, exc_info=error)

    def close(self) -> None:
        """Give the log file back; what was learned of the pace is kept, if that can be."""
        with suppress(OSError):
            self._ledger.keep_pace(self._pace.told)
        for handler in list(self._log.handlers):
            handler.close()
            self._log.removeHandler(handler)


class _ToGo(ProgressColumn):
    """The report's time to go, in words no more exact than it is."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def render(self, task: Task) -> Text:
        del task
        return Text(in_words(self._report.to_go()))


def in_words(seconds: float | None) -> str:
    """``about 12 min to go``; nothing where nothing is known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return "less than a minute to go"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} min to go"
    return f"about {minutes / 60:.1f} h to go"


class _Log(logging.FileHandler):
    """A log that cannot be written (no room) stops nothing and says nothing: the run will."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        del record


def _logger(data: Path) -> logging.Logger:
    """Lines with the time, appended to one file; nothing of it reaches other loggers."""
    data.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("callprobe.calls")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = _Log(data / LOG, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logger.addHandler(handler)
    return logger
