"""What a sentence of the customer's binds, refuses or puts off."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import Commitment, Step
from analysis.measures.already_said import (
    has_just_accepted,
    has_just_refused,
    is_same_no,
    joins_trial,
    means_nothing_more,
    tells_why,
)
from analysis.measures.another_moment import moment_taken
from analysis.measures.answers import moment_of
from analysis.measures.commitment_rows import row, what_is_promised
from analysis.measures.no_asked_for import no_asked_for
from analysis.measures.one_more import of_one_more, takes_day_back
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.own_promises import body_named, by_any_verb, instead, own_promise
from analysis.measures.promised_in_answer import (
    answers_by_doing,
    as_accepted,
    is_yes,
    keeps_the_call,
    sends_unasked,
)
from analysis.measures.refusals import flat_no, refusal, takes_promise_back, to_one_option
from analysis.measures.said import Said
from analysis.measures.so_far import SoFar
from analysis.measures.stalls import lets_send, stall, taking
from analysis.measures.steps import FOR_MONEY, JOINT
from analysis.measures.yes_in_turn import yes_in_turn

_WORDS_ONLY: frozenset[Step] = frozenset(("information", "call_back"))
"""Steps that some week are none: the customer's word that there will be word."""


def customer_says(said: Said, proposal: OpenProposal | None, so_far: SoFar) -> Commitment | None:
    """The row of a sentence of the customer's; ``proposal`` is what it may answer. A no comes
    first, then what he will do himself, then what puts off, then a yes."""
    if proposal is not None and has_just_refused(said, proposal, so_far.last):
        proposal = None
    if proposal is not None:
        said = _of_the_answer(said, proposal)
    refused = _refused(said, proposal, so_far)
    if refused is not None:
        one_more = of_one_more(refused, said, proposal, so_far.rows)
        return None if is_same_no(said, so_far.last) else one_more
    own = instead(said)
    if own is not None:
        return own
    behind, agrees_by = said.behind_but, None
    if behind is not None and proposal is not None and _suits(behind, proposal):
        said = behind  # "Tuesday I'm in meetings, but Thursday works"
        agrees_by = None if said.offers_moment else said.cue("fits")
    own = _own(said, proposal, so_far)
    if proposal is not None and own is not None and keeps_the_call(own, proposal):
        return row(said, "customer", "stall", "call_back", own.cue)
    if proposal is not None and own is not None and is_yes(said, own, proposal):
        agrees_by, own = own.cue, None
    if own is None and proposal is not None and answers_by_doing(said, proposal):
        own = by_any_verb(_promised(said))  # "could you put it out?" - "Friday I'll leave it here"
    if own is not None and own.grade != "C" and not _is_stalling(said, own):
        accepted = as_accepted(own, proposal, said)
        what = what_is_promised(said, proposal) if accepted.kind == "accept" else accepted.what
        return replace(accepted, what=what)
    stalled = None if _is_polite(said, so_far) else stall(said, proposal)
    if stalled is not None and means_nothing_more(stalled, proposal, so_far.last):
        return None
    taken = _lets_send(said, so_far) or stalled
    yes = taken or yes_in_turn(said, proposal, so_far, agrees_by)
    return yes or own or taking(said, proposal)


def _of_the_answer(said: Said, proposal: OpenProposal) -> Said:
    """The part of an answer that answers: "yes please, because I've none left", "Tuesday I'm away,
    Wednesday is fine"."""
    said = said.up_to_reason or said
    return moment_taken(said, proposal) or _without_a_part(said, proposal) or said


def _without_a_part(said: Said, proposal: OpenProposal) -> Said | None:
    """ "Yes" of "yes, but leave out the red ones": an order of the rest."""
    yes = said.up_to_comma
    if yes is None or proposal.step not in FOR_MONEY or not said.has("leaves_out"):
        return None
    return yes if yes.has("acceptances") and not yes.denies else None


