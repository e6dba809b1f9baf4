"""Waiting for something to change in the inbox."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles

Changes = set[tuple[watchfiles.Change, str]]

NOTICED_MS = 200
"""How soon a change, or being told to stop, is noticed (ms)."""


@dataclass(slots=True)
class Watch:
    """Watches a folder from the first ``wait`` on, between waits too.

    Where the system cannot tell (no folder, no inotify left, a network drive), time passes.
    """

    folder: Path
    stop: threading.Event
    _changes: Iterator[Changes] | None = field(default=None, init=False)
    _inode: int | None = field(default=None, init=False)

    def begin(self) -> None:
        """Watch from now on; anew where the folder is another one than before."""
        try:
            inode = self.folder.stat().st_ino
            if self._changes is None or inode != self._inode:
                self._changes, self._inode = self._watching(), inode
                next(self._changes)  # only with the first step does it begin
        except (OSError, StopIteration):
            self._changes = None

    def wait(self, seconds: float) -> bool:
        """Return when something changed since the last wait (True), ``seconds`` passed or ``stop``
        was set (False)."""
        until = time.monotonic() + seconds
        try:
            while self._changes and not self.stop.is_set() and time.monotonic() < until:
                if next(self._changes):
                    return True
        except (OSError, StopIteration):
            self._changes = None
        self.stop.wait(max(0.0, until - time.monotonic()))
        return False

    def _watching(self) -> Iterator[Changes]:
        return watchfiles.watch(
            self.folder,
            watch_filter=None,
            debounce=NOTICED_MS,
            step=NOTICED_MS // 4,
            stop_event=self.stop,
            rust_timeout=NOTICED_MS,
            yield_on_timeout=True,
            raise_interrupt=True,
            ignore_permission_denied=True,
        )
