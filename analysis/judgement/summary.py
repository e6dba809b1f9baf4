"""One sentence a sales manager reads, in the call's language."""

from __future__ import annotations

from analysis.judgement.outcome import Judged
from analysis.language.pack import Pack


def summary(judged: Judged, pack: Pack) -> str:
    """What became of the call, with the words that decided it."""
    if judged.outcome == "none":
        return pack.say("outcome_none", reason=pack.say(judged.none_because or "too_short"))
    if judged.decided_by is None:
        return pack.say(f"outcome_{judged.outcome}", quote="")
    quote = judged.decided_by.evidence.quote
    stalled = judged.outcome == "continuation"
    return pack.say(
        "outcome_continuation_stall" if stalled else f"outcome_{judged.outcome}", quote=quote
    )
