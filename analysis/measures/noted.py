"""A row that is found beside those before it: the first of its kind, or one of them more exactly,
on another day, or once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from analysis.conversation import Sentence
from analysis.findings import Commitment
from analysis.language.pack import Pack
from analysis.measures.commitment_rows import is_refined, is_said_again
from analysis.measures.moved import moved_from
from analysis.measures.said import Said
from analysis.measures.steps import JOINT


def noted(
    found: Commitment,
    rows: Sequence[Commitment],
    sentences: Iterable[Sentence],
    read: Callable[[Sentence], Said],
    within_s: float,
    pack: Pack,
) -> list[Commitment]:
    """``rows`` with ``found`` among them, numbered in order. ``sentences`` are the call's, and
    ``read`` reads one; what is said again within ``within_s`` seconds is no other row."""
    last = rows[-1] if rows else None
    if last is not None and _takes_another_day(found, last):
        return [*rows[:-1], replace(found, id=last.id)]
    if last is not None and is_refined(found, last, pack):
        turns = dict.fromkeys((*last.evidence.turn_ids, *found.evidence.turn_ids))
        evidence = replace(found.evidence, turn_ids=tuple(turns))
        return [*rows[:-1], replace(found, id=last.id, evidence=evidence)]
    old = moved_from(found, rows, sentences, read)
    if old is not None:
        kept = [*(row for row in rows if row is not old), replace(found, step=old.step)]
        return [replace(row, id=at) for at, row in enumerate(kept)]
    if is_said_again(found, rows, within_s):
        return list(rows)
    return [*rows, replace(found, id=len(rows))]


def _takes_another_day(found: Commitment, last: Commitment) -> bool:
    """ "No, Thursday I can't. Make it Friday.": a no to one day that ends in a yes to another is a
    yes; what is refused is no more than the day."""
    refused = last.kind == "decline" and last.step in JOINT and found.step in JOINT
    same_breath = last.evidence.turn_id == found.evidence.turn_id
    return refused and same_breath and found.binds and found.by == "joint" and found.grade == "A"
