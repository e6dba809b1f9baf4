"""Forgetting: everything that is kept of some calls goes, for good, and is listed.

Recording and sidecar in the inbox, its line in the manifest, transcript, record, verdicts and
whatever else lies in the data folder under the call's id, its lines in the logs and the ledger,
its rows in the warehouse and the snapshot, its pages in Prefect. The databases are made anew,
since a deleted row's bytes stay in a database file; Prefect's own only shows runs and is thrown
away whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from glob import escape
from itertools import chain
from pathlib import Path

from flows import voices
from flows.alike import composed
from flows.artifacts import forget_shown
from flows.beside import alike, beside
from flows.files import printable, quoted, sweep, write_whole
from flows.ledger import Ledger
from flows.manifest import manifest_in, without_rows
from flows.places import is_remote
from flows.prefect_server import foreign_server, throw_away
from flows.settings import Settings
from flows.sidecar import SidecarError
from flows.store import Store
from flows.told import counted
from flows.whose import ForgetError, Found

_BEGINS = re.compile(r"^\d{4}-\d\d-\d\dT")
_PARTS = re.compile(r"[^0-9A-Za-z]+")


Tell = Callable[[str], None]
"""Hears a line for everything removed, as it is removed."""


def unheard_of(line: str) -> None:
    """Tells nobody."""


def erase(settings: Settings, found: Found, tell: Tell = unheard_of) -> list[str]:
    """Remove it all; ``tell`` hears a line for everything removed, all are returned.

    What shows whose call it is goes last: stopped half-way, forgetting again finds what is left.
    Raises ForgetError, OSError, WarehouseError.
    """
    runs = forget_runs(settings.folders.data, found.calls)
    return told(chain(runs, erase_kept(settings, found)), tell)


def told(lines: Iterable[str], tell: Tell) -> list[str]:
    """All lines, after each was told."""
    gone = []
    for line in lines:
        tell(line)
        gone.append(line)
    return gone


def erase_kept(settings: Settings, found: Found) -> Iterator[str]:
    """``erase`` but for what Prefect shows. Raises OSError, WarehouseError."""
    data = settings.folders.data
    for folder in (data, settings.kept):  # of a forgetting that was killed
        sweep(folder)
    sweep(settings.folders.inbox, escape(settings.inbox.manifest))
    yield from _logs(data, found)
    for name in sorted(found.voices):
        yield from voices.erase(data, name)
    records = Store(settings.kept).records
    files = sorted(_kept(settings, found.calls))
    yield from _removed(path for path in files if path.parent != records)
    yield from _inbox(settings, found)
    yield from _manifest(settings, found)
    yield from _ledger(settings, found)
    yield from _removed(path for path in files if path.parent == records)
    yield from _databases(settings)


def forget_runs(data: Path, calls: Collection[str]) -> Iterator[str]:
    """What Prefect shows of these calls. Its own database goes whole: a server that has it open
    begins a new one at its next look. Raises ForgetError where another server is not reached."""
    try:
        yield from forget_shown(calls)
    except Exception as error:
        raise ForgetError(
            f"Prefect's server at {foreign_server()} cannot be asked to forget ({error}): start "
            "it, or unset PREFECT_API_URL, and forget again"
        ) from error
    if throw_away(data):
        yield f"Prefect's own database {data / 'prefect'}"


def _inbox(settings: Settings, found: Found) -> Iterator[str]:
    """Recordings, then the sidecars: these still say whose the others were."""
    inbox = settings.folders.inbox
    for name in sorted(found.recordings):
        yield from remove_recording(inbox / name, inbox)
    for name in sorted(found.transcripts):
        (inbox / name).unlink(missing_ok=True)
        yield f"transcript {printable(str(inbox / name))}"
    for name in sorted(set(found.elsewhere.values())):
        yield f"nothing of {name}, delete it by hand: it was imported from outside the inbox"
    gone = [inbox / name for name in sorted(found.recordings | found.transcripts)]
    yield from remove_sidecars(gone, settings.inbox.extensions)
    for name in sorted(found.sidecars):
        if (inbox / name).is_file():
            (inbox / name).unlink()
            yield f"sidecar {printable(str(inbox / name))}"


def remove_recording(path: Path, inbox: Path) -> Iterator[str]:
    """The file, where it is there. Of a link, what it points to goes only inside the inbox: what
    lies elsewhere is not callprobe's to delete, and is named."""
    if is_remote(path) or not _is_link(path):
        if _is_there(path):
            path.unlink(missing_ok=True)
            yield f"recording {printable(str(path))}"
        return
    sound = path.resolve()
    path.unlink()
    if not sound.is_file():
        yield f"recording {printable(str(path))}, a link to nothing"
    elif sound.is_relative_to(inbox.resolve()):
        sound.unlink()
        yield f"recording {printable(str(path))}, and {printable(str(sound))} it was a link to"
    else:
        yield (
            f"recording {printable(str(path))}, which was a link: the sound itself stays, "
            f"delete {printable(str(sound))} by hand"
        )


