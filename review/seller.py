"""Seller and customer swapped: the coach says so, the facts are corrected, the call is remeasured.

The correction goes where facts belong, the recording's sidecar, so that every later run, rebuild
and remeasure sees it. Nothing is listened to again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from analysis.record import Record
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.files import write_whole
from flows.ledger import Ledger
from flows.settings import Settings
from flows.sidecar import sidecar_of
from flows.store import Store
from review.guard import Refused
from review.sound import Sounds

OTHER = {"left": "right", "right": "left"}


def swap_sides(record: Record, settings: Settings, sounds: Sounds) -> Record:
    """Put the seller on the other channel, measure the call again, and publish it.

    Raises Refused where the recording has one channel, or facts that cannot be written; SoundError,
    BusyError, WarehouseError, OSError.
    """
    now = next(
        (label for label, side in record.conversation.roles.side_of.items() if side == "seller"),
        None,
    )
    if record.heard.layout != "stereo" or now not in OTHER:
        raise Refused(409, "sides can be swapped where each has its own channel, not in mono")
    channel = OTHER[now]
    with Ledger(settings.folders.data).alone():
        recording = sounds.recording(record.call.id, record.call.recording)
        _write_fact(recording, channel)
        call = replace(record.call, seller_channel=channel)
        new = measured(record.heard, call, settings.analysis)
        Store(settings.folders.data).keep(new)
        load_records(settings)
        publish_snapshot(settings)
    return new


def _write_fact(recording: Path, channel: str) -> None:
    """Note the channel in the JSON sidecar, which is made where there is none."""
    sidecar = sidecar_of(recording)
    if sidecar is not None and sidecar.suffix != ".json":
        raise Refused(409, f"write `seller_channel: {channel}` in {sidecar.name} yourself")
    facts = json.loads(sidecar.read_text(encoding="utf-8-sig")) if sidecar else {}
    path = sidecar or recording.with_suffix(".json")
    text = json.dumps(facts | {"seller_channel": channel}, ensure_ascii=False, indent=2)
    write_whole(path, f"{text}\n".encode())
