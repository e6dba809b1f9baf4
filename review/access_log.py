"""Who heard which call, and when: a line a hearing in ``<data>/review/access.log``.

Lines older than the retention (`[review] log_days`) are dropped at every start, and once a day
where the page stays open for months.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from flows.files import write_whole
from flows.troubles import keeping

HEARING_S = 600.0
DAY_S = 86_400.0

_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class AccessLog:
    """The log below ``data``, whose lines are kept for ``days``. ``hearing`` holds when who last
    asked for which call's sound, ``forgot_at`` when old lines were last dropped."""

    data: Path
    days: int
    hearing: dict[tuple[str, str], float] = field(default_factory=dict)
    forgot_at: list[float] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.data / "review" / "access.log"

    def note(self, who: str, what: str, call_id: str) -> None:
        """Write a line; ``what`` is page, sound, clip or text. Raises OutputError, OSError."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps({"at": at, "who": who, "what": what, "call": call_id})
        with _writing, keeping(self.data):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.forgot_at or monotonic() - self.forgot_at[-1] > DAY_S:
                self._forget()
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def note_hearing(self, who: str, call_id: str) -> None:
        """Write a line for a hearing: a player asks for a call's sound in many pieces, which are
        one hearing until nothing was asked for during ``HEARING_S``. Raises OutputError, OSError.
        """
        now = monotonic()
        last = self.hearing.get((who, call_id))
        if last is None or now - last > HEARING_S:
            self.note(who, "sound", call_id)
        self.hearing[who, call_id] = now

    def forget_old(self) -> None:
        """Drop what is over its time, and what is no line of ours. Raises OutputError, OSError."""
        with _writing, keeping(self.data):
            self._forget()

    def _forget(self) -> None:
        self.forgot_at[:] = [monotonic()]
        if not self.path.is_file():
            return
        oldest = (datetime.now(UTC) - timedelta(days=self.days)).isoformat(timespec="seconds")
        lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        kept = [line for line in lines if _at(line) >= oldest]
        if kept != lines:
            write_whole(self.path, "".join(f"{line}\n" for line in kept).encode())


def _at(line: str) -> str:
    try:
        return str(json.loads(line)["at"])
    except (ValueError, KeyError, TypeError):
        return ""