def _suits(behind: Said, proposal: OpenProposal) -> bool:
    """ "But Thursday works"; "she's away, but I'm free": then, on the day that was asked for."""
    if behind.offers_moment:
        return True
    own = behind.has("fits") and behind.in_his_own_name and not behind.denies
    asked = moment_of(proposal, behind) if own and behind.when is None else None
    return proposal.step in JOINT and asked is not None and asked.is_exact


def _refused(said: Said, proposal: OpenProposal | None, so_far: SoFar) -> Commitment | None:
    """The no in it, to the deal, to what is proposed or to what was agreed; what only says why he
    has just said yes is none."""
    called_off, turn = _called_off(said, so_far), so_far.turn_of(said)
    refused = called_off if said.has("calls_off") else None
    refused = refused or flat_no(said, proposal, turn) or refusal(said, proposal, turn)
    refused = to_one_option(refused, said, proposal) or called_off
    refused = refused or no_asked_for(said, so_far.noes_put.get(said.sentence.turn_id), turn)
    off = said.has("after_all") or not has_just_accepted(said, proposal, so_far.last)
    return refused if off and not tells_why(said, refused, so_far.last) else None


def _called_off(said: Said, so_far: SoFar) -> Commitment | None:
    """ "We leave the Monday out", "I won't pay it after all": the step that the customer agreed to
    last."""
    agreed = next((one for one in reversed(so_far.rows) if one.by != "seller"), None)
    if agreed is None or not agreed.binds:
        return None
    off = said.cue("calls_off") or takes_day_back(said, agreed)
    cue = off or takes_promise_back(said, agreed)
    return None if cue is None else row(said, "customer", "decline", agreed.step, cue)


def _own(said: Said, proposal: OpenProposal | None, so_far: SoFar) -> Commitment | None:
    """What he promises in his own name."""
    promised = _promised(said)
    before = (so_far.said(one) for one in so_far.turn_of(said) if one.id < said.sentence.id)
    named = "steps.internal" in said.heard and body_named(before)
    own = own_promise(promised, answers=proposal is not None, body_named=named)
    if own is None or joins_trial(said, own, so_far.last):
        return None
    invited = proposal is not None and proposal.step in JOINT
    firm = promised.has("decides", "promises", "undertakes")
    if invited and own.step == "order" and not firm:
        return None  # "put me on it, then": on the list of the open day
    return None if proposal is not None and sends_unasked(own, proposal) else own


def _promised(said: Said) -> Said:
    """ "We usually wait, but we'll take it": what is said behind the "but" of a "not"."""
    behind = said.behind_but
    hidden = said.denies or said.has("routines")
    return behind if behind is not None and hidden else said


def _is_polite(said: Said, so_far: SoFar) -> bool:
    """ "Is this a bad time?" - "Always": what answers manners puts nothing off."""
    return said.sentence.turn_id - 1 in so_far.polite


def _is_stalling(said: Said, own: Commitment) -> bool:
    """ "We'll let you know": the form of a promise without a time, or of mere words in some week,
    is a stall where a stall is heard in it."""
    if own.step in FOR_MONEY or not said.has("stalls"):
        return _decides_in_a_stall(said)
    if own.when_text is not None:
        return own.grade != "A" and own.step in _WORDS_ONLY
    seen = own.conditional and own.grade == "A"  # "as soon as the permit is in, I'll call you"
    return not seen and not said.has("undertakes")


def _decides_in_a_stall(said: Said) -> bool:
    """ "We'll take it under advisement": what sounds decided is part of what puts it off."""
    decided = said.pack.find("commitments.decides", said.tokens)
    stalled = said.pack.find("commitments.stalls", said.tokens)
    if decided is None or stalled is None:
        return False
    return stalled.first <= decided.last < stalled.last


def _lets_send(said: Said, so_far: SoFar) -> Commitment | None:
    """The customer's "send it" to what the seller has just promised."""
    last = so_far.last
    if last is None or last.evidence.turn_id != said.sentence.turn_id - 1:
        return None
    return lets_send(said, last)
