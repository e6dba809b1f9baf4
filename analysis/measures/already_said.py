"""What a sentence only says once more: the yes, the no or the stall that was noted last."""

from __future__ import annotations

from analysis.findings import Commitment
from analysis.measures.commitment_rows import is_refined
from analysis.measures.deal_refused import to_the_deal
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT


def said_in_turn(row: Commitment, said: Said) -> bool:
    """Whether ``row`` was found in the very turn that ``said`` is in."""
    return row.evidence.turn_id == said.sentence.turn_id


def has_just_accepted(said: Said, proposal: OpenProposal | None, last: Commitment | None) -> bool:
    """ "Good idea. On Tuesday I'm away, but ...": whether the turn has said yes already."""
    if last is None or proposal is None or last.kind != "accept":
        return False
    return said_in_turn(last, said) and last.step == proposal.step and proposal.step in JOINT


def names_other_moment(
    said: Said, found: Commitment, proposal: OpenProposal | None, last: Commitment | None
) -> bool:
    """ "Tuesday at ten. I'll tell her this afternoon": the moment of something else."""
    if last is None or said.has("acceptances") or not has_just_accepted(said, proposal, last):
        return False
    return last.grade == found.grade == "A" and not is_refined(found, last, said.pack)


def has_just_refused(said: Said, proposal: OpenProposal, last: Commitment | None) -> bool:
    """ "No, leave it. We're doing it ourselves.": whether the turn has said no already, so that
    what is said behind it answers nothing; another day still does."""
    if last is None or last.kind != "decline" or proposal.step in JOINT:
        return False
    return said_in_turn(last, said) and last.step == proposal.step and said.when is None


def is_same_no(said: Said, last: Commitment | None) -> bool:
    """ "The trial is off. We won't do it.": one no, said twice in a turn."""
    if last is None or last.kind != "decline":
        return False
    deal = said.pack.find("commitments.deal_declines", said.tokens)
    meant = said.tokens if deal is None else said.tokens[deal.first : deal.last + 2]
    return said_in_turn(last, said) and said.pack.find("commitments.it", meant) is not None


def tells_why(said: Said, refused: Commitment | None, last: Commitment | None) -> bool:
    """ "Yes, lock it in. I don't want to be calling about it every month": why he orders, and no no
    to what he has just ordered."""
    if refused is None or last is None or not last.binds or last.step != refused.step:
        return False
    ordered = last.step == "order" and said_in_turn(last, said)
    return ordered and not to_the_deal(said) and not said.has("after_all")


def joins_trial(said: Said, own: Commitment, last: Commitment | None) -> bool:
    """ "Early November is fine. Dirk and Marleen, and I'm in as well.": in for the trial that he
    has just said yes to, and no order."""
    if last is None or own.step != "order" or last.step != "trial" or not last.binds:
        return False
    return said_in_turn(last, said) and said.has("does_it")


def means_nothing_more(
    stalled: Commitment, proposal: OpenProposal | None, last: Commitment | None
) -> bool:
    """ "Interesting. I'll let it sink in.": one stall. "On Thursday we sit together. I'll raise it
    then.": no stall at all. And after a clear no, "maybe another time" is a courtesy."""
    if last is None:
        return False
    said_no = last.kind == "decline" and last.step == "order" and proposal is None
    in_turn = last.evidence.turn_id == stalled.evidence.turn_id
    again = last.kind == "stall" or (last.binds and last.step == "internal")
    same = stalled.step == last.step or (last.kind == "stall" and stalled.step == "other")
    return said_no or (in_turn and again and same)
