"""What a process holds in memory, for the benches (Linux)."""

from __future__ import annotations

from pathlib import Path


def held_mb() -> float:
    """What this process holds now, in MB."""
    return _status_kb("VmRSS") / 1000


def most_held_mb() -> float:
    """The most that this process has held so far, in MB. Unlike ``getrusage``, without what the
    process held that started it."""
    return _status_kb("VmHWM") / 1000


def _status_kb(what: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{what}:")).split()[1])
