"""What came nearest to a step of the customer, in a call that ended without one."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Commitment
from analysis.judgement.outcome import standing
from analysis.language.pack import Pack


def nearest_step(rows: Sequence[Commitment], pack: Pack) -> str:
    """A sentence that quotes it: what was agreed and called off; else what was put off, turned down
    or left tentative; else what only the seller promised. Of equals the last.
    """
    kept = standing(rows)
    fallen = {row.step: row for row in rows if row not in kept}
    customers = [row for row in rows if row.by != "seller"]
    declined = [row for row in customers if row.kind == "decline"]
    promised = [row for row in kept if row.grade is not None]
    found = {
        "called_off": [row for row in declined if row.step in fallen],
        "stall": [row for row in customers if row.kind == "stall"],
        "declined": declined,
        "tentative": [row for row in promised if row.by != "seller" and row.grade == "C"],
        "taken": [row for row in promised if row.by != "seller"],
        "sellers": promised,
    }
    for what, which in found.items():
        if which:
            agreed = fallen.get(which[-1].step, which[-1]).evidence.quote
            quote = which[-1].evidence.quote
            return pack.say(f"outcome_continuation_{what}", quote=quote, agreed=agreed)
    return pack.say("outcome_continuation")
