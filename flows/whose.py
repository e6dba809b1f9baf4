"""Whose calls are meant, and what is kept of them: records, rows, recordings, sidecars, voices.

A call may have lost any of these, where forgetting was stopped half-way or somebody deleted files
by hand: each is looked for by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.record import Facts, Record, RecordError
from flows import voices
from flows.beside import ENDINGS, beside, by_recording
from flows.broken import why_broken
from flows.inbox import Inbox, InboxError, Recording, Refused, look
from flows.ledger import Ledger
from flows.manifest import read_manifest
from flows.named import Named, meant, several
from flows.settings import Settings
from flows.sidecar import SidecarError, read_facts
from flows.store import Store


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

    def names(self, call_id: str | None, name: str) -> bool:
        """Whether the call is meant by its id or by its recording's name."""
        return self.call is not None and self.call in {call_id, name, PurePosixPath(name).name}


@dataclass(slots=True)
class Found:
    """The calls to forget: their ids, and the paths inside the inbox of their recordings and of
    sidecars that tell of them; whose enrolled voices go with them. ``unread`` names the records of
    which nobody can tell whose they are."""

    calls: set[str] = field(default_factory=set)
    recordings: set[str] = field(default_factory=set)
    sidecars: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing of that is kept."""
        return not (self.calls or self.recordings or self.sidecars or self.voices)


def find(settings: Settings, wanted: Wanted) -> Found:
    """Whatever there is of the calls wanted, measured or not. The caller holds the ledger.

    Raises ForgetError, OSError, WarehouseError.
    """
    if not (wanted.customer or wanted.seller or wanted.call):
        raise ForgetError("say whose calls to forget: --customer, --seller or --call")
    found = Found()
    if wanted.seller and voices.of(settings.folders.data, wanted.seller):
        found.voices.add(wanted.seller)
    inbox = _inbox(settings)
    if wanted.call:
        wanted = replace(wanted, call=_the_one(settings, wanted.call, inbox))
    unread = _in_records(settings, wanted, found)
    _in_rows(settings, wanted, found)
    if inbox is not None:
        _in_inbox(settings, wanted, inbox, found)
    found.unread = [
        f"nobody can tell whose call this is, forget again once that is put right: {why}"
        for path, why in unread.items()
        if path.stem not in found.calls
    ]
    return found


def _inbox(settings: Settings) -> Inbox | None:
    """What is in the inbox now; None where it cannot be looked into."""
    at_once = settings.inbox.model_copy(update={"whole_after_s": 0.0})
    try:
        return look(settings.folders.inbox, at_once, {}, settings.folders.data)
    except InboxError:
        return None


def _the_one(settings: Settings, name: str, inbox: Inbox | None) -> str:
    """The id of the call that ``name`` means, or its recording where it was never measured; the
    name itself where no call goes by it. Raises ForgetError where several do: what is erased does
    not come back."""
    known = [*Store(settings.kept).names()]
    known += [Named(call_id, recording) for call_id, recording, _ in _rows(settings)]
    known += [Named(about["id"], path) for path, about in _looked_at(settings, inbox).items()]
    if inbox is not None:
        known += [Named(call_id, path) for path, call_id, _ in _told(inbox)]
    calls = meant(name, known)
    if len(calls) > 1:
        raise ForgetError(several(name, calls))
    return next((call.id or call.recording for call in calls), name)


def _in_records(settings: Settings, wanted: Wanted, found: Found) -> dict[Path, str]:
    """Calls whose records say that they are meant; the records that say nothing, and why."""
    store, unread = Store(settings.kept), {}
    for path in store.paths():
        try:
            record = store.read(path)
        except (RecordError, OSError):  # it can still be named by its id
            unread[path] = why_broken(path) or ""
            if wanted.call == path.stem:
                found.calls.add(path.stem)
            continue
        call = record.call
        told = wanted.fits(call) or _sounds_like(record, wanted)
        if told or wanted.names(path.stem, call.recording):
            found.calls.add(path.stem)
    return unread


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


def _in_rows(settings: Settings, wanted: Wanted, found: Found) -> None:
    """Calls of warehouse and snapshot, of which there may be no record any more."""
    for call_id, recording, facts in _rows(settings):
        if wanted.fits(facts) or wanted.names(call_id, recording):
            found.calls.add(call_id)


def _rows(settings: Settings) -> Iterator[tuple[str, str, Facts]]:
    """Id, recording and facts of every call in warehouse and snapshot."""
    from flows.snapshot import open_snapshot, rows  # late: DuckDB
    from flows.warehouse import open_warehouse

    asked = "select call_id, recording, seller, customer from calls"
    for database, opened in (
        (settings.database, open_warehouse),
        (settings.snapshot, open_snapshot),
    ):
        if not database.is_file():
            continue
        with opened(database) as connection:
            for row in rows(connection, asked):
                seller, customer = (str(row[key] or "") or None for key in ("seller", "customer"))
                facts = Facts(seller=seller, customer=customer)
                yield str(row["call_id"]), str(row["recording"]), facts


def _in_inbox(settings: Settings, wanted: Wanted, inbox: Inbox, found: Found) -> None:
    folder = settings.folders.inbox
    _sidecars(settings, wanted, found)
    near = by_recording(folder / name for name in found.sidecars)
    for name, call_id, facts in _told(inbox):
        ours = beside(folder / name, near)
        if ours or (facts and wanted.fits(facts)) or wanted.names(call_id, name):
            found.recordings.add(name)
            if call_id:
                found.calls.add(call_id)
    manifest = read_manifest(folder / settings.inbox.manifest, settings.inbox.manifest_max_kb)
    for name, facts in manifest.facts.items():
        if wanted.fits(facts) or wanted.names(None, name):
            found.recordings.add(name)
    known = _looked_at(settings, inbox)
    for name, about in known.items():
        if about["id"] in found.calls or wanted.names(about["id"], name):
            found.recordings.add(name)
            found.calls.add(about["id"])
    found.recordings |= {name for name, about in known.items() if about["id"] in found.calls}


def _looked_at(settings: Settings, inbox: Inbox | None) -> dict[str, Any]:
    """What every recording was at its last look, by its path; those that are gone, too."""
    before = Ledger(settings.folders.data, settings.kept).seen().get("files", {})
    return {**before, **({} if inbox is None else inbox.hashes)}


def _told(inbox: Inbox) -> Iterator[tuple[str, str | None, Facts | None]]:
    """Name, id and facts of every recording, copies and those refused included."""
    seen: tuple[Recording | Refused, ...] = (*inbox.recordings, *inbox.others, *inbox.refused)
    for item in seen:
        yield item.name, item.call_id, item.facts


def _sidecars(settings: Settings, wanted: Wanted, found: Found) -> None:
    """Sidecars that tell of whoever is meant, be there a recording beside them or none."""
    folder = settings.folders.inbox
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.suffix.lower() not in ENDINGS or any(part.startswith(".") for part in name.parts):
            continue
        try:
            facts = read_facts(path, settings.inbox.sidecar_max_kb)
        except SidecarError:
            continue
        if wanted.fits(facts):
            found.sidecars.add(name.as_posix())
