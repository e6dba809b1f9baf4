"""What a run has to do, decided from the inbox, the records and the ledger alone.

Nothing heavy is imported here: a run that finds nothing to do says so at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from analysis.record import Facts, RecordError, fingerprint
from flows.files import sweep
from flows.inbox import Recording, look
from flows.ledger import Ledger, SetAside
from flows.settings import Settings
from flows.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """``work`` is to be measured: new calls, and those whose facts changed. ``aside`` was set
    aside by this look, ``still_aside`` by an earlier run and unchanged since."""

    work: tuple[Recording, ...]
    done: int
    aside: tuple[SetAside, ...]
    still_aside: tuple[SetAside, ...]
    growing: tuple[str, ...]
    copies: tuple[str, ...]


def make_plan(settings: Settings, *, retry: bool = False, note: bool = True) -> Plan:
    """Look at the inbox and decide. With ``retry`` what was set aside is tried again; without
    ``note`` nothing is written. Raises InboxError, OSError."""
    ledger, store = Ledger(settings.folders.data, settings.kept), Store(settings.kept)
    seen = ledger.seen()
    inbox = look(settings.folders.inbox, settings.inbox, seen.get("files", {}))
    before = {} if retry else ledger.set_aside()
    measured: dict[str, dict[str, str]] = {}
    work: list[Recording] = []
    still: list[SetAside] = []
    for recording in inbox.recordings:
        earlier = before.get(recording.name)
        if store.has(recording.call_id):
            facts = _facts_in_record(recording.call_id, store, seen.get("facts", {}))
            measured[recording.call_id] = facts
            if facts["hash"] != recording.facts_hash:
                work.append(recording)
        elif earlier and earlier.state == recording.state:
            still.append(earlier)
        else:
            work.append(recording)
    done = len(inbox.recordings) - len(work) - len(still)
    aside: list[SetAside] = []
    for refused in inbox.refused:
        reason = refused.reason
        if refused.call_id and store.has(refused.call_id):
            reason += f"; it was before: `callprobe forget --call {refused.call_id}` erases that"
        entry = SetAside(refused.name, reason, refused.state)
        (still if before.get(refused.name) == entry else aside).append(entry)
    if note:
        for folder in (store.records, store.transcripts, *ledger.folders):
            sweep(folder)
        _note(ledger, seen, {"files": inbox.hashes, "facts": measured}, [*still, *aside])
        waiting = {recording.call_id for recording in work}
        for begun in ledger.under_way():  # by a run that was killed just before its end
            if begun.call_id not in waiting:
                ledger.end(begun.call_id)
    return Plan(tuple(work), done, tuple(aside), tuple(still), inbox.growing, inbox.copies)


def _facts_in_record(call_id: str, store: Store, seen: Mapping[str, Any]) -> dict[str, str]:
    """The hash of the facts a call was measured with (empty where its record is torn), and what
    the record's file looked like then: while that stays, it need not be read again."""
    path = store.record_path(call_id)
    about = path.stat()
    state = f"{about.st_size}@{about.st_mtime_ns}"
    known = seen.get(call_id)
    if isinstance(known, dict) and known.get("state") == state:
        return {"state": state, "hash": str(known.get("hash"))}
    try:
        call = store.read(path).call
    except (OSError, RecordError):
        return {"state": state, "hash": ""}
    facts = {name: getattr(call, name) for name in asdict(Facts())}
    return {"state": state, "hash": fingerprint(facts)}


def _note(
    ledger: Ledger, before: dict[str, Any], seen: dict[str, Any], aside: list[SetAside]
) -> None:
    """Write down what was found out; what left the inbox or is tried again is aside no longer."""
    if seen != before:
        ledger.keep_seen(seen)
    noted = ledger.set_aside()
    for entry in aside:
        if noted.get(entry.recording) != entry:
            ledger.put_aside(entry)
    for name in noted.keys() - {entry.recording for entry in aside}:
        ledger.take_back(name)
