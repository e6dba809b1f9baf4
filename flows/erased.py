"""What stands in place of words whose time is over, and how a reader is told."""

from __future__ import annotations

from analysis.record import Record, from_json, to_json

ERASED = "(no longer kept)"
"""In records, and so in the warehouse (``sql/views/01_words_kept.sql``)."""


def reworded(record: Record, said: str) -> Record:
    """``record`` with ``said``, in the reader's language, for every text that is gone; itself where
    its words are kept."""
    if record.measures.summary != ERASED:
        return record
    told = to_json(record).replace(ERASED.encode(), said.encode())
    return from_json(told, record.call.id)
