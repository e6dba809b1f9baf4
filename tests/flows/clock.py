"""The clock by which a recording is whole, set by a test: however busy the machine, no more and no
less time passes between two looks."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest


def look_after(monkeypatch: pytest.MonkeyPatch, path: Path, seconds: float) -> None:
    """From now on it is so many seconds after the last change of ``path``."""
    now = path.stat().st_ctime + seconds
    monkeypatch.setattr("flows.whole.time", SimpleNamespace(time=lambda: now))
