"""Who sells: the coach says so, the facts are corrected, the call is measured again.

The correction goes where facts belong, the recording's sidecar, so that every later run, rebuild
and remeasure sees it. Of a call that came as a transcript nobody knows any more where that lies:
there it stands in the record, and a second import leaves it. Nothing is listened to again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.record import Record
from flows.beside import sidecar_of
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.exchange.transcript import nameless
from flows.files import write_whole
from flows.ledger import Ledger
from flows.settings import Settings
from flows.store import Store
from flows.troubles import keeping
from review.guard import Refused
from review.lanes import came_as_words
from review.sound import Sounds


def can_swap(record: Record) -> bool:
    """Whether two voices are heard, and their words are still kept to measure again."""
    sides = set(record.conversation.roles.side_of.values())
    return {"seller", "customer"} <= sides and bool(record.heard.words)


def voices(record: Record) -> dict[str, str]:
    """The label of the voice on each of the two sides, as the engines gave it."""
    return {side: label for label, side in record.conversation.roles.side_of.items()}


def set_seller(record: Record, voice: str, settings: Settings, sounds: Sounds) -> Record:
    """Make the seller of this voice (its label), measure the call again, and publish it.

    A voice and not "the other side": where two coaches say the same at once, or a page is old, it
    stays true. Raises Refused where the call cannot be measured again or its facts cannot be
    written; SoundError, BusyError, OutputError, RecordError, WarehouseError, OSError.
    """
    if not can_swap(record):
        raise Refused(409, "no_voices")
    store = Store(settings.kept)
    data = settings.folders.data
    with keeping(data, settings.kept), Ledger(data).alone():
        record = store.read(store.record_path(record.call.id))
        if record.conversation.roles.side_of.get(voice) not in ("seller", "customer"):
            raise Refused(409, "no_voice")
        facts = _facts(record, voice)
        if came_as_words(record):
            facts |= _names(record, voice)
        else:
            recording = sounds.recording(record.call.id, record.call.recording)
            _write_facts(recording, facts)
        call = replace(record.call, **facts)
        new = measured(record.heard, call, settings.analysis, earlier=record.settings)
        store.keep(new)
        load_records(settings)
        publish_snapshot(settings)
    return new


def _facts(record: Record, label: str) -> dict[str, Any]:
    """The channel where each side has its own; else a second at which that voice is heard alone,
    which holds whatever a diarizer calls it."""
    heard = record.heard
    if heard.layout == "stereo" and label in ("left", "right"):
        return {"seller_channel": label, "seller_speaks_at": None}
    alone = [
        segment
        for segment in heard.segments
        if segment.speaker == label
        and not any(
            other.speaker != label and other.start < segment.end and other.end > segment.start
            for other in heard.segments
        )
    ]
    if not alone:
        raise Refused(409, "never_alone")
    longest = max(alone, key=lambda segment: segment.seconds)
    return {"seller_speaks_at": round((longest.start + longest.end) / 2, 1)}


def _names(record: Record, voice: str) -> dict[str, str | None]:
    """Who is called the seller and the customer, where the seller was told by the name that a
    speaker of the transcript has: it is the other one's then."""
    call = record.call
    if call.seller is None or call.seller == voice or call.seller not in record.heard.speakers:
        return {}
    seller = None if nameless(voice) else voice
    customer = call.seller if call.customer in (None, voice) else call.customer
    return {"seller": seller, "customer": customer}


def _write_facts(recording: Path, facts: Mapping[str, Any]) -> None:
    """Note them in the JSON sidecar, which is made where there is none; None takes a fact out."""
    sidecar = sidecar_of(recording)
    if sidecar is not None and sidecar.suffix != ".json":
        raise _by_hand(sidecar, facts)
    told = json.loads(sidecar.read_text(encoding="utf-8-sig")) if sidecar else {}
    new = {
        key: value
        for key, value in (told | dict(facts)).items()
        if value is not None or key not in facts
    }
    text = json.dumps(new, ensure_ascii=False, indent=2)
    target = sidecar or recording.with_suffix(".json")
    if sidecar is None and target.exists():  # a transcript of another program's
        target = recording.with_suffix(f"{recording.suffix}.json")
    try:
        write_whole(target, f"{text}\n".encode())
    except OSError as error:  # the inbox is not ours: often it may only be read
        raise _by_hand(target, facts) from error


def _by_hand(sidecar: Path, facts: Mapping[str, Any]) -> Refused:
    lines = ", ".join(f"`{k}: {v}`" for k, v in facts.items() if v is not None)
    return Refused(409, "sidecar", lines=lines, name=sidecar.name)
