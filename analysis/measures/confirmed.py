"""A moment that the one names and the other says again: it stands, in whatever words it was given.

"When could the three of us sit down?" - "I'm in the vestry Thursday at ten, doing the flowers." -
"Thursday at ten, vestry." Whoever asked and says the hour again takes the answer for a yes, and is
not put right: a sequence is closed by the one who opened it (Schegloff 2007).
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.conversation import Conversation
from analysis.findings import By, Commitment, Step
from analysis.language.calendar_words import name_same_hour
from analysis.language.pack import Pack
from analysis.measures.commitment_rows import row
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, is_moment_alone

_FEWEST_NAMED = 2
"""Words of a moment ("Tuesday at eight") that both sides name where they speak of the same."""

_OTHERS: frozenset[Step] = frozenset(("quote", "information", "internal", "decision_maker"))
"""Steps for which no two people have to be anywhere at an hour."""


def _asks_what(proposal: OpenProposal, pack: Pack) -> bool:
    """ "What do you do in a week?": an open question that asks for no moment."""
    open_yet = proposal.step == "other" and not proposal.closed
    return open_yet and pack.find("commitments.asks_when", pack.texts(proposal.words)) is None


def confirmed(
    said: Said, reply: Iterable[Said], proposal: OpenProposal | None
) -> Commitment | None:
    """The appointment that the seller's sentence ``said`` closes: it is the hour and little else,
    and the customer named it in his ``reply`` to what the seller asked for (``proposal``)."""
    if proposal is None or proposal.by != "seller" or proposal.step in _OTHERS:
        return None
    if not is_moment_alone(said.tokens, said.pack) or _asks_what(proposal, said.pack):
        return None
    for answer in reply:
        when = answer.when
        if when is None or not when.is_exact or answer.denies:
            continue
        if answer.has("undecided", "stalls"):
            return None
        if name_same_hour(answer.tokens, said.tokens, said.pack):
            joint = proposal.step in JOINT or proposal.step == "other"
            step: Step = "meeting" if proposal.step == "other" else proposal.step
            by: By = "joint" if joint else "customer"
            cue = when.text
            when = said.when if when.date is None else when  # "two o'clock" - "two on the third"
            return row(answer, by, "accept", step, cue, grade="A", when=when, proposal=proposal)
    return None


def named_before(said: Said, own: Commitment, conversation: Conversation) -> bool:
    """Whether the customer has just named the moment of what the seller promises."""
    before = conversation.turns[: said.sentence.turn_id]
    asked = next((turn for turn in reversed(before) if turn.side == "customer"), None)
    if asked is None or own.when_text is None:
        return False
    moment = set(said.pack.texts(own.when_text.split()))
    named = set(said.pack.texts(asked.said))
    return len(moment & named) >= min(len(moment), _FEWEST_NAMED)
