"""What a seller's question is for: SPIN (Rackham 1988), and decision, commitment, confrontation."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Purpose, Step
from analysis.language.counter_offers import counter_offer
from analysis.language.dates import is_dated, is_timed
from analysis.language.pack import Pack
from analysis.measures.steps import is_moment_alone, step_of

PROBING_PURPOSES: frozenset[Purpose] = frozenset(
    ("problem", "implication", "decision", "commitment", "confrontation")
)

_PURPOSES: dict[str, Purpose] = {
    "purpose.leave": "other",
    "purpose.confrontation": "confrontation",
    "purpose.need_payoff": "need-payoff",
    "purpose.decision": "decision",
    "purpose.commitment": "commitment",
    "purpose.implication": "implication",
    "purpose.problem": "problem",
    "purpose.opinion": "other",
}
"""The list of the pack that tells a purpose; the first that is heard decides."""

_NO_COMMITMENT = tuple(name for name in _PURPOSES if name != "purpose.commitment")
"""What a question that names a step and asks for none may be for: "would you buy that again?"."""

_CUSTOMERS: frozenset[Step] = frozenset(("order", "pay", "trial", "decision_maker", "deliver"))
"""Steps that the customer takes: who asks for one asks for a commitment."""

_BY_A_DAY: frozenset[Step] = frozenset(("meeting", "internal"))
"""Steps that bind the customer where a moment is named: "could you see her on Monday?"."""

_WANTED = ("commitments.wants_step", "commitments.why_not", "commitments.requests")
"""Lists of which one is heard where a step is wanted."""

_DAY_THEN = 1
"""Tokens beside a day that make no more of it than "Wednesday, then?"."""


def purpose_of(tokens: Sequence[str], pack: Pack) -> tuple[Purpose, str]:
    """What a seller's question is for, and the cue that told (``"-"`` when none did)."""
    at_once = _told_at_once(tokens, pack)
    if at_once is not None:
        return at_once
    asks_none = "commitments.asks_no_step" in pack.lists_in(tokens)
    found = pack.first_of(_NO_COMMITMENT if asks_none else _PURPOSES, tokens)
    if found is None:
        return ("situation", "-") if asks_none else _by_step_or_form(tokens, pack)
    name, match = found
    if name == "purpose.leave" and not asks_none:
        asked = pack.find("purpose.commitment", tokens)
        if asked is not None and asked.first <= match.first and asked.last > match.last:
            return "commitment", asked.cue  # "may I put you down for ten?"
        indirect = pack.find("questions.indirect", tokens)
        if indirect is not None and indirect.last > match.last:
            return purpose_of(tokens[indirect.last :], pack)  # "may I ask why?"
        visit = _by_step(tokens, pack)
        if visit[0] == "commitment" and visit[1] not in _sent(tokens, pack):
            return visit  # "shall I stop by on Monday?": he is to be there
    return _PURPOSES[name], match.cue


def _told_at_once(tokens: Sequence[str], pack: Pack) -> tuple[Purpose, str] | None:
    """An offer put another way asks for a step; what is proposed for the talk itself, on no day,
    for none: "shall we look at the price?"."""
    offered = counter_offer(tokens, pack)
    if offered is not None:
        return "commitment", offered
    talk = pack.find("commitments.in_talk", tokens)
    return None if talk is None or is_timed(tokens, pack) else ("other", talk.cue)


def _by_step_or_form(tokens: Sequence[str], pack: Pack) -> tuple[Purpose, str]:
    told = _by_step(tokens, pack)
    return told if told[0] == "commitment" else _by_form(tokens, pack)


def _by_form(tokens: Sequence[str], pack: Pack) -> tuple[Purpose, str]:
    """A question with no step that is known asks for one all the same where it asks the customer to
    do something ("would you put it in room nine?"), not to tell, think or want something; and where
    the seller asks to come on a day: "can I walk the yard with you on Thursday at ten?"."""
    acts = pack.find("purpose.would_you", tokens)
    if acts is not None and pack.find("purpose.no_act", tokens) is None:
        return "commitment", acts.cue
    comes = pack.find("purpose.may_we", tokens)
    if comes is not None and is_dated(tokens, pack):
        return "commitment", comes.cue
    return "situation", "-"


def _sent(tokens: Sequence[str], pack: Pack) -> tuple[str, ...]:
    """The cue of what the seller would send, who asks leave to: "shall I send you the photos?"."""
    named = step_of(tokens, pack)
    return (named[1],) if named is not None and named[0] == "deliver" else ()


def _by_step(tokens: Sequence[str], pack: Pack) -> tuple[Purpose, str]:
    """A question that no cue tells: for a commitment where it wants a step of the customer's, a
    meeting at a moment that is named, or a moment alone ("and Tuesday at eleven?")."""
    if is_moment_alone(tokens, pack, beside=_DAY_THEN):
        return "commitment", "-"
    wanted = pack.first_of(_WANTED, tokens)
    named = None if wanted is None else step_of(tokens, pack)
    if named is None or pack.find("commitments.facts", tokens) is not None:
        return "situation", "-"
    step, cue = named
    if step in _CUSTOMERS or (step in _BY_A_DAY and is_timed(tokens, pack)):
        return "commitment", cue
    return "situation", "-"
