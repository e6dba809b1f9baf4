"""Retention: recordings, words and measures go when their time is over, each after its own.

A call's age counts from when it took place where that was told, else from when its recording (or,
where that is gone, its record) was written, as an earlier look saw it: a record that is written
again is no younger. What words were is then no longer known: numbers, times and flags stay, and
the call cannot be measured again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.record import Record, RecordError, from_json, to_json
from flows.erased import ERASED
from flows.files import write_whole
from flows.forget import (
    Tell,
    erase_kept,
    forget_runs,
    remove_recording,
    remove_sidecars,
    told,
    unheard_of,
)
from flows.imported import transcripts
from flows.inbox import InboxError, look
from flows.ledger import Ledger
from flows.prefect_server import PrefectServer
from flows.settings import Settings
from flows.store import Store
from flows.whose import Found
from flows.worded import has_words

DAY_S = 86_400.0

_RECORDS_KEPT = 1_000_000
"""Records of which a process remembers how old they are: some hundred bytes each."""

WORDS = frozenset(
    "text quote sentence what when_text condition summary report why detail shown".split()
) | {"outcome_reason"}
"""Fields of a record that are, or may hold, what somebody said."""


@dataclass(slots=True)
class Expired:
    """What is over its time: paths in the inbox, calls by id, and ``loose`` transcripts, of calls
    that came to no record. ``ids`` are those of all that was in the inbox, by path; ``begun`` is
    when the calls began of which nobody said so (seconds since 1970)."""

    recordings: tuple[str, ...]
    words: tuple[str, ...]
    calls: tuple[str, ...]
    loose: tuple[Path, ...]
    ids: Mapping[str, str]
    begun: Mapping[str, float]

    @property
    def nothing(self) -> bool:
        """Whether nothing is over its time."""
        return not (self.recordings or self.told or self.loose)

    @property
    def told(self) -> tuple[str, ...]:
        """Calls of which words or everything goes: what shows them elsewhere goes too."""
        return (*self.words, *self.calls)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return {
            "recordings": len(self.recordings),
            "words": len(self.words) + len(self.loose),
            "calls": len(self.calls),
        }


def expired(settings: Settings, now: float | None = None) -> Expired:
    """What is over its time at ``now`` (seconds since 1970; None: this moment). Raises OSError."""
    keep, now = settings.retention, time.time() if now is None else now
    ids = _in_inbox(settings)
    by_id = {call: name for name, call in ids.items()}
    recordings, words, calls = [], [], []
    ages: dict[str, float] = {}
    noted = Ledger(settings.folders.data).begun_at()
    unsaid: dict[str, float] = {}
    for path in Store(settings.kept).paths() if any(keep.model_dump().values()) else ():
        try:
            about = path.stat()
            begun, worded = _of_record(path, about.st_mtime, about.st_size)
        except (RecordError, OSError):
            continue  # every command names it until it is put right
        source = settings.folders.inbox / by_id[path.stem] if path.stem in by_id else path
        if begun is None:
            written = source.stat().st_mtime
            begun = unsaid[path.stem] = min(written, noted.get(path.stem, written))
        ages[path.stem] = (now - begun) / DAY_S
        if _over(ages[path.stem], keep.measures_days):
            calls.append(path.stem)
        elif _over(ages[path.stem], keep.transcripts_days) and worded:
            words.append(path.stem)
    aside = Ledger(settings.folders.data).set_aside()
    for name, call in ids.items():
        if call not in ages and name not in aside:
            continue  # an archive that was just copied here is measured before its time is over
        written = (settings.folders.inbox / name).stat().st_mtime
        if _over(ages.get(call, (now - written) / DAY_S), keep.recordings_days):
            recordings.append(name)
    loose = tuple(_loose(settings, now))
    return Expired(tuple(recordings), tuple(words), tuple(calls), loose, ids, unsaid)


def enforce(settings: Settings, now: float | None = None, tell: Tell = unheard_of) -> list[str]:
    """Remove what is over its time; ``tell`` hears a line for everything removed, all are returned.
    The caller holds the ledger.

    Raises ForgetError, OSError, WarehouseError.
    """
    over = _noted(settings, expired(settings, now))
    runs = forget_runs(settings.folders.data, over.told)
    return told(chain(runs, remove(settings, over)), tell)


def remove(settings: Settings, over: Expired) -> Iterator[str]:
    """Remove what is over its time, but for what Prefect shows. Raises OSError, WarehouseError."""
    yield from _recordings(settings, over)
    if over.words:
        from flows.current import make_anew  # late: DuckDB

        make_anew(settings.folders.data)
    yield from _words(settings, over.words)
    for path in over.loose:
        path.unlink(missing_ok=True)
        yield f"words of a call that was never measured {path}"
    if over.told:
        names = {name for name, call in over.ids.items() if call in over.calls}
        files = {name for name, call in transcripts(settings) if call in over.calls}
        yield from erase_kept(settings, Found(set(over.calls), names, transcripts=files))


def enforce_by_flow(settings: Settings, prefect: PrefectServer, tell: Tell) -> None:
    """``enforce`` as a Prefect flow with its own table in Prefect's pages, if anything is over its
    time. Raises what ``enforce`` raises."""
    over = _noted(settings, expired(settings))
    if over.nothing:
        return
    told(forget_runs(settings.folders.data, over.told), tell)
    prefect.start()
    if not prefect.ready():
        told(remove(settings, over), tell)
        return
    from prefect import flow

    from flows.artifacts import show_removed

    def retention() -> None:  # what it removed has names in it: they are not for Prefect
        told(remove(settings, over), tell)
        show_removed(over.counts)

    tries, wait = settings.flow.retries, settings.flow.retry_delay_s
    flow(name="retention", retries=tries, retry_delay_seconds=wait)(retention)()


def without_words(record: Record) -> Record:
    """The record with its numbers and without what anybody said."""
    silent = replace(record.heard, words=(), dropped=())
    document = json.loads(to_json(replace(record, heard=silent)))
    return from_json(json.dumps(_blank(document)).encode(), record.call.id)


def _blank(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _blank(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [] if name == "hesitations" else [_blank(item) for item in value]
    return ERASED if name in WORDS and isinstance(value, str) else value


def _recordings(settings: Settings, over: Expired) -> Iterator[str]:
    """Recordings that share a sidecar go together, then it: whoever is killed on the way leaves no
    sidecar alone, and no recording of which it told that nobody may hear it."""
    inbox = settings.folders.inbox
    for _, alike in groupby(sorted(over.recordings, key=_without_ending), key=_without_ending):
        names = list(alike)
        for name in names:
            yield from _copies(settings, over.ids[name])
            yield from remove_recording(inbox / name, inbox)
        yield from remove_sidecars([inbox / name for name in names], settings.inbox.extensions)


def _without_ending(name: str) -> str:
    return name.removesuffix(PurePosixPath(name).suffix)


def _copies(settings: Settings, call: str) -> Iterator[str]:
    """What the coach's page keeps of a recording to play it, and half of it where it was killed."""
    for path in (settings.folders.data / "review").glob(f"*{call}.*"):
        path.unlink(missing_ok=True)
        yield f"copy {path}"


