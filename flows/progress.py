"""What a run shows: a bar with an honest time to go, and one line a call, on screen and in a log.

The bar advances by bytes of sound, not by calls: a long recording takes longer than a short one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from flows.files import printable, quoted

LOG = "callprobe.log"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Report:
    """Tells what happens in a run to whoever watches, and to ``callprobe.log`` in ``data``."""

    def __init__(self, console: Console, data: Path, *, calls: int, size: int) -> None:
        self.console = console
        self._calls = calls
        self._begun = 0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(compact=True),
            TextColumn("to go"),
            console=console,
            transient=True,
            speed_estimate_period=3600,
        )
        self._task = self._bar.add_task("", total=max(size, 1))
        self._log = _logger(data)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar meanwhile, where there is a screen to show it on."""
        with self._bar:
            yield

    def begin(self, name: str) -> None:
        """The next recording's turn."""
        self._begun += 1
        self.stage(name, "beginning")

    def stage(self, name: str, stage: str) -> None:
        """Say which recording is at which stage."""
        text = f"call {self._begun} of {self._calls}  {printable(name)}: {stage}"
        self._bar.update(self._task, description=Text(text).markup)

    def doing(self, what: str) -> None:
        """Say what is done for all calls together."""
        self._bar.update(self._task, description=what)

    def finished(self, size: int) -> None:
        """A recording of ``size`` bytes is dealt with."""
        self._bar.advance(self._task, size)

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
        """Give the log file back."""
        for handler in list(self._log.handlers):
            handler.close()
            self._log.removeHandler(handler)


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
