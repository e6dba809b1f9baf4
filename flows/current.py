"""Brings the warehouse and its published snapshot up to what the records say."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

from flows import migrations
from flows.broken import Broken, state_of, why_broken
from flows.figures_only import publish_figures
from flows.files import text_hash, write_whole
from flows.loaded import Loaded
from flows.places import is_remote, lies_there
from flows.publish import publish
from flows.reviews import load_reviews
from flows.settings import Settings
from flows.store import Store
from flows.warehouse import keeps_words, load, not_loaded, rebuild, without_record
from flows.warehouse_file import DamagedError

_log = logging.getLogger("callprobe.warehouse")


def behind(settings: Settings) -> list[Path]:
    """Records that are newer than the published snapshot: after a crash in between, too. One that
    could not be used is among them once it changed."""
    return _behind(settings, Store(settings.kept).paths())


def _behind(settings: Settings, paths: list[Path]) -> list[Path]:
    noted = Broken(settings.folders.data).read()
    changed = {
        path for path in paths if path.name in noted and noted[path.name][0] != state_of(path)
    }
    paths = [path for path in paths if path.name not in noted or path in changed]
    try:
        published = settings.snapshot.stat().st_mtime_ns
    except FileNotFoundError:
        return paths
    if is_remote(settings.kept):
        missing = set(Loaded(settings.folders.data).missing(paths))
        return [path for path in paths if path in missing or path in changed]
    return [path for path in paths if path in changed or _since(path, published)]


def _since(record: Path, published: int) -> bool:
    """Whether a record was written since then (ns since 1970), or nobody can tell."""
    try:
        return record.stat().st_mtime_ns >= published
    except OSError:
        return True


def is_behind(settings: Settings) -> bool:
    """Whether the published snapshot is not what the pipeline would publish now: records came or
    went, coaches said something, its file was changed by somebody else, another version or other
    settings made it, or it holds what must go."""
    if behind(settings) or _anew(settings.folders.data).exists():
        return True
    if not settings.snapshot.is_file():
        return False
    folder = settings.folders.data / "verdicts"
    published = settings.snapshot.stat().st_mtime_ns
    # The folder tells of new and withdrawn verdicts, a file of one that was edited by hand.
    told = (folder, *folder.glob("[!.]*.json")) if folder.is_dir() else ()
    records = () if is_remote(settings.kept) else (Store(settings.kept).records,)
    # A folder of records that is newer than the snapshot, and nothing in it: a record is gone.
    changed = any(_written(path) >= published for path in (*told, *records))
    changed = changed or _published(settings) != _as_published(settings)
    return changed or Loaded(settings.folders.data).newer_than(settings.snapshot)


def make_anew(data: Path) -> None:
    """Note that warehouse and snapshot hold what must not be there any more. A row that goes leaves
    its bytes in a database file, so both are made as new files, and be it by the next run, where
    this one is killed. Raises OSError."""
    write_whole(_anew(data), b"")


def _anew(data: Path) -> Path:
    return data / "ledger" / "anew"


def _written(path: Path) -> int:
    """When a file was written (ns since 1970); 0 where it has just been taken away."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def broken_records(settings: Settings, *, later: bool = False) -> dict[Path, str]:
    """The records that cannot be used, and why, as far as they were tried; with ``later`` those
    that came or changed since, too. Raises OSError."""
    records = Store(settings.kept).records
    noted = Broken(settings.folders.data).read()
    found = {records / name: why for name, (_, why) in noted.items() if lies_there(records / name)}
    if later:
        for path in behind(settings):
            found.pop(path, None)
            if why := why_broken(path):
                found[path] = why
    return found


def load_records(settings: Settings) -> int:
    """Load what is behind into the warehouse; how many calls that were. Records that cannot be
    used are noted. Raises WarehouseError, OSError.

    A call whose record is gone leaves no byte: the warehouse is made anew. So it is where words of
    a call had to go, and where its file is damaged.
    """
    try:
        return _load_records(settings)
    except DamagedError as error:
        return _made_again(settings, error)


def _load_records(settings: Settings) -> int:
    paths = Store(settings.kept).paths()
    records = _behind(settings, paths)
    database, words = settings.database, settings.warehouse.words
    usable = database.is_file() and keeps_words(database, words)
    if not usable or _anew(settings.folders.data).exists() or without_record(database, paths):
        calls = rebuild_records(settings)
    else:
        records = _with_restored(settings, records, paths)
        found: dict[Path, str] = {}
        calls = load(database, records, words=words, broken=found.__setitem__)
        Broken(settings.folders.data).note(paths, records, found)
    if is_remote(settings.kept):
        Loaded(settings.folders.data).note(records)
    return calls


def _with_restored(settings: Settings, records: list[Path], paths: list[Path]) -> list[Path]:
    """The ``records`` to load, and those the warehouse does not have. One that was copied back from
    a backup or another machine is as old there as it was here: its time tells nothing."""
    noted = Broken(settings.folders.data).read()
    names = {path.name for path in records}
    others = [path for path in paths if path.name not in names and path.name not in noted]
    return [*records, *not_loaded(settings.database, others)]


def rebuild_records(settings: Settings, tell: Callable[[int], None] | None = None) -> int:
    """Make the warehouse again from all records; how many calls are in it. Records that cannot be
    used are noted. ``tell`` as for ``load``. Raises WarehouseError, OSError."""
    store, words = Store(settings.kept), settings.warehouse.words
    found: dict[Path, str] = {}
    calls = rebuild(
        settings.database, store.records, words=words, tell=tell, broken=found.__setitem__
    )
    paths = store.paths()
    Broken(settings.folders.data).note(paths, paths, found)
    return calls


def _made_again(settings: Settings, error: DamagedError) -> int:
    """A warehouse that is damaged costs no run: it holds nothing that the records do not."""
    why = error.__cause__ or error
    _log.warning("%s is damaged (%s): it is made again from the records", settings.database, why)
    return rebuild_records(settings)


def publish_snapshot(settings: Settings) -> None:
    """Publish the warehouse for its readers, with all verdicts of today. Where its file is damaged,
    it is made again first. Raises WarehouseError, OSError."""
    try:
        _publish_snapshot(settings)
    except DamagedError as error:
        _made_again(settings, error)
        _publish_snapshot(settings)


def _publish_snapshot(settings: Settings) -> None:
    load_reviews(settings.database, settings.folders.data)
    publish(settings.database, settings.snapshot, settings.chosen_for_views)
    if settings.figures_only is not None:
        publish_figures(settings.database, settings.figures_only, settings.chosen_for_views)
    write_whole(_note(settings), _as_published(settings).encode("ascii"))
    if (anew := _anew(settings.folders.data)).exists():
        anew.unlink()


def _note(settings: Settings) -> Path:
    """Where it is noted what the snapshot's file looked like when it was published."""
    return settings.folders.data / "ledger" / "published"


def _as_published(settings: Settings) -> str:
    """What the snapshot's file looks like, and a hash of what it is made with besides records: the
    views, the numbers they go by, and whether there is a second one without words."""
    _, views = migrations.views()
    chosen = json.dumps([views, settings.chosen_for_views, settings.warehouse.figures_only])
    return f"{state_of(settings.snapshot)} {text_hash(chosen)}"


def _published(settings: Settings) -> str:
    try:
        return _note(settings).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
