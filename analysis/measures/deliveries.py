"""What the seller brings once the customer has bought it, or wants to try it: "it'll be with you on
Thursday before twelve", "dan levert Dirk het donderdag"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Commitment, Step
from analysis.measures.commitment_rows import row
from analysis.measures.said import Said
from analysis.measures.steps import step_of

_BROUGHT: frozenset[Step] = frozenset(("order", "trial"))
"""Steps of the customer's after which something is delivered."""

_OF_GOODS: frozenset[Step] = frozenset(("deliver", "order", "trial", "meeting", "other"))
"""What a delivery may sound like; a quote, a call or a confirmation by mail is none."""

_NO_PROMISE = ("past", "reported", "hypothetical", "routines", "conditions", "tentative")


def delivery(said: Said, rows: Sequence[Commitment]) -> Commitment | None:
    """The seller's promise to deliver by a moment that he names, where one of the ``rows`` so far
    is the customer's order or trial; None where there is none."""
    bought = any(one.by == "customer" and one.binds and one.step in _BROUGHT for one in rows)
    cue = said.cue("delivers") if bought else None
    if cue is None or said.denies or said.has(*_NO_PROMISE):
        return None
    when = said.when
    if when is None or not when.is_timed:
        return None
    named = step_of(said.tokens, said.pack)
    if named is not None and named[0] not in _OF_GOODS:
        return None
    grade = said.grade(when)
    return row(said, "seller", "commit", "deliver", cue, grade=grade, when=when)
