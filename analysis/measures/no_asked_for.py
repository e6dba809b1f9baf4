"""The clear no that a seller asks for: "so it's a no?" - "I'm afraid so"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.conversation import Conversation, Sentence
from analysis.findings import Commitment
from analysis.language.dates import find_when
from analysis.language.pack import Pack
from analysis.measures.commitment_rows import row
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said

_NOT_PUT = frozenset(("commitments.conditions", "commitments.reported", "commitments.past"))
"""Lists of which one in the question says that it puts no "no": "if it's a no, will you ring?"."""

_NOT_CLEAR = (
    "undecided",
    "stalls",
    "maybes",
    "reported",
    "conditions",
    "tentative",
    "unsure",
    "taken_back",
)
"""Lists of [commitments] of which one in the answer leaves it open: "for now, yes"."""


def noes_put(conversation: Conversation, asked: Collection[int], pack: Pack) -> dict[int, Sentence]:
    """By the number of the customer's turn that answers it: the sentence, one of those ``asked``
    (ids), with which the seller has just put a no to him. Where he leaves a choice he puts none."""
    return {
        turn.id + 1: turn.sentences[-1]
        for turn in conversation.turns
        if turn.side == "seller"
        and turn.sentences
        and turn.sentences[-1].id in asked
        and _puts_no(turn.sentences[-1].said, pack)
    }


def _puts_no(words: Sequence[str], pack: Pack) -> bool:
    tokens = pack.texts(words)
    heard = pack.lists_in(tokens)
    stays_here = "commitments.with_us" in heard  # "so you stay with us?"
    as_no = "commitments.put_as_no" in heard and not stays_here
    if not as_no and "commitments.put_as_not" not in heard:
        return False
    if not _NOT_PUT.isdisjoint(heard) or not pack.word_set("questions.choice").isdisjoint(tokens):
        return False
    return find_when(words, pack, None) is None  # "so it's a no to Tuesday?"


def no_asked_for(said: Said, put: Sentence | None, turn: Sequence[Sentence]) -> Commitment | None:
    """The customer's no to the deal, where the seller has just ``put`` it to him and the first
    sentence of his ``turn`` says that it is so: yes to "so it's a no?", no to "so you're not going
    ahead?"."""
    if put is None or said.sentence != turn[0]:
        return None
    if said.has(*_NOT_CLEAR) or said.when is not None or said.behind_but is not None:
        return None
    as_no = said.pack.find("commitments.put_as_no", said.pack.texts(put.said)) is not None
    cue = said.cue("confirms") or (_yes(said) if as_no else _no(said))
    if cue is None:
        return None
    proposal = OpenProposal(put, "seller", "order", True, False, "listener", put.said)
    return row(said, "customer", "decline", "order", cue, proposal=proposal)


def _yes(said: Said) -> str | None:
    return None if said.denies or not said.begins_with_yes else said.tokens[0]


def _no(said: Said) -> str | None:
    """ "No.", "no, we're not"; "no, we are" says the contrary."""
    no, rest = said.tokens[:1], said.tokens[1:]
    if said.pack.word_set("conversation.no").isdisjoint(no):
        return None
    denies = said.pack.find("commitments.negations", rest) is not None
    return no[0] if not rest or denies else None