def _words(settings: Settings, calls: tuple[str, ...]) -> Iterator[str]:
    store = Store(settings.kept)
    for call in calls:
        for path in store.transcripts.glob(f"{call}-*.json"):
            path.unlink(missing_ok=True)
        for path in (settings.folders.data / "verdicts").glob(f"{call}-*.json"):
            _blank_file(path)
        store.keep(without_words(store.read(store.record_path(call))))
        yield f"words of call {call}"


def _blank_file(path: Path) -> None:
    """A coach's verdict without the words he was shown; what is no JSON goes altogether."""
    try:
        kept = _blank(json.loads(path.read_bytes()))
    except ValueError:
        path.unlink()
        return
    write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n")


@lru_cache(_RECORDS_KEPT)
def _of_record(path: Path, written: float, size: int) -> tuple[float | None, bool]:
    """When the call of a record began (seconds since 1970; None where nobody said so, or this
    machine's clock does not know the year), and whether what was said is kept. ``written`` and
    ``size`` are those of the file: one that did not change is not read again at the next look.
    Raises RecordError, OSError."""
    record = from_json(path.read_bytes(), str(path))
    started, begun = record.call.started_at, None
    with suppress(ValueError, OverflowError):
        begun = started.timestamp() if started else None
    return begun, has_words(record)


def _noted(settings: Settings, over: Expired) -> Expired:
    """The same, once it is noted when the calls began of which nobody said so. Raises OSError."""
    ledger = Ledger(settings.folders.data)
    if over.begun != ledger.begun_at():
        ledger.keep_begun_at(over.begun)
    return over


def _loose(settings: Settings, now: float) -> Iterator[Path]:
    """Transcripts that are over their time and have no record: whoever was killed between the two,
    or moved a record away, left them. Raises OSError."""
    keep, store = settings.retention, Store(settings.kept)
    days = [most for most in (keep.transcripts_days, keep.measures_days) if most]
    for path in store.transcripts.glob("[!.]*.json") if days else ():
        if store.has(path.name.partition("-")[0]):
            continue
        with suppress(FileNotFoundError):
            if _over((now - path.stat().st_mtime) / DAY_S, min(days)):
                yield path


def _over(age_days: float, most_days: float) -> bool:
    return most_days > 0 and age_days > most_days


def _in_inbox(settings: Settings) -> dict[str, str]:
    """The ids of the recordings in the inbox, by path; what an earlier look knew is not read
    again. Nothing where the inbox cannot be looked into."""
    known = Ledger(settings.folders.data, settings.kept).seen().get("files", {})
    try:
        inbox = look(settings.folders.inbox, settings.inbox, known, settings.folders.data)
    except InboxError:
        return {}
    return {name: about["id"] for name, about in inbox.hashes.items()}
