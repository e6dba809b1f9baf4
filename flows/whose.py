"""Whose calls are meant, and what is kept of them: records, rows, recordings, sidecars, voices.

A call may have lost any of these, where forgetting was stopped half-way or somebody deleted files
by hand: each is looked for by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.record import Facts, Record, RecordError
from flows import told_of, voices
from flows.alike import comparable, composed
from flows.beside import Near, beside, by_recording
from flows.broken import why_broken
from flows.exchange.transcript import IMPORTED
from flows.imported import transcripts
from flows.inbox import Inbox, InboxError, look
from flows.ledger import Ledger
from flows.manifest import manifest_in
from flows.named import Named, meant, several
from flows.names import facts_in_name
from flows.settings import Settings
from flows.store import Store

SUBTITLES = ".vtt"
"""A sidecar beside such a file tells about it, as it does about a recording."""


class ForgetError(ValueError):
    """What is to be forgotten was not said so that it can be found: one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose calls: everything of this customer or seller (``flows.alike``), and the one call that
    ``call`` means (``flows.named``)."""

    customer: str | None = None
    seller: str | None = None
    call: str | None = None

    def fits(self, facts: Facts) -> bool:
        """Whether the customer or the seller of a call is meant."""
        pairs = ((self.customer, facts.customer), (self.seller, facts.seller))
        return any(a and b and comparable(a) == comparable(b) for a, b in pairs)

    def names(self, call_id: str | None, name: str) -> bool:
        """Whether the call is meant by its id or by its recording's name."""
        if self.call is None:
            return False
        known = {call_id, composed(name), composed(PurePosixPath(name).name)}
        return composed(self.call) in known


