"""Which step a question is for, where its words leave it open: told by who is to be there, by its
day, or by what was proposed before."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence, Side
from analysis.findings import Step
from analysis.language.counter_offers import counter_offer
from analysis.language.dates import find_when, is_dated
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.measures.asked_steps import doer_of, without_opening
from analysis.measures.invitations import Doer
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.sentence_before import OF_A_DAY
from analysis.measures.stated_proposals import ANNOUNCED
from analysis.measures.steps import JOINT, MOST_BESIDE_DAY

_UNCLEAR: frozenset[Step] = frozenset(("other", "information"))
"""What a step is taken for where its verb is not known: "pick out the kitchen together"."""

_WHOLE_QUESTION = 7
"""Tokens of a question that was surely heard whole, or as good as."""

_STARTED: frozenset[Step] = frozenset(("trial", "order", "decision_maker", "deliver"))
"""Steps of which "when?" asks, once they were proposed."""

_AT_A_TABLE: frozenset[Step] = frozenset(("internal", "order", "pay"))
"""Steps that may be what a meeting is for."""

_SHOWN_TO_OTHERS: frozenset[Step] = frozenset(("internal", "decision_maker"))
"""Steps that bring others in: where "we" take one, the seller is with them."""


def meant_step(
    sentence: Sentence,
    tokens: Sequence[str],
    bare: Sequence[str],
    named: Step | None,
    before: Sequence[OpenProposal],
    pack: Pack,
) -> Step:
    """The step that a question is for: the one ``named``, or one of those put ``before`` it."""
    words = sentence.said
    meant = named or unnamed_step(words, tokens, before, pack)
    if counter_offer(bare, pack) is not None:
        meant = _last_of(sentence.side, before) or meant
    appointed = before and before[-1].step in JOINT
    if meant == "other" and sentence.side == "seller" and not appointed:
        return "order" if _books_goods(words, tokens, pack) else meant
    return meant


def as_put(sentence: Sentence, tokens: Sequence[str], meant: Step, doer: Doer, pack: Pack) -> Step:
    """The step that is ``meant``, by who is to be there and who is to send something."""
    if _is_with_seller(sentence, tokens, meant, doer, pack):
        meant = "meeting"
    if meant == "meeting" and pack.find("commitments.goes_through", tokens) is not None:
        return "call_back" if "steps.call_back" in pack.lists_in(tokens) else "meeting"  # by phone
    if meant == "information" and sentence.side == "seller" and doer == "listener":
        return "deliver"
    if meant == "deliver" and doer == "both":
        looks = pack.find("commitments.in_talk", tokens) is not None
        # "Shall we look at the figures on Tuesday?", and not "shall we start with the figures?".
        return "meeting" if looks and is_dated(sentence.said, pack) else "other"
    return meant


def _last_of(side: Side, before: Sequence[OpenProposal]) -> Step | None:
    """What this side proposed last: "and if we send two on Thursday, would that work?" offers it
    another way."""
    return next((one.step for one in reversed(before) if one.by == side), None)


def _books_goods(words: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """ "Shall I set eighty metres aside?", "are we agreed on three hundred rolls?": goods are put
    in his name, and at no hour."""
    when = find_when(words, pack, None)
    moment = () if when is None else pack.texts(when.text.split())
    at_an_hour = any(is_number(token, pack) for token in moment)
    return not at_an_hour and pack.find("commitments.books", tokens) is not None


def _is_with_seller(
    sentence: Sentence, tokens: Sequence[str], meant: Step, doer: Doer, pack: Pack
) -> bool:
    """Whether the seller asks to be there on a day, whatever is to be done: "would you and Ann sit
    down with me on Monday, and we get it signed?", "shall we show it to her on Thursday?"."""
    if sentence.side != "seller":
        return False
    if meant == "internal" and doer == "speaker":
        return True  # "shall I set up a meeting with one of our advisers?"
    if meant == "quote" and pack.find("commitments.goes_through", tokens) is not None:
        # "Shall we go through the quote on Friday?", and not "with your planner".
        return pack.find("steps.internal", tokens) is None
    if meant in _UNCLEAR and doer == "both" and is_dated(sentence.said, pack):
        return pack.find("commitments.together", tokens) is not None
    there = doer != "listener" and meant in _SHOWN_TO_OTHERS
    if not there and meant in _AT_A_TABLE and pack.find("steps.meeting", tokens) is not None:
        if pack.find("commitments.with_us", tokens) is not None:
            return True  # "can the three of us go through it, before you sign?"
        offered = pack.find("commitments.offers", tokens) is not None  # "how about lunch on ..."
        there = doer == "both" or offered
    return there and is_dated(sentence.said, pack)


def unnamed_step(
    words: Sequence[str], tokens: Sequence[str], before: Sequence[OpenProposal], pack: Pack
) -> Step:
    """ "Does Wednesday work?": the step proposed before; a day alone is a day to meet. Of longer
    questions whose step is not heard it can't be told."""
    when = find_when(words, pack, None)
    if when is None or not when.is_exact:
        rough = when is not None and when.exactness == "rough"
        comes = rough and doer_of(without_opening(tokens, pack), pack) == "speaker"
        return "meeting" if comes else _taken_up(tokens, before, pack)
    beside = len(tokens) - len(pack.texts(when.text.split()))
    if beside > MOST_BESIDE_DAY and pack.first_of(OF_A_DAY, tokens) is None:
        return "meeting" if doer_of(without_opening(tokens, pack), pack) == "speaker" else "other"
    last = next((p.step for p in reversed(before) if p.step in ANNOUNCED), None)
    return "meeting" if last is None else last


def _taken_up(tokens: Sequence[str], before: Sequence[OpenProposal], pack: Pack) -> Step:
    """ "What time suits you?": still the step that was proposed just before. "What morning would I
    find you in the yard?": he comes. A short one may have lost its step: "when may I you?"."""
    if pack.find("commitments.asks_when", tokens) is not None:
        if before and before[-1].step in _STARTED | JOINT:
            return before[-1].step
        comes = (
            doer_of(without_opening(tokens, pack), pack) != "listener"
            and len(tokens) >= _WHOLE_QUESTION
        )
        there = pack.find("commitments.with_us", tokens) is not None  # "when could you see me?"
        return "meeting" if comes or there else "other"
    if not before or before[-1].step not in JOINT:
        return "other"
    return before[-1].step if pack.find("commitments.fits", tokens) is not None else "other"
