"""Whether what somebody said is still in a record, or had to go: numbers, times and flags stay."""

from __future__ import annotations

from analysis.record import Record
from flows.erased import ERASED


def has_words(record: Record) -> bool:
    """Whether anything that somebody said or reported is kept. Of a call in which nobody could be
    understood, too: there is what was taken for no speech, and what the seller says of it."""
    return bool(
        record.heard.words
        or record.heard.dropped
        or (record.call.report and record.call.report != ERASED)
    )


def words_gone(record: Record) -> bool:
    """Whether its words went: measuring it again would find nothing, and hearing it again would
    bring back what had to go."""
    said = (record.call.report, *(turn.text for turn in record.conversation.turns))
    return not record.heard.words and ERASED in said
