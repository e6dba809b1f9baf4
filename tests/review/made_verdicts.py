"""Verdicts as coaches leave them."""

from __future__ import annotations

from dataclasses import replace

from analysis.record import Record
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
