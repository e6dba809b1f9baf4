"""What a contender is given and what it gives back: both JSON, so that each runs in a process of
its own, in whatever environment it needs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

Said = tuple[str, str, float, float]
"""Speaker's label, word, start, end (seconds)."""
Speech = tuple[str, float, float]
"""Speaker's label, start, end (seconds)."""


@dataclass(frozen=True, slots=True)
class Job:
    """Model folders, recordings, processor threads, and how many tokens a window is decoded to
    (0: as many as it says)."""

    transcriber: str
    diarizer: str
    files: list[str]
    threads: int
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds to load, to hear by the clock and by the processor; megabytes at most; what was
    heard in each file."""

    load_s: float
    wall_s: float
    cpu_s: float
    peak_mb: float
    words: list[list[Said]]
    speech: list[list[Speech]]


def read_job(path: Path) -> Job:
    """The job in a file."""
    return Job(**json.loads(path.read_text(encoding="utf-8")))


def write(path: Path, what: Job | Result) -> None:
    """Either as JSON."""
    path.write_text(json.dumps(asdict(what)), encoding="utf-8")


def read_result(path: Path) -> Result:
    """The result in a file."""
    return Result(**json.loads(path.read_text(encoding="utf-8")))