@dataclass(slots=True)
class Found:
    """The calls to forget: their ids, and the paths inside the inbox of their recordings, of
    sidecars that tell of them and of transcripts they were imported from; the recordings' names in
    ``lines`` of the manifest that tell of them; whose enrolled voices go with them. ``unread``
    names what nobody can tell of whose it is; ``elsewhere`` are the transcripts that calls were
    imported from and that are not in the inbox, by call."""

    calls: set[str] = field(default_factory=set)
    recordings: set[str] = field(default_factory=set)
    sidecars: set[str] = field(default_factory=set)
    transcripts: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether nothing of that is kept."""
        found = (self.calls, self.recordings, self.sidecars, self.transcripts, self.lines)
        return not (any(found) or self.voices)


def find(settings: Settings, wanted: Wanted) -> Found:
    """Whatever there is of the calls wanted, measured or not. The caller holds the ledger.

    Raises ForgetError, OSError, WarehouseError.
    """
    if not (wanted.customer or wanted.seller or wanted.call):
        raise ForgetError("say whose calls to forget: --customer, --seller or --call")
    found = Found()
    if wanted.seller and voices.of(settings.folders.data, wanted.seller):
        found.voices.add(wanted.seller)
    inbox, asked = _inbox(settings), wanted.call
    if wanted.call:
        wanted = replace(wanted, call=_the_one(settings, wanted.call, inbox))
    called: dict[str, str] = {}
    unread = _in_records(settings, wanted, found, called)
    _in_rows(settings, wanted, found, called)
    unsure: list[str] = []
    if inbox is not None:
        unsure = _in_inbox(settings, wanted, inbox, found)
        names = {*(called[call] for call in found.calls & called.keys()), asked}
        unsure += _unheard(inbox, found, asked, names)
    unsure += [why for path, why in unread.items() if path.stem not in found.calls]
    found.unread = [
        f"nobody can tell whose call this is, forget again once that is put right: {why}"
        for why in unsure
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
        known += [Named(item.call_id, item.name) for item in inbox.items]
    calls = meant(name, known)
    if len(calls) > 1:
        raise ForgetError(several(name, calls))
    return next((call.id or call.recording for call in calls), name)


def _in_records(
    settings: Settings, wanted: Wanted, found: Found, called: dict[str, str]
) -> dict[Path, str]:
    """Calls whose records say that they are meant, and in ``called`` what their recordings are;
    the records that say nothing, and why."""
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
        called[path.stem] = call.recording
        told = wanted.fits(call) or _sounds_like(record, wanted)
        # The names differ where somebody copied a record: the copy goes with its call, not the call
        # with its copy.
        its_call = told or wanted.names(call.id, call.recording)
        if its_call or wanted.names(path.stem, ""):
            found.calls |= {path.stem, call.id} if its_call else {path.stem}
            if record.heard.engines.transcriber.startswith(IMPORTED):
                found.elsewhere[path.stem] = call.recording
    return unread


def _sounds_like(record: Record, wanted: Wanted) -> bool:
    """Whether nobody said whose call it is, and the seller wanted was told by his voice."""
    if not wanted.seller or record.call.seller:
        return False
    roles = record.conversation.roles
    sellers = {speaker for speaker, side in roles.side_of.items() if side == "seller"}
    return roles.source == "voice" and any(
        known.speaker in sellers and comparable(known.name) == comparable(wanted.seller)
        for known in record.heard.known
    )


def _in_rows(settings: Settings, wanted: Wanted, found: Found, called: dict[str, str]) -> None:
    """Calls of warehouse and snapshot, of which there may be no record any more."""
    for call_id, recording, facts in _rows(settings):
        called.setdefault(call_id, recording)
        if wanted.fits(facts) or wanted.names(call_id, recording):
            found.calls.add(call_id)


def _rows(settings: Settings) -> Iterator[tuple[str, str, Facts]]:
    """Id, recording and facts of every call in warehouse and snapshot."""
    from flows.snapshot import open_snapshot, rows  # late: DuckDB
    from flows.warehouse_file import open_warehouse

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


def _in_inbox(settings: Settings, wanted: Wanted, inbox: Inbox, found: Found) -> list[str]:
    """What lies in the inbox of whoever is meant; why that cannot be told of the rest."""
    folder = settings.folders.inbox
    sidecars = told_of.in_sidecars(folder, settings.inbox.sidecar_max_kb)
    found.sidecars |= {name for name, told in sidecars.items() if wanted.fits(told.facts)}
    lines = told_of.in_manifest(manifest_in(folder, settings.inbox.manifest))
    found.lines |= {name for name, told in lines.told if wanted.fits(told.facts)}
    found.recordings |= found.lines | {name for name, _ in lines.told if wanted.names(None, name)}
    near = by_recording(folder / name for name in sidecars)
    about_it = {item.name: _beside(folder, item.name, near) for item in inbox.items}
    for item in inbox.items:
        name, near_it = item.name, about_it[item.name]
        whose = item.facts or told_of.first_of(  # else something in them is wrong
            [
                *(sidecars[sidecar].facts for sidecar in near_it),
                lines.about(name),
                facts_in_name(folder / name, settings.inbox.name_patterns),
            ]
        )
        ours = not found.sidecars.isdisjoint(near_it)
        if ours or wanted.fits(whose) or wanted.names(item.call_id, name):
            found.recordings.add(name)
            if item.call_id:
                found.calls.add(item.call_id)
    known = _looked_at(settings, inbox)
    for name, about in known.items():
        if about["id"] in found.calls or wanted.names(about["id"], name):
            found.recordings.add(name)
            found.calls.add(about["id"])
    found.recordings |= {name for name, about in known.items() if about["id"] in found.calls}
    about_it |= _transcripts(settings, found, near)
    if not (wanted.customer or wanted.seller):
        return []
    return told_of.unsure(about_it, sidecars, lines, found.recordings | found.transcripts)


def _beside(folder: Path, name: str, near: Near) -> list[str]:
    return [sidecar.relative_to(folder).as_posix() for sidecar in beside(folder / name, near)]


def _transcripts(settings: Settings, found: Found, near: Near) -> dict[str, list[str]]:
    """Transcripts of the calls found, and those with a sidecar that tells of whoever is meant; of
    every WebVTT file in the inbox the sidecars beside it."""
    about_it: dict[str, list[str]] = {}
    for name, call_id in transcripts(settings):
        if PurePosixPath(name).suffix.lower() == SUBTITLES:
            about_it[name] = _beside(settings.folders.inbox, name, near)
        ours = not found.sidecars.isdisjoint(about_it.get(name, ()))
        if call_id in found.calls or ours:
            found.transcripts.add(name)
            found.calls.add(call_id)
            found.elsewhere.pop(call_id, None)
    return about_it


def _unheard(
    inbox: Inbox, found: Found, asked: str | None, names: Collection[str | None]
) -> list[str]:
    """Recordings that cannot be read now and are called as what is forgotten: that of the path
    ``asked`` goes, of another of these ``names`` nobody knows whether it is the same call."""
    unsure, called = [], {composed(name) for name in names if name}
    for item in inbox.refused:
        if item.call_id or item.name in found.recordings:
            continue
        if asked is not None and composed(item.name) == composed(asked):
            found.recordings.add(item.name)
        elif composed(PurePosixPath(item.name).name) in called:
            unsure.append(f"{item.name}: {item.reason}")
    return unsure


def _looked_at(settings: Settings, inbox: Inbox | None) -> dict[str, Any]:
    """What every recording was at its last look, by its path; those that are gone, too."""
    before = Ledger(settings.folders.data, settings.kept).seen().get("files", {})
    return {**before, **({} if inbox is None else inbox.hashes)}
