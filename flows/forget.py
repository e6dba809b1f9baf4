"""Forgetting: everything that is kept of some calls goes, for good, and is listed.

Recording and sidecar in the inbox, its line in the manifest, transcript, record, verdicts and
whatever else lies in the data folder under the call's id, its lines in the logs and the ledger,
its rows in the warehouse and the snapshot, its pages in Prefect. The databases are made anew,
since a deleted row's bytes stay in a database file; Prefect's own only shows runs and is thrown
away whole.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analysis.record import Facts, Record, RecordError
from flows import voices
from flows.artifacts import forget_shown
from flows.files import printable, quoted, sweep, write_whole
from flows.inbox import Inbox, InboxError, Recording, Refused, look
from flows.ledger import Ledger
from flows.named import Named, meant, several
from flows.prefect_server import foreign_server, throw_away
from flows.settings import Settings
from flows.sidecar import ENDINGS
from flows.store import Store

_BEGINS = re.compile(r"^\d{4}-\d\d-\d\dT")


class ForgetError(ValueError):
    """What is to be forgotten was not said so that it can be found: one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose calls: everything of this customer or seller, whatever the case of the letters, and
    the one call that ``call`` means (``flows.named``)."""

    customer: str | None = None
    seller: str | None = None
    call: str | None = None

    def fits(self, facts: Facts) -> bool:
        """Whether the customer or the seller of a call is meant."""
        pairs = ((self.customer, facts.customer), (self.seller, facts.seller))
        return any(a and b and a.strip().casefold() == b.casefold() for a, b in pairs)


@dataclass(slots=True)
class Found:
    """The calls to forget: their ids, and the paths of their recordings inside the inbox; whose
    enrolled voices go with them."""

    calls: set[str] = field(default_factory=set)
    recordings: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)

    @property
    def nothing(self) -> bool:
        """Whether nothing of that is kept."""
        return not (self.calls or self.recordings or self.voices)


def find(settings: Settings, wanted: Wanted) -> Found:
    """Whatever there is of the calls wanted, measured or not. Raises ForgetError, OSError."""
    if not (wanted.customer or wanted.seller or wanted.call):
        raise ForgetError("say whose calls to forget: --customer, --seller or --call")
    found = Found()
    if wanted.seller and voices.of(settings.folders.data, wanted.seller):
        found.voices.add(wanted.seller)
    inbox = _inbox(settings)
    if wanted.customer or wanted.seller:
        _of_people(settings, wanted, inbox, found)
    if wanted.call:
        _called(settings, wanted.call, inbox, found)
    found.calls |= {about["id"] for n, about in inbox.hashes.items() if n in found.recordings}
    found.recordings |= {n for n, about in inbox.hashes.items() if about["id"] in found.calls}
    return found


def _of_people(settings: Settings, wanted: Wanted, inbox: Inbox, found: Found) -> None:
    """The calls of the customer and the seller; a torn record can only be named itself."""
    store = Store(settings.kept)
    for path in store.paths():
        with suppress(RecordError):
            record = store.read(path)
            if wanted.fits(record.call) or _sounds_like(record, wanted):
                found.calls.add(record.call.id)
    for item in _seen(inbox):
        if item.facts and wanted.fits(item.facts):
            found.recordings.add(item.name)
            if item.call_id:
                found.calls.add(item.call_id)


def _called(settings: Settings, name: str, inbox: Inbox, found: Found) -> None:
    """The one call of that name, measured or not. Raises ForgetError where there are more: what is
    erased does not come back."""
    known = [*Store(settings.kept).names()]
    known += [Named(about["id"], path) for path, about in inbox.hashes.items()]
    known += [Named(item.call_id, item.name) for item in _seen(inbox)]
    calls = meant(name, known)
    if len(calls) > 1:
        raise ForgetError(several(name, calls))
    for call in calls:
        if call.id:
            found.calls.add(call.id)
        else:
            found.recordings.add(call.recording)


def _sounds_like(record: Record, wanted: Wanted) -> bool:
    """Whether nobody said whose call it is, and the seller wanted was told by his voice."""
    if not wanted.seller or record.call.seller:
        return False
    roles = record.conversation.roles
    sellers = {speaker for speaker, side in roles.side_of.items() if side == "seller"}
    return roles.source == "voice" and any(
        known.speaker in sellers and known.name.casefold() == wanted.seller.strip().casefold()
        for known in record.heard.known
    )


def _inbox(settings: Settings) -> Inbox:
    """What is in the inbox now; nothing where it cannot be looked into."""
    at_once = settings.inbox.model_copy(update={"whole_after_s": 0.0})
    try:
        return look(settings.folders.inbox, at_once, {})
    except InboxError:
        return Inbox((), (), (), (), {})


def _seen(inbox: Inbox) -> tuple[Recording | Refused, ...]:
    return (*inbox.recordings, *inbox.refused)


def erase(settings: Settings, found: Found) -> list[str]:
    """Remove it all, the records last: stopped half-way, forgetting again finds what is left.

    Returns a line for everything removed. Raises ForgetError, OSError, WarehouseError.
    """
    return [*forget_runs(settings.folders.data, found.calls), *erase_kept(settings, found)]


def erase_kept(settings: Settings, found: Found) -> list[str]:
    """``erase`` but for what Prefect shows. Raises OSError, WarehouseError."""
    data = settings.folders.data
    gone = [*_recordings(settings, found.recordings), *_manifest(settings, found.recordings)]
    gone += _ledger(settings, found)
    gone += _logs(data, found)
    gone += [line for name in sorted(found.voices) for line in voices.erase(data, name)]
    gone += _kept(settings, found.calls)
    gone += _databases(settings)
    return gone


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


def _recordings(settings: Settings, names: Iterable[str]) -> Iterator[str]:
    inbox = settings.folders.inbox
    for name in sorted(names):
        path = inbox / name
        path.unlink(missing_ok=True)
        yield f"recording {printable(str(path))}"
        yield from remove_sidecars(path, settings.inbox.extensions)


def remove_sidecars(recording: Path, extensions: Collection[str]) -> Iterator[str]:
    """The sidecars of a recording that is gone, unless another one shares them."""
    shared = any(recording.with_suffix(ending).exists() for ending in extensions)
    for ending in ENDINGS:
        own = recording.with_suffix(recording.suffix + ending)
        for path in (own,) if shared else (own, recording.with_suffix(ending)):
            if path.is_file():
                path.unlink()
                yield f"sidecar {printable(str(path))}"


def _manifest(settings: Settings, names: Collection[str]) -> Iterator[str]:
    """The manifest without the lines about these recordings; other lines stay as they are."""
    path = settings.folders.inbox / settings.inbox.manifest
    if not names or not path.is_file():
        return
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    columns = [name.strip().lower() for name in table[0]] if table else []
    if "file" not in columns:
        return
    told = {*names, *(PurePosixPath(name).name for name in names)}
    place = columns.index("file")
    kept = [row for row in table if len(row) <= place or row[place].strip() not in told]
    if len(kept) < len(table):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(kept)
        write_whole(path, out.getvalue().encode("utf-8"))
        yield f"{len(table) - len(kept)} lines of {path}"


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
            yield f"{count} lines of {log}"


def _kept(settings: Settings, calls: Collection[str]) -> Iterator[str]:
    """Every file named after one of the calls, its record last."""
    records = Store(settings.kept).records
    folders = {settings.folders.data, settings.kept}
    files = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if any(call in path.name for call in calls) and not path.is_dir()
    ]
    for path in sorted(files, key=lambda path: (path.parent == records, path)):
        path.unlink(missing_ok=True)
        yield f"{path.parent.name.rstrip('s')} {path}"


def _databases(settings: Settings) -> Iterator[str]:
    """Warehouse and snapshot made anew from the records that are left."""
    if not (settings.database.exists() or settings.snapshot.exists()):
        return
    from flows import warehouse
    from flows.current import publish_snapshot

    calls = warehouse.rebuild(settings.database, Store(settings.kept).records)
    publish_snapshot(settings)
    yield f"rows of the warehouse, made anew with {calls} calls, and its snapshot"
