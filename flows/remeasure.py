"""A stored call measured again from its words, with today's packs and settings; no sound heard."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from analysis.language.own_cues import checked_packs
from analysis.record import from_json, to_json
from flows.call import measured
from flows.redaction import redacted, redacted_facts
from flows.settings import Settings
from flows.worded import words_gone

_OBJECTS_OF_A_CALL = 200_000
"""So many new objects (some hours of talk) go before garbage is searched for: measuring a call
leaves none that only a search would find."""

_MADE_WITH = frozenset({"program", "settings", "settings_hash", "pack_hash"})
"""The keys of a record that say what it was measured with, and nothing of the call."""


@dataclass(frozen=True, slots=True)
class Remeasured:
    """How many records ``changed``, and how many came out the ``same`` and had only noted anew what
    they were measured with."""

    changed: int = 0
    same: int = 0


def says_the_same(old: bytes, new: bytes) -> bool:
    """Whether two records of a call differ in nothing but what they were measured with."""
    before, after = json.loads(old), json.loads(new)
    return all(before.get(key) == after.get(key) for key in {*before, *after} - _MADE_WITH)


@contextmanager
def packs_ready(settings: Settings) -> Iterator[None]:
    """What cues are found with is made before the first call, and kept out of every search for
    garbage: that would be a quarter of the time of a call. Raises PackError."""
    for pack in checked_packs(settings.analysis.cues):
        pack.get_ready()
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS_OF_A_CALL, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def remeasured(document: bytes, source: str, settings: Settings) -> bytes:
    """The record in ``document`` measured again; as it is where its words are no longer kept.

    ``source`` names it in the error. Raises RecordError.
    """
    old = from_json(document, source)
    if words_gone(old):
        return document
    heard = redacted(old.heard, settings.redaction)
    call = redacted_facts(old.call, settings.redaction)
    return to_json(measured(heard, call, settings.analysis, earlier=old.settings))
