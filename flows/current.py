"""Brings the warehouse and its published snapshot up to what the records say."""

from __future__ import annotations

from pathlib import Path

from flows.figures_only import publish_figures
from flows.loaded import Loaded
from flows.places import is_remote
from flows.publish import publish
from flows.reviews import load_reviews
from flows.settings import Settings
from flows.store import Store
from flows.warehouse import keeps_words, load, rebuild


def behind(settings: Settings) -> list[Path]:
    """Records that are newer than the published snapshot: after a crash in between, too."""
    paths = Store(settings.kept).paths()
    try:
        published = settings.snapshot.stat().st_mtime_ns
    except FileNotFoundError:
        return paths
    if is_remote(settings.kept):
        return Loaded(settings.folders.data).missing(paths)
    return [path for path in paths if path.stat().st_mtime_ns >= published]


def is_behind(settings: Settings) -> bool:
    """Whether records, or what coaches said, are newer than the published snapshot."""
    if behind(settings):
        return True
    if not settings.snapshot.is_file():
        return False
    folder = settings.folders.data / "verdicts"
    published = settings.snapshot.stat().st_mtime_ns
    # The folder tells of new and withdrawn verdicts, a file of one that was edited by hand.
    verdicts = (folder, *folder.glob("[!.]*.json")) if folder.is_dir() else ()
    changed = any(_written(path) >= published for path in verdicts)
    return changed or Loaded(settings.folders.data).newer_than(settings.snapshot)


def _written(path: Path) -> int:
    """When a file was written (ns since 1970); 0 where it has just been taken away."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def load_records(settings: Settings) -> int:
    """Load what is behind into the warehouse; how many calls that were. Raises WarehouseError."""
    records, words = behind(settings), settings.warehouse.words
    if settings.database.is_file() and keeps_words(settings.database, words):
        calls = load(settings.database, records, words=words)
    else:
        records = Store(settings.kept).paths()
        calls = rebuild(settings.database, Store(settings.kept).records, words=words)
    if is_remote(settings.kept):
        Loaded(settings.folders.data).note(records)
    return calls


def publish_snapshot(settings: Settings) -> None:
    """Publish the warehouse for its readers, with all verdicts of today. Raises WarehouseError."""
    load_reviews(settings.database, settings.folders.data)
    publish(settings.database, settings.snapshot, settings.chosen_for_views)
    if settings.figures_only is not None:
        publish_figures(settings.database, settings.figures_only, settings.chosen_for_views)
