"""A promise that answers: what the customer says he will do is his yes to what he was asked."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import Commitment, Step
from analysis.language.dates import When
from analysis.measures.answers import moment_of, on_day_of
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, signs_beside

_AT_HOME: frozenset[Step] = frozenset(("internal", "decision_maker"))
"""Steps for which the customer meets his own people, not the seller."""

_UNCLEAR: frozenset[Step] = frozenset(("information", "other"))
"""Steps that a promise is taken for where it only answers: "I'll do it", "I'll send it"."""

_IN_ANY_WAY: frozenset[Step] = frozenset(("decision_maker", "deliver"))
"""Steps that are taken with any verb: a line dropped, a number looked up."""

_TAKES: frozenset[Step] = frozenset(("order", "decision_maker", "information"))
"""Steps that "I'll take it along" sounds like."""

_BINDING: frozenset[Step] = frozenset(("order", "pay", "trial"))
"""Steps to which "I'll let you know on Friday" is no yes."""


def as_accepted(promise: Commitment, proposal: OpenProposal | None, said: Said) -> Commitment:
    """A customer's promise that answers a closed request is its acceptance."""
    # "If the bank says yes, I'll order three": on terms of his own.
    own_terms = promise.step == "order" and promise.conditional
    if proposal is None or own_terms or _answers_by_the_way(promise, proposal):
        return promise
    if proposal.step == "deliver" and promise.step in _AT_HOME and _sends_things(said):
        promise = replace(promise, step="information")  # "I'll bring them": the figures
    if proposal.step == "order" and promise.step == "deliver" and said.has("receives"):
        promise = replace(promise, step="order")  # the signature: "you'll have it by Friday"
    tells = promise.step == "information" and proposal.step in _BINDING
    same = proposal.step == promise.step or (promise.step in _UNCLEAR and not tells)
    if same:
        asked = moment_of(proposal, said)
        own = said.when if promise.when_text is not None else None
        promise = _at(promise, asked if own is None else on_day_of(asked, own, said), said)
    if promise.step not in JOINT and asks_listener(proposal):
        signs = promise.step == "order" and signs_beside(proposal.words, said.pack)
        return replace(promise, kind="accept", step="other" if signs else promise.step)
    if promise.step == "meeting" and proposal.step in _AT_HOME:
        return replace(promise, kind="accept", step=proposal.step)  # "I see him on Monday anyway"
    if promise.step in JOINT or (same and proposal.step in JOINT):
        step = proposal.step if proposal.step in JOINT else promise.step
        return replace(promise, by="joint", kind="accept", step=step)
    if same and proposal.closed:
        return replace(promise, kind="accept", step=proposal.step)
    return promise


def _answers_by_the_way(promise: Commitment, proposal: OpenProposal) -> bool:
    """ "Which day can he?" - "I'll call you tomorrow with the day", "how do you want to go on?" -
    "I'll call you on Friday"."""
    calls = (promise.step, proposal.step) == ("call_back", "meeting")
    open_yet = promise.step in JOINT and proposal.step == "other" and not proposal.closed
    return calls or open_yet


def sends_unasked(own: Commitment, proposal: OpenProposal) -> bool:
    """ "Shall I put it in writing?" - "Then I'll lay it with the papers": some time, and it was the
    seller who was to do something."""
    untimed = own.step == "deliver" and own.when_text is None
    return untimed and proposal.by == "seller" and proposal.doer == "speaker"


def is_yes(said: Said, own: Commitment, proposal: OpenProposal) -> bool:
    """ "Could you send me the figures?" - "Yes, I'll do it": no order, but a yes to that."""
    just_before = proposal.is_just_before(said.sentence)
    if just_before and (_has_it_put_there(said, own, proposal) or _tries_it(said, own, proposal)):
        return True
    meant = just_before and own.step == "order" and said.has("does_it")
    return meant and proposal.step not in ("order", "other")


def _has_it_put_there(said: Said, own: Commitment, proposal: OpenProposal) -> bool:
    """ "Shall I put a skip down on Friday?" - "Yes, put it down": what the seller is told to do is
    what he offered."""
    offered = proposal.by == "seller" and proposal.doer != "listener" and proposal.step == "order"
    return offered and own.step == "trial" and not said.in_his_own_name


def _tries_it(said: Said, own: Commitment, proposal: OpenProposal) -> bool:
    """ "Would you try the van, say tomorrow?" - "Tomorrow works, I'll take it on my round": the
    van. So "yes, I'll take them home today"."""
    taken = own.step in _TAKES and proposal.step == "trial"
    agrees = said.offers_moment or said.begins_with_yes
    return taken and agrees and _sends_things(said)


def keeps_the_call(own: Commitment, proposal: OpenProposal) -> bool:
    """ "Shall I ring you next week?" - "Leave it, I'll ring you myself after the holidays": he
    takes the call out of the seller's hands, and names no day."""
    offered = proposal.by == "seller" and proposal.doer == "speaker" and proposal.step in JOINT
    return offered and own.step == "call_back" and own.grade != "A"


def _sends_things(said: Said) -> bool:
    """Whether "them" may be what was asked for: nobody else is named."""
    nobody = not said.has("bodies") and not said.names_somebody
    return nobody and not said.pack.word_set("commitments.things").isdisjoint(said.tokens)


def answers_by_doing(said: Said, proposal: OpenProposal) -> bool:
    """ "Can you introduce me to him?" - "I'll drop him a line today": whether the other has just
    been asked to do what may be done with any verb."""
    asked = proposal.step in _IN_ANY_WAY and proposal.closed and proposal.doer == "listener"
    return asks_listener(proposal) or (asked and proposal.is_just_before(said.sentence))


def asks_listener(proposal: OpenProposal) -> bool:
    """Whether it asks the other to do something that no cue tells."""
    return proposal.step == "other" and proposal.closed and proposal.doer == "listener"


def _at(promise: Commitment, when: When | None, said: Said) -> Commitment:
    """``promise`` at the moment that was asked for."""
    if when is None:
        return promise
    grade = said.grade(when)
    return replace(promise, when_text=when.text, when_date=when.date, grade=grade)