def remove_sidecars(recordings: Sequence[Path], extensions: Collection[str]) -> Iterator[str]:
    """The sidecars of recordings that are gone, unless one that is still there shares them."""
    left = {
        alike(path.with_suffix(""))
        for folder in {recording.parent for recording in recordings}
        if folder.is_dir()
        for path in folder.iterdir()
        if path.suffix.lower() in extensions
    }
    for recording in recordings:
        shared = alike(recording.with_suffix("")) in left
        for path in beside(recording):
            if not shared or composed(path.stem) == composed(recording.name):
                path.unlink()
                yield f"sidecar {printable(str(path))}"


def _is_there(path: Path) -> bool:
    """A name that is longer than the file system takes is nowhere."""
    try:
        return path.exists()
    except OSError:
        return False


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False


def _manifest(settings: Settings, found: Found) -> Iterator[str]:
    """The manifest without the lines about these recordings; other lines stay as they are."""
    inbox, names = settings.folders.inbox, found.recordings | found.transcripts
    path = manifest_in(inbox, settings.inbox.manifest)
    if not (names or found.lines) or not path.is_file():
        return
    others = [
        item.relative_to(inbox).as_posix()
        for item in inbox.rglob("*")
        if item.suffix.lower() in settings.inbox.extensions
    ]
    try:
        left, count = without_rows(path.read_bytes(), names, others, found.lines)
    except SidecarError as error:
        yield f"nothing of {path}, take their lines out by hand: {error}"
        return
    if count:
        write_whole(path, left)
        yield f"{counted(count, 'line')} of {path}"


def _ledger(settings: Settings, found: Found) -> Iterator[str]:
    ledger = Ledger(settings.folders.data, settings.kept)
    for folder in ledger.folders:
        sweep(folder)
    for name in ledger.set_aside().keys() & found.recordings:
        ledger.take_back(name)
        yield f"the note that {printable(name)} was set aside"
    seen = ledger.seen()
    kept = {
        "files": {n: a for n, a in seen.get("files", {}).items() if n not in found.recordings},
        "facts": {i: f for i, f in seen.get("facts", {}).items() if i not in found.calls},
    }
    if seen and kept != seen:
        ledger.keep_seen(kept)
    begun = ledger.begun_at()
    if not found.calls.isdisjoint(begun):
        ledger.keep_begun_at({call: at for call, at in begun.items() if call not in found.calls})


def _logs(data: Path, found: Found) -> Iterator[str]:
    """Lines about these calls in every log, with what belongs to them (a traceback)."""
    names = {json.dumps(name, ensure_ascii=False) for name in found.recordings}
    marks = found.calls | names | {quoted(name) for name in found.recordings}
    for log in sorted(data.rglob("*.log")):
        kept, dropping, count = [], False, 0
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True):
            if _BEGINS.match(line) or not dropping:
                dropping = any(mark in line for mark in marks)
            count += dropping
            kept += [] if dropping else [line]
        if count:
            write_whole(log, "".join(kept).encode("utf-8"))
            yield f"{counted(count, 'line')} of {log}"


def _kept(settings: Settings, calls: Set[str]) -> set[Path]:
    """Every file named after one of the calls."""
    return {
        path
        for folder in {settings.folders.data, settings.kept}
        for path in folder.rglob("*")
        if calls & {path.stem, *_PARTS.split(path.name)} and not path.is_dir()
    }


def _removed(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        path.unlink(missing_ok=True)
        yield f"{path.parent.name.rstrip('s')} {path}"


def _databases(settings: Settings) -> Iterator[str]:
    """Warehouse and snapshot made anew from the records that are left."""
    if not (settings.database.exists() or settings.snapshot.exists()):
        return
    from flows.current import publish_snapshot, rebuild_records

    calls = rebuild_records(settings)
    publish_snapshot(settings)
    yield f"rows of the warehouse, made anew with {calls} calls, and its snapshot"
