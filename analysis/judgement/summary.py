"""One sentence a sales manager reads, in the call's language."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Commitment
from analysis.judgement.nearest import nearest_step
from analysis.judgement.outcome import Judged
from analysis.language.pack import Pack


def summary(judged: Judged, rows: Sequence[Commitment], pack: Pack) -> str:
    """What became of the call, with the words that decided it; where nothing did, those that came
    nearest."""
    if judged.outcome == "none":
        return pack.say("outcome_none", reason=pack.say(judged.none_because or "too_short"))
    if judged.decided_by is None:
        return nearest_step(rows, pack)
    return pack.say(f"outcome_{judged.outcome}", quote=judged.decided_by.evidence.quote)
