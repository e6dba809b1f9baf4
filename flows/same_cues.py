"""Whether a call was measured with today's cues and settings: only then can its figures be laid
beside those of calls measured now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.language.own_cues import pack_digests
from analysis.record import Record, fingerprint
from analysis.settings import AnalysisSettings
from flows.in_force import read_with, settings_in_force


def of_today(settings: AnalysisSettings) -> frozenset[str]:
    """What calls are measured with now: one text for each language, and one for those of none."""
    document = settings_in_force(settings)
    return frozenset(_named(document, pack) for pack in (None, *pack_digests(settings.cues)))


def of_record(record: Record) -> str:
    """What the call of a record was measured with, in the same form."""
    return _named(record.settings, record.pack_hash)


def _named(document: Mapping[str, Any], pack: str | None) -> str:
    return fingerprint({"settings": read_with(document), "pack": pack})
