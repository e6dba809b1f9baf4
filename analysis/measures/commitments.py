"""Commitments, declines and stalls: who owes what to whom, by when.

Many commitments are the acceptance of the other side's proposal; proposal and acceptance are one
row. Rackham (1988): a promise by the seller alone, or taking a quote, is no advance; a polite
stall is never a commitment. Where the words leave open who owes what, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation
from analysis.findings import Commitment, Question
from analysis.language.pack import Pack
from analysis.measures.customer_says import customer_says
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.refusals import gives_thanks_back
from analysis.measures.said import Said
from analysis.measures.seller_says import seller_says
from analysis.measures.so_far import SoFar
from analysis.measures.stalls import asks_instead
from analysis.measures.steps import STEP_LISTS, is_moment_alone
from analysis.settings import CommitmentSettings

_BINDING = STEP_LISTS | {
    f"commitments.{name}"
    for name in (
        "ours arranged declines deal_declines calls_off after_all decides receives stalls "
        "conditions vague_conditions not_before by_verb takes drops delivers".split()
    )
}
"""Where no proposal is open, one of these is heard in whatever binds, refuses or stalls."""


def commitments(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: CommitmentSettings,
) -> tuple[Commitment, ...]:
    """Every commitment, decline and stall of the call, in order: it is gone through once, sentence
    by sentence, with what is on the table in mind.

    Call this only where roles are known and words can be trusted: who owes whom is the worst
    thing to get wrong.
    """
    so_far = SoFar(conversation, questions, pack, settings)
    for turn in conversation.turns:
        if turn.side == "other":
            continue
        proposal = so_far.table.open_in(turn)
        for sentence in turn.sentences:
            tokens = pack.texts(sentence.said)
            if not tokens:
                continue  # "...": marks alone
            bare = proposal is None and pack.lists_in(tokens).isdisjoint(_BINDING)
            bare = bare and turn.id not in so_far.noes_put
            if bare and (turn.side != "seller" or not is_moment_alone(tokens, pack)):
                continue
            said = so_far.said(sentence)
            found = _found(said, proposal, so_far)
            if found is not None:
                so_far.note(found)
                second = _promised_as_well(said, found, so_far)
                if second is not None:
                    so_far.note(second)
    return tuple(so_far.rows)


def _found(said: Said, proposal: OpenProposal | None, so_far: SoFar) -> Commitment | None:
    """What binds, refuses or stalls in a sentence; ``proposal`` is what it may answer."""
    if said.sentence.id in so_far.asked:
        return asks_instead(said, proposal)
    if said.sentence.side != "customer":
        return seller_says(said, proposal, so_far)
    before = so_far.conversation.turns[: said.sentence.turn_id][-1:]
    if before and gives_thanks_back(said, before[0], proposal):
        return None
    return customer_says(said, proposal, so_far)


def _promised_as_well(said: Said, found: Commitment, so_far: SoFar) -> Commitment | None:
    """ "I'll send you the quote tomorrow, and I'll ring you next week": the second promise of a
    sentence, of another step and at a time of its own."""
    firm = found.binds and not found.conditional  # "if it goes and passes the test"
    behind = said.behind_and if firm else None
    if behind is None or said.sentence.id in so_far.asked or behind.when is None:
        return None
    second = _found(behind, None, so_far)
    if second is None or second.kind != "commit" or second.step in (found.step, "other"):
        return None
    return second if second.when_text not in (None, found.when_text) else None
