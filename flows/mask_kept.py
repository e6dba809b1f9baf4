"""What was stored before ``[redaction]`` masked it: it is masked wherever it is kept, and goes from
what only shows it. The records themselves are measured again (``flows.remeasure``)."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.record import fingerprint, from_json, heard_from_json, heard_to_json
from flows.current import make_anew
from flows.files import write_whole
from flows.forget import forget_runs, told, unheard_of
from flows.redaction import redacted, redacted_text
from flows.redaction_settings import RedactionSettings
from flows.settings import Settings
from flows.store import Store


def mask_kept(settings: Settings) -> None:
    """Mask what lies beside the records: every transcript, and the words coaches were shown.
    Raises ForgetError, OSError."""
    if not settings.redaction.on:
        return
    rules, noted = fingerprint(settings.redaction.model_dump(mode="json")), _noted(settings)
    if not noted.is_file() or noted.read_text(encoding="utf-8") != rules:
        # A run since they changed may have masked records that databases showed as they were.
        unmasked_goes(settings, ())
        write_whole(noted, rules.encode())
    for path in sorted(Store(settings.kept).transcripts.glob("[!.]*.json")):
        with suppress(ValueError, FileNotFoundError):  # torn: it is heard again, and masked then
            before = path.read_bytes()
            heard = heard_from_json(before, str(path))
            if (masked := redacted(heard, settings.redaction)) != heard:
                write_whole(path, heard_to_json(masked))
    for path in sorted((settings.folders.data / "verdicts").glob("[!.]*.json")):
        with suppress(ValueError):  # a verdict that is not read is named by every run
            _mask_shown(path, settings.redaction)


def newly_masked(before: bytes, after: bytes) -> bool:
    """Whether what was said or reported in a record is not what it was. Raises RecordError."""
    return _words(before) != _words(after)


def unmasked_goes(settings: Settings, calls: Collection[str]) -> None:
    """What shows words of these calls goes, before their records are written with masked ones:
    Prefect's pages now, the bytes in warehouse and snapshot when they are loaded. Raises
    ForgetError, OSError."""
    make_anew(settings.folders.data)
    told(forget_runs(settings.folders.data, calls), unheard_of)


def _noted(settings: Settings) -> Path:
    """The rules by which everything was masked the last time."""
    return settings.folders.data / "ledger" / "masked-by"


def _words(document: bytes) -> tuple[object, ...]:
    record = from_json(document, "a record")
    return record.heard.words, record.heard.dropped, record.call.report


def _mask_shown(path: Path, settings: RedactionSettings) -> None:
    content: Any = json.loads(path.read_bytes())
    shown = content.get("shown") if isinstance(content, dict) else None
    if not isinstance(shown, str):
        return
    masked = redacted_text(shown, settings)
    if masked != shown:
        document = json.dumps(content | {"shown": masked}, ensure_ascii=False, indent=1)
        write_whole(path, document.encode() + b"\n")
