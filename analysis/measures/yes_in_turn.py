"""A yes beside what the turn goes on to say: hedged, taken back, or told when."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import Commitment
from analysis.measures.already_said import names_other_moment
from analysis.measures.answers import acceptance
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.second_thoughts import HEDGED_WITHIN, doubts, hedges, takes_back, with_moment
from analysis.measures.so_far import SoFar


def yes_in_turn(
    said: Said, proposal: OpenProposal | None, so_far: SoFar, agrees_by: str | None = None
) -> Commitment | None:
    """A yes of either side; tentative where the turn goes on to hedge: "Friday. Friday might do",
    for one. ``agrees_by`` is a cue in it that agrees beside those of the list."""
    found = acceptance(said, proposal, agrees_by)
    if found is None or names_other_moment(said, found, proposal, so_far.last):
        return None
    if found.kind == "stall":
        return found
    turn = so_far.turn_of(said)
    goes_on = [one for one in turn if one.id >= said.sentence.id][:HEDGED_WITHIN]
    if any(takes_back(one, said.pack) for one in goes_on[1:]):
        return None  # "Friday at two, yes. Well, no, wait."
    if found.step == "order" and found.when_text is None:
        found = with_moment(found, map(so_far.said, goes_on[1:]))
    unsure = any(hedges(one, said.pack) for one in goes_on)
    doubted = any(doubts(one, said.pack) for one in goes_on[1:])
    return replace(found, grade="C") if unsure or doubted else found
