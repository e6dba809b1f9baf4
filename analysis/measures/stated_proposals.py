"""Steps that are put on the table without a question: announced, offered, or put to the other by a
"deal?" behind them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.findings import Step
from analysis.language.dates import is_dated
from analysis.language.pack import Pack
from analysis.language.sentence_end import PROMISED
from analysis.measures.asked_steps import doer_of
from analysis.measures.invitations import invitation
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of
from analysis.measures.trade_work import work_offered

OFFERS = (
    "commitments.proposals",
    "commitments.asks",
    "commitments.fits",
    *PROMISED,
    "commitments.puts_down",
    "commitments.agreed_tags",
)
"""What no question puts on the table one of these lists does."""

ANNOUNCED: frozenset[Step] = frozenset(("meeting", "trial"))
"""Steps that one side announces and the other may say yes to; a call that the seller announces
stays his own."""


def stated(
    sentence: Sentence,
    words: tuple[str, ...],
    tokens: Sequence[str],
    before: Sequence[OpenProposal],
    pack: Pack,
) -> OpenProposal | None:
    """A statement that puts a step on the table: a proposal, a request, an announced visit. Of "I
    won't order any, but I'll call you" what is behind the "but"."""
    denied = False
    if "commitments.negations" in pack.lists_in(tokens):
        said = Said.of(sentence, pack, None)
        behind = said.behind_but if said.denies else None
        denied = said.denies and behind is None  # "Thursday at ten I can't"
        if behind is not None:
            words, tokens = behind.words, behind.tokens
    side, step = sentence.side, step_of(tokens, pack)
    proposes = pack.find("commitments.proposals", tokens) is not None
    if pack.find("commitments.deal_declines", tokens) is not None:
        proposes = False  # "let's leave that for now"
    work = proposes and side == "seller" and _offers_work(words, step, pack)
    if not denied and (work or (proposes and step is not None)):
        put = "order" if work or step is None else step[0]
        return OpenProposal(sentence, side, put, True, False, "both", words)
    told = pack.find("commitments.reported", tokens) or pack.find("commitments.past", tokens)
    if told or (denied and side == "customer"):
        return None
    named = step[0] if step is not None else None
    if side == "customer":
        spoken_of = any(proposal.step in JOINT for proposal in before)
        asked = invitation(words, tokens, named, spoken_of, pack)
        return asked and OpenProposal(sentence, side, asked[0], True, False, asked[1], words)
    if not denied and named in (None, "order", "other") and _puts_down(words, tokens, before, pack):
        return OpenProposal(sentence, side, "order", True, False, "listener", ())
    # "We ring everybody at eight these days" promises nothing.
    routine = pack.find("commitments.routines", tokens) is not None
    promised = not routine and pack.first_of(PROMISED, tokens) and is_dated(words, pack)
    if named is None or named not in ANNOUNCED or not promised:
        return None
    return OpenProposal(sentence, side, named, True, False, "speaker", words)


def _offers_work(words: tuple[str, ...], step: tuple[Step, str] | None, pack: Pack) -> bool:
    """ "We can jet your drains tomorrow morning": on a day; what they can do is told on none."""
    return is_dated(words, pack) and work_offered(words, step[0] if step else None, pack)


def _puts_down(
    words: Sequence[str], tokens: Sequence[str], before: Sequence[OpenProposal], pack: Pack
) -> bool:
    """ "Then I'll put you down for ten": so many are ordered, where no hour was spoken of. On a day
    it is an appointment."""
    if pack.find("commitments.puts_down", tokens) is None or is_dated(words, pack):
        return False
    if pack.find("commitments.conditions", tokens) is not None:
        return False  # "if you ring me, I'll put you down for ten"
    return not before or before[-1].step not in JOINT


def tagged(
    sentence: Sentence,
    tokens: Sequence[str],
    before: Sentence | None,
    found: Sequence[OpenProposal],
    pack: Pack,
) -> OpenProposal | None:
    """ "We'll set one up on Thursday. Agreed?": what was said before it is put to the other."""
    in_turn = before is not None and before.turn_id == sentence.turn_id
    if before is None or not in_turn or pack.find("commitments.agreed_tags", tokens) is None:
        return None
    if found and found[-1].sentence.id == before.id:
        return None
    words = before.said
    told = pack.texts(words)
    step = step_of(told, pack)
    ours = sentence.side == "seller" and doer_of(told, pack) != "listener"
    if ours and work_offered(words, step[0] if step else None, pack):
        step = ("order", "")
    if pack.find("commitments.was", told) and not is_dated(words, pack):
        return None  # "the last trial was short. Agreed?"
    if step is None:
        if not _closes_deal(sentence, tokens, told, pack):
            return None
        return OpenProposal(sentence, "seller", "order", True, False, "listener", ())
    doer = doer_of(told, pack)
    return OpenProposal(sentence, sentence.side, step[0], True, False, doer, words)


def _closes_deal(
    sentence: Sentence, tokens: Sequence[str], told: Sequence[str], pack: Pack
) -> bool:
    """ "That comes to four hundred euros. Agreed?", "so that's a pallet a week. Agreed?": what it
    costs or how much it is, put to the customer."""
    priced = pack.first_of(("commitments.amounts", "commitments.closes"), told) is not None
    tag = pack.find("commitments.deal_tags", tokens) is not None
    return sentence.side == "seller" and priced and tag
