"""Verdicts as coaches leave them, and the calls they are about."""

from __future__ import annotations

from dataclasses import replace

from analysis.heard import Doubt
from analysis.record import Record
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from flows.store import Store
from flows.verdicts import Verdict
from tests.review.conftest import call_id_of


def verdict(call_id: str, word: str, **more: object) -> Verdict:
    base = Verdict(
        call_id=call_id,
        kind="flag",
        key="seller_dominates",
        start_s=None,
        end_s=None,
        verdict="right",
        author="Vera",
        at="2026-03-01",
        comment="",
        shown="",
        should_be="",
    )
    return replace(base, verdict=word, **more)  # type: ignore[arg-type]


def record_of(settings: Settings, name: str) -> Record:
    store = Store(settings.folders.data)
    return store.read(store.record_path(call_id_of(settings, name)))


def doubt_the_words(settings: Settings, name: str) -> None:
    """The call once more, with words that were not heard surely enough to measure by."""
    record = record_of(settings, name)
    figures = {"sure": 0.31, "needed": 0.55}
    doubt = Doubt("words_untrusted", "mean probability 0.31", "doubt_words_unsure", figures)
    heard = replace(record.heard, doubts=(doubt,))
    Store(settings.folders.data).keep(measured(heard, record.call, settings.analysis))
    load_records(settings)
    publish_snapshot(settings)
