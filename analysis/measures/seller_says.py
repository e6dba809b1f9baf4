"""What a sentence of the seller's binds: his own promises, and his yes to what is proposed."""

from __future__ import annotations

from dataclasses import replace

from analysis.conversation import Sentence
from analysis.findings import Commitment, Step
from analysis.measures.asked_steps import doer_of
from analysis.measures.confirmed import confirmed, named_before
from analysis.measures.deliveries import delivery
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.own_promises import by_any_verb, own_promise
from analysis.measures.said import Said
from analysis.measures.so_far import SoFar
from analysis.measures.stalls import is_quote
from analysis.measures.steps import JOINT
from analysis.measures.yes_in_turn import yes_in_turn

_LONGEST_YES = 8
"""Tokens of a turn's first sentence that may say yes to what the seller announced."""

_NEVER_THE_SELLERS: frozenset[Step] = frozenset(("order", "pay", "trial"))
"""Steps that are the customer's, whoever speaks of them."""

_SENT: frozenset[Step] = frozenset(("information", "deliver"))
"""What a seller sends informs, unless it is the quote that was asked for."""


def seller_says(said: Said, proposal: OpenProposal | None, so_far: SoFar) -> Commitment | None:
    """The row of a sentence of the seller's; ``proposal`` is what it may answer."""
    accepted = yes_in_turn(said, proposal, so_far) or _confirmed(said, so_far)
    if accepted is not None and not _is_bound_by(proposal, so_far.last):
        return accepted
    brought = delivery(said, so_far.rows)
    if brought is not None:
        return brought
    own = _own(said, so_far)
    return None if own is None else _as_agreed(own, said, proposal, so_far)


def _own(said: Said, so_far: SoFar) -> Commitment | None:
    """What he promises, by the name that the step has where a seller takes it; "I'll come to the
    price in a minute" is no visit."""
    if said.has("in_talk"):
        return None
    own = own_promise(said) or by_any_verb(said)
    if own is not None and own.step == "internal":
        own = replace(own, step="information")  # what he finds out at home, by a day
    if own is not None and own.step in _NEVER_THE_SELLERS:
        own = by_any_verb(said)  # "I'll put the payments in writing today"
    if own is None or own.grade == "C":
        return None
    if own.step in _SENT or (own.step == "decision_maker" and said.has("receives")):
        return replace(own, step="quote" if is_quote(said, so_far.rows) else "information")
    return own


def _as_agreed(
    own: Commitment, said: Said, proposal: OpenProposal | None, so_far: SoFar
) -> Commitment | None:
    """His promise, which is joint where both agree on it; nothing where it stands only as what he
    proposes."""
    invited = proposal is not None and proposal.step in JOINT
    dated = own.step in JOINT and own.grade == "A"
    if dated and (invited or named_before(said, own, so_far.conversation)):
        return replace(own, by="joint", kind="accept")
    if _takes_two(own, said) and _accepted_later(said.sentence, so_far):
        proposes = so_far.table.holds(said.sentence)
        return None if proposes else replace(own, by="joint", kind="accept")
    if own.step == "other" and so_far.table.puts_to_other(said.sentence):
        return None
    seen = own.when_text is not None or own.grade == "A"  # "as soon as I am off the phone"
    return own if seen or own.step == "quote" else None


def _takes_two(own: Commitment, said: Said) -> bool:
    """ "I'll come by", "we'll talk on Friday"; a call that he will make himself is his own."""
    both = own.step == "call_back" and doer_of(said.tokens, said.pack) == "both"
    return both or own.step == "meeting"


def _is_bound_by(proposal: OpenProposal | None, last: Commitment | None) -> bool:
    """ "Send the contract and I'll sign it tomorrow.": what the customer undertakes in those very
    words is no proposal, and the seller's "will do" takes no step of his. Nor does "great, have a
    nice day" make more than a stall of "ring me after the holidays"."""
    if last is None or proposal is None or last.by != "customer" or last.kind == "decline":
        return False
    in_those_words = last.evidence.start == proposal.sentence.start
    return in_those_words and (last.kind == "stall" or last.step not in JOINT)


def _confirmed(said: Said, so_far: SoFar) -> Commitment | None:
    """The hour said again that the customer has just named, where nothing else came of it."""
    at = said.sentence.turn_id - 1
    if at < 0 or so_far.conversation.turns[at].side != "customer":
        return None
    if so_far.last is not None and at in so_far.last.evidence.turn_ids:
        return None
    turn = so_far.conversation.turns[at]
    told = (one for one in turn.sentences if one.id not in so_far.asked)
    return confirmed(said, map(so_far.said, told), so_far.table.open_in(turn))


def _accepted_later(announced: Sentence, so_far: SoFar) -> bool:
    """Whether the customer's next turn says yes to what the seller announced."""
    turns = so_far.conversation.turns[announced.turn_id + 1 :]
    following = next((turn for turn in turns if turn.side == "customer"), None)
    if following is None or not following.sentences:
        return False
    said = so_far.said(following.sentences[0])
    thanks = said.pack.find("pleasantness.courtesy", said.tokens) is not None
    return said.has("acceptances") and not thanks and len(said.tokens) <= _LONGEST_YES
