"""Whether what was heard before was heard as today's engines would hear it.

Which model it was is told by what is in it, as the record says, where today's lies in a folder that
the settings name: such a folder may be moved, or hold another model than before. A model of the hub
is told by its name: looking for it in the hub library's store takes longer than all of a look.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from analysis.heard import Engines
from analysis.record import Record, fingerprint
from analysis.speech.model_files import hashes, model_files
from analysis.speech.models import NEEDED, folder_named
from flows.in_force import heard_with, settings_in_force
from flows.ledger import Ledger
from flows.settings import Settings
from flows.whole import state_of

KEYS = ("settings", *(f"{key}{part}" for key in NEEDED for part in ("", "_hash")))
"""What is known of how a call is heard: a hash of its settings but for the models, and of each
model its name and its hash, empty where nobody knows."""

NO_PART = "none"
"""In place of the hash of a model that took no part."""

HeardWith = Mapping[str, str]
"""A text for each of ``KEYS``."""


def of_today(settings: Settings, *, note: bool = True) -> HeardWith:
    """What a call is heard with now. What was read of large files is noted, with ``note``."""
    analysis, data = settings.analysis, settings.folders.data
    read = {}
    for key in NEEDED:
        folder = folder_named(key, analysis.models)
        with suppress(OSError):
            if folder and folder.is_dir():
                read[f"{key}_hash"] = _hash_of(folder.resolve(), data, note)
    return _with(settings_in_force(analysis)) | read


def of_record(record: Record) -> dict[str, str]:
    """What the call of a record was heard with."""
    return _with(record.settings) | _read(record.heard.engines)


def same(now: HeardWith, earlier: HeardWith) -> bool:
    """Whether a call that was heard with ``earlier`` would be heard with the same ``now``."""
    return now["settings"] == earlier["settings"] and all(
        _same(key, now, earlier) for key in NEEDED
    )


def made(now: HeardWith, engines: Engines) -> bool:
    """Whether ``engines`` of the same names as today's are today's."""
    return same(now, {**now, **_read(engines)})


def _with(document: Mapping[str, Any]) -> dict[str, str]:
    heard = heard_with(document)
    models = dict(heard.get("models", {}))
    known = dict.fromkeys(KEYS, "") | {key: str(models.pop(key, "")) for key in NEEDED}
    return known | {"settings": fingerprint(heard | {"models": models})}


def _read(engines: Engines) -> dict[str, str]:
    hashes_ = {f"{key}_hash": getattr(engines, f"{key}_hash") for key in NEEDED}
    return {key: NO_PART if value is None else value for key, value in hashes_.items()}


def _same(key: str, now: HeardWith, earlier: HeardWith) -> bool:
    here, there = now[f"{key}_hash"], earlier[f"{key}_hash"]
    if there == NO_PART:
        return True
    return here == there if here and there else now[key] == earlier[key]


@cache
def _hash_of(folder: Path, data: Path, note: bool) -> str:
    """The hash of a model as this process found it, whose engines are loaded once, too. One whose
    files are those of an earlier look is not read again."""
    state = fingerprint({str(path): state_of(path) for path in model_files(folder)})
    ledger = Ledger(data)
    noted = ledger.models()
    before = noted.get(str(folder))
    if isinstance(before, dict) and before.get("state") == state:
        return str(before.get("hash"))
    read = hashes(folder).whole
    if note:
        with suppress(OSError):
            ledger.keep_models(noted | {str(folder): {"state": state, "hash": read}})
    return read
