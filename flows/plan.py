"""What a run has to do, decided from the inbox, the records and the ledger alone.

Nothing heavy is imported here: a run that finds nothing to do says so at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from analysis.record import Facts, NewerRecord, RecordError, fingerprint
from flows import same_cues
from flows.files import sweep
from flows.inbox import Recording, Refused, look
from flows.ledger import Ledger, SetAside
from flows.redaction import redacted_facts
from flows.same_engines import KEYS, HeardWith, of_record, of_today, same
from flows.settings import Settings
from flows.store import Store
from flows.worded import words_gone

_WORDS_GONE = "words gone"
"""In place of what a call was heard with: hearing it again would bring back what had to go."""

_NEWER = "newer"
"""In its place where a later callprobe wrote the record: it is left as it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``work`` is to be measured: new calls, and those whose facts changed. ``aside`` was set
    aside by this look, ``still_aside`` by an earlier run and unchanged since; ``newer`` have
    records of a later callprobe. ``disputed`` are pairs of copies of which different things are
    told; the first one's count. ``linked`` are subfolders that are links, and passed over.
    ``replaced`` are names under which another recording lies than at the last look, each with the
    id of the earlier one's call, which stays. ``otherwise`` of the calls done were heard with other
    engines, or other settings of them, than today's; ``stale`` of them were measured with other
    cues, or other settings of the measures."""

    work: tuple[Recording, ...]
    done: int
    aside: tuple[SetAside, ...]
    still_aside: tuple[SetAside, ...]
    growing: tuple[str, ...]
    copies: tuple[str, ...]
    disputed: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    newer: int
    otherwise: int
    stale: int


def make_plan(
    settings: Settings, *, retry: bool = False, rehear: bool = False, note: bool = True
) -> Plan:
    """Look at the inbox and decide. With ``retry`` what was set aside is tried again, with
    ``rehear`` (or the setting) what was heard otherwise is work; without ``note`` nothing is
    written.

    Raises InboxError, OSError.
    """
    rehear = rehear or settings.flow.rehear
    ledger, store = Ledger(settings.folders.data, settings.kept), Store(settings.kept)
    seen = ledger.seen()
    files = seen.get("files", {})
    inbox = look(settings.folders.inbox, settings.inbox, files, settings.folders.data)
    before = {} if retry else ledger.set_aside()
    today, cues = of_today(settings, note=note), same_cues.of_today(settings.analysis)
    calls = _Calls(today, cues, rehear=rehear)
    for found in inbox.recordings:
        recording = replace(found, facts=redacted_facts(found.facts, settings.redaction))
        if store.has(recording.call_id):
            facts = _facts_in_record(recording.call_id, store, seen.get("facts", {}))
            calls.measured_before(recording, facts)
        else:
            calls.never_measured(recording, before.get(recording.name))
    refused = [_set_aside(item, store) for item in inbox.refused]
    aside = [entry for entry in refused if before.get(entry.recording) != entry]
    again = [entry for entry in refused if before.get(entry.recording) == entry]
    still = [*calls.still_aside, *again]
    if note:
        for folder in (store.records, store.transcripts, *ledger.folders):
            sweep(folder)
        unsure = {name: files[name] for name in inbox.growing if name in files}
        looked = {"files": {**unsure, **inbox.hashes}, "facts": calls.facts}
        _note(ledger, seen, looked, [*still, *aside])
        _end_killed(ledger, calls.work)
    return Plan(
        work=tuple(calls.work),
        done=calls.done,
        aside=tuple(aside),
        still_aside=tuple(still),
        growing=inbox.growing,
        copies=inbox.copies,
        disputed=inbox.disputed,
        linked=inbox.linked,
        replaced=_replaced(inbox.hashes, files, store),
        newer=calls.newer,
        otherwise=calls.otherwise,
        stale=calls.stale,
    )


class _Calls:
    """The calls of the inbox as they are told apart, each by its recording: what is to be measured,
    what is aside, and of the others how many stand how."""

    def __init__(self, today: HeardWith, cues: Collection[str], *, rehear: bool) -> None:
        self._today, self._rehear = today, rehear
        self._not_stale = {*cues, ""}  # nobody can tell of what cannot be read, or has no words
        self.work: list[Recording] = []
        self.still_aside: list[SetAside] = []
        self.facts: dict[str, dict[str, str]] = {}
        self.done = self.newer = self.otherwise = self.stale = 0

    def never_measured(self, recording: Recording, aside: SetAside | None) -> None:
        """A call without a record, and why it was set ``aside``, if it was."""
        if aside is not None and aside.state == recording.state:
            self.still_aside.append(aside)
        else:
            self.work.append(recording)

    def measured_before(self, recording: Recording, facts: dict[str, str]) -> None:
        """A call whose record was made with these ``facts``."""
        self.facts[recording.call_id] = facts
        standing = _standing(facts, recording, self._today)
        if standing == "changed" or (self._rehear and standing == "otherwise"):
            self.work.append(recording)
            return
        self.newer += standing == "newer"
        self.done += standing != "newer"
        self.otherwise += standing == "otherwise"
        self.stale += facts["read"] not in self._not_stale


def _set_aside(refused: Refused, store: Store) -> SetAside:
    """What a user is told of a file that is refused: also that its call was measured before."""
    reason = refused.reason
    if refused.facts and refused.call_id and store.has(refused.call_id):
        reason += f"; it was before: `callprobe forget --call {refused.call_id}` erases that"
    return SetAside(refused.name, reason, refused.state)


def _replaced(
    now: Mapping[str, Any], before: Mapping[str, Any], store: Store
) -> tuple[tuple[str, str], ...]:
    """Names of recordings that are others than before, and the ids of calls measured of what lay
    there, which lies nowhere else now."""
    here = {about["id"] for about in now.values()}
    pairs = ((name, before.get(name, {}).get("id")) for name in now)
    return tuple((name, old) for name, old in pairs if old and old not in here and store.has(old))


def _standing(
    facts: Mapping[str, str], recording: Recording, today: HeardWith
) -> Literal["done", "changed", "otherwise", "newer"]:
    """How a record that was made with ``facts`` stands to its recording and to the engines."""
    if facts["settings"] == _NEWER:
        return "newer"
    if facts["settings"] == _WORDS_GONE:
        return "done"
    if facts["hash"] != recording.facts_hash:
        return "changed"
    return "done" if same(today, facts) else "otherwise"


def _facts_in_record(call_id: str, store: Store, seen: Mapping[str, Any]) -> dict[str, str]:
    """The hash of the facts a call was measured with, what it was heard and read with, and what the
    record's file looked like then: while that stays, it need not be read again. All are empty
    where the record is torn."""
    path = store.record_path(call_id)
    state = _state_of(path)
    known = seen.get(call_id) if state else None
    nothing = dict.fromkeys(("hash", "read", *KEYS), "")
    if isinstance(known, dict) and known.get("state") == state and nothing.keys() <= known.keys():
        return {"state": state} | {key: str(known[key]) for key in nothing}
    try:
        record = store.read(path)
    except NewerRecord:
        # Without its state it is read again: callprobe may be updated.
        return nothing | {"state": "", "settings": _NEWER}
    except (OSError, RecordError):
        return nothing | {"state": state}
    facts = {name: getattr(record.call, name) for name in asdict(Facts())}
    known_of = {"state": state, "hash": fingerprint(facts)} | of_record(record)
    if words_gone(record):
        return known_of | {"settings": _WORDS_GONE, "read": ""}  # it cannot be measured again
    return known_of | {"read": same_cues.of_record(record)}


def _state_of(record: Path) -> str:
    """What the file looks like; empty where that cannot be told: then it is read anew."""
    try:
        about = record.stat()
    except OSError:
        return ""
    return f"{about.st_size}@{about.st_mtime_ns}"


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


def _end_killed(ledger: Ledger, work: Sequence[Recording]) -> None:
    """Take back that calls are under way which a run measured that was killed just before its
    end."""
    waiting = {recording.call_id for recording in work}
    for begun in ledger.under_way():
        if begun.call_id not in waiting:
            ledger.end(begun.call_id)
