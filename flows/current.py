"""Brings the warehouse and its published snapshot up to what the records say."""

from __future__ import annotations

from pathlib import Path

from flows.figures_only import publish_figures
from flows.publish import publish
from flows.reviews import load_reviews
from flows.settings import Settings
from flows.store import Store
from flows.warehouse import load, rebuild


def behind(settings: Settings) -> list[Path]:
    """Records that are newer than the published snapshot: after a crash in between, too."""
    paths = Store(settings.folders.data).paths()
    try:
        published = settings.snapshot.stat().st_mtime_ns
    except FileNotFoundError:
        return paths
    return [path for path in paths if path.stat().st_mtime_ns >= published]


def is_behind(settings: Settings) -> bool:
    """Whether records, or what coaches said, are newer than the published snapshot."""
    verdicts = settings.folders.data / "verdicts"
    if not verdicts.is_dir() or not settings.snapshot.is_file():
        return bool(behind(settings))
    changed = verdicts.stat().st_mtime_ns >= settings.snapshot.stat().st_mtime_ns
    return changed or bool(behind(settings))


def load_records(settings: Settings) -> int:
    """Load what is behind into the warehouse; how many calls that were. Raises WarehouseError."""
    if not settings.database.is_file():
        return rebuild(settings.database, Store(settings.folders.data).records)
    return load(settings.database, behind(settings))


def publish_snapshot(settings: Settings) -> None:
    """Publish the warehouse for its readers, with all verdicts of today. Raises WarehouseError."""
    load_reviews(settings.database, settings.folders.data)
    publish(settings.database, settings.snapshot)
    if settings.figures_only is not None:
        publish_figures(settings.database, settings.figures_only)
