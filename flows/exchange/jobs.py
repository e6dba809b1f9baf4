"""Bringing transcripts in as calls, and writing calls out for other tools."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from analysis.record import Call, Facts, Record, settled
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.exchange.readers import read
from flows.exchange.transcript import Transcript, TranscriptError, as_heard, renamed
from flows.exchange.written import FORMATS
from flows.files import content_hash, printable, write_whole
from flows.inbox import ID_LENGTH
from flows.ledger import Ledger
from flows.settings import Settings
from flows.sidecar import SidecarError, read_facts, sidecar_of
from flows.store import Store


class NoSuchCall(ValueError):
    """No record goes by that name, or more than one."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of the files: names of calls measured, and a sentence for each that was not."""

    measured: tuple[str, ...]
    refused: tuple[str, ...]


def bring_in(paths: list[Path], settings: Settings, given: Facts) -> Imported:
    """Measure transcripts of other programs as calls; one bad file stops no other.

    Facts come from a sidecar beside each, those ``given`` win. Raises BusyError, OSError,
    WarehouseError.
    """
    store = Store(settings.kept)
    done: list[str] = []
    refused: list[str] = []
    with Ledger(settings.folders.data).alone():
        for path in paths:
            try:
                record = _record(path, settings, given)
            except (TranscriptError, SidecarError) as error:
                refused.append(str(error))
                continue
            store.keep(record)
            done.append(path.name)
        if done:
            load_records(settings)
            publish_snapshot(settings)
    return Imported(tuple(done), tuple(refused))


def _record(path: Path, settings: Settings, given: Facts) -> Record:
    transcript = read(path)
    sidecar = sidecar_of(path)
    told = read_facts(sidecar, settings.inbox.sidecar_max_kb) if sidecar else Facts()
    facts = replace(told, **{name: v for name, v in asdict(given).items() if v is not None})
    if facts.consent is False:
        raise TranscriptError(f"{path.name} is not measured: consent was not given")
    transcript, facts = _with_seller(transcript, facts, path)
    digest = content_hash(path)[:ID_LENGTH]
    heard = replace(as_heard(transcript, digest), language=facts.language or transcript.language)
    if heard.language:
        heard = replace(
            heard, doubts=tuple(d for d in heard.doubts if d.code != "unknown_language")
        )
    call = Call(id=digest, recording=printable(path.name), **asdict(facts))
    return measured(settled(heard), call, settings.analysis)


def _with_seller(transcript: Transcript, facts: Facts, path: Path) -> tuple[Transcript, Facts]:
    """The seller goes by one name in the facts and in the transcript, where both are known."""
    names = transcript.speakers
    if transcript.seller is None:
        if facts.seller and len(names) > 1 and facts.seller not in names:
            close = [name for name in names if facts.seller.lower() in name.lower()]
            if len(close) == 1:
                return renamed(transcript, {close[0]: facts.seller}), facts
        return transcript, facts
    seller = facts.seller or transcript.seller
    if seller != transcript.seller and seller in names:
        raise TranscriptError(
            f"{path.name} calls {transcript.seller} the seller, not {seller}; leave one of them out"
        )
    return renamed(transcript, {transcript.seller: seller}), replace(facts, seller=seller)


def find(name: str, settings: Settings) -> Record:
    """The record of a call, by its id, the beginning of it, or its recording's name.

    Raises NoSuchCall, RecordError, OSError.
    """
    store = Store(settings.kept)
    if store.has(name):
        return store.read(store.record_path(name))
    found = [
        record
        for record in map(store.read, store.paths())
        if name in (record.call.recording, Path(record.call.recording).stem)
        or (len(name) >= 4 and record.call.id.startswith(name))
    ]
    if len(found) != 1:
        known = "is none" if not found else f"are {len(found)}"
        raise NoSuchCall(f"there {known} called {name!r}; `callprobe scorecards` lists the calls")
    return found[0]


def write_out(record: Record, form: str, folder: Path | None) -> Path | str:
    """The call in one of ``FORMATS``: the file written into ``folder``, or the text itself."""
    ending, written = FORMATS[form]
    if folder is None:
        return written(record)
    path = folder / f"{Path(record.call.recording).stem}.{ending}"
    write_whole(path, written(record).encode("utf-8"))
    return path
