"""What the seller reports of a call, held against the recording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.findings import Commitment
from analysis.judgement.outcome import is_firm_step, standing
from analysis.language.pack import Pack
from analysis.measures.steps import JOINT, step_of

_SELLERS_OWN = frozenset(("quote", "information", "call_back"))
"""Steps a seller may report as his own doing."""

_CLAUSE_ENDS = re.compile(r"[,;:.!?]+(?=\s|$)")


def unfounded_claim(report: str, rows: Sequence[Commitment], pack: Pack) -> bool:
    """Whether ``report`` claims an agreement, a next step or a call-back that nobody made.

    "Goed gesprek" claims nothing that can be checked, and a no that was said claims no more.
    """
    tokens = pack.texts(report.split())
    refused = any(row.kind == "decline" and row.by == "customer" for row in rows)
    if refused and pack.find("report.no", tokens) is not None:
        return False
    firm = [row for row in standing(rows) if is_firm_step(row)]
    promised = [row for row in standing(rows) if row.kind in ("commit", "accept")]
    claimed = _claimed(report, pack)
    own = step_of(claimed, pack)
    if own is not None and own[0] in _SELLERS_OWN:
        return not any(row.step == own[0] for row in promised) and not firm
    if pack.find("report.agreement", claimed) is not None:
        return not any(row.step in ("order", "pay", "trial", "internal") for row in firm)
    if pack.find("report.call_back", claimed) is not None:
        return not any(row.step in JOINT for row in promised)
    if pack.find("report.next_step", claimed) is not None:
        return not firm
    return False


def _claimed(report: str, pack: Pack) -> tuple[str, ...]:
    """The tokens of the clauses that say what is, not what isn't or may be: of "Nice talk, no deal
    yet" those of the first."""
    clauses = (pack.texts(clause.split()) for clause in _CLAUSE_ENDS.split(report))
    return tuple(
        token
        for clause in clauses
        if pack.find("report.no_claim", clause) is None
        for token in clause
    )
