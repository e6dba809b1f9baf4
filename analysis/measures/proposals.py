"""What is on the table: steps one side asks of the other, waiting for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation, Sentence
from analysis.findings import Form, Purpose, Question, Step
from analysis.language.dates import is_dated
from analysis.language.pack import Pack
from analysis.measures.asked_steps import (
    asks_a_fact,
    asks_for_none,
    asks_for_step,
    asks_if_able,
    doer_of,
    without_opening,
)
from analysis.measures.meant_step import as_put, meant_step, unnamed_step
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.purposes import purpose_of
from analysis.measures.sentence_before import (
    TOLD,
    of_trial_asked_about,
    wished_before,
)
from analysis.measures.stated_proposals import OFFERS, stated, tagged
from analysis.measures.steps import is_moment_alone, step_of
from analysis.measures.trade_work import work_offered

_DIGGING = ("problem", "implication", "confrontation")
"""Purposes of questions that ask for no step."""

_ANSWERED_BY_YES = ("closed", "choice", "check")

_FEWEST_BEFORE_AIM = 4
"""Tokens that a step and its moment have at least: "may I phone you"."""


_STATED: frozenset[Form] = frozenset(("check", "declarative"))
"""Questions in the words of a statement: "I'll come by on Thursday at ten, all right?"."""


def open_proposals(
    conversation: Conversation, questions: Sequence[Question], pack: Pack
) -> tuple[OpenProposal, ...]:
    """Every proposal of the call, in order: steps asked for, offers, announced visits."""
    asked = {q.sentence_id: q for q in questions if q.counted}
    echoed = {q.sentence_id for q in questions if q.not_counted == "echo"}
    found: list[OpenProposal] = []
    before: Sentence | None = None
    for sentence in conversation.sentences:
        words = sentence.said
        tokens = pack.texts(words)
        question = asked.get(sentence.id)
        if question is not None and asks_for_none(sentence, tokens, pack):
            proposal = None
        elif question is not None:
            proposal = tagged(sentence, tokens, before, found, pack)
            proposal = proposal or _closing(sentence, tokens, question, pack)
            proposal = proposal or _asked(sentence, words, tokens, question, found, before, pack)
            if proposal is None and question.form in _STATED:
                proposal = stated(sentence, words, tokens, found, pack)
        elif sentence.id in echoed and _echoes_moment(tokens, pack):
            meant = unnamed_step(words, tokens, found, pack)
            proposal = OpenProposal(sentence, sentence.side, meant, True, False, "both", words)
        elif pack.lists_in(tokens).isdisjoint(OFFERS):
            proposal = None
        else:
            proposal = stated(sentence, words, tokens, found, pack) or tagged(
                sentence, tokens, before, found, pack
            )
        if proposal is not None:
            found.append(of_trial_asked_about(proposal, before, found))
        before = sentence
    return tuple(found)


def _echoes_moment(tokens: Sequence[str], pack: Pack) -> bool:
    """ "Thursday?", and not "you rang on Thursday?"."""
    return is_moment_alone(tokens, pack) and pack.find("commitments.past", tokens) is None


def _closing(
    sentence: Sentence, tokens: Sequence[str], question: Question, pack: Pack
) -> OpenProposal | None:
    """ "So you'll take all five?": the order, in the customer's mouth; or how much of it."""
    if sentence.side == "seller" and pack.find("commitments.asks_quantity", tokens) is not None:
        return OpenProposal(sentence, "seller", "order", True, False, "listener", sentence.said)
    put = sentence.side == "seller" and question.form in (*_STATED, "closed")
    if not put or pack.find("commitments.closes", tokens) is None:
        return None
    if is_dated(sentence.said, pack) and step_of(tokens, pack) is None:
        return None  # "Tuesday at ten, shall we agree on that?"
    if pack.first_of(TOLD[1:], tokens) is not None or "steps.trial" in pack.lists_in(tokens):
        return None  # "so you order two every month?", "you can try it for two weeks, shall we?"
    return OpenProposal(sentence, "seller", "order", True, False, "listener", sentence.said)


def _asked(
    sentence: Sentence,
    words: tuple[str, ...],
    tokens: Sequence[str],
    question: Question,
    before: Sequence[OpenProposal],
    sentence_before: Sentence | None,
    pack: Pack,
) -> OpenProposal | None:
    """A question that asks for a step: by its purpose, or by naming one that is still to come."""
    bare = without_opening(tokens, pack)
    purpose, told = purpose_of(bare, pack)
    named = step_of(_without_aim(tokens, pack), pack) or step_of(tokens, pack)
    if named is not None and told == named[1] and asks_if_able(words, bare, named[0], pack):
        return None
    step = named[0] if named is not None else None
    ours = sentence.side == "seller" and doer_of(bare, pack) != "listener"
    if ours and work_offered(words, step, pack):
        step, named = "order", named or ("order", "")
    leave = pack.find("purpose.leave", bare) is not None
    invited = pack.find("commitments.why_not", bare) is not None
    asks = purpose == "commitment" or leave or invited
    if _digs_or_tells(question, tokens, bare, purpose, step, asks, pack):
        return None
    asks = asks or (question.form in _STATED and _is_signed_then(words, tokens, bare, step, pack))
    wished = None
    if step in (None, "other") and sentence_before is not None:
        wished = wished_before(sentence, tokens, sentence_before, pack)
    asks = asks or wished is not None
    if not asks and not asks_for_step(tokens, step, purpose == "decision", pack):
        return None
    if named is None and not invited and asks_a_fact(tokens, pack):
        return None
    states = question.form == "declarative" and named is not None  # "then I'll call on Tuesday?"
    yes_or_no = states or question.form in _ANSWERED_BY_YES
    # "How about a visit on Tuesday at ten?" asks for no more than a yes.
    offers = pack.find("commitments.offers", bare) is not None and is_dated(words, pack)
    closed = invited or yes_or_no or offers or is_moment_alone(tokens, pack)
    doer = doer_of(bare, pack)
    meant = meant_step(sentence, tokens, bare, wished or step, before, pack)
    meant = as_put(sentence, tokens, meant, doer, pack)
    if meant == "deliver" and pack.find("commitments.asks_for", bare) is not None:
        doer = "listener"  # "may I have the figures?"
    return OpenProposal(sentence, sentence.side, meant, closed, leave, doer, words)


def _digs_or_tells(
    question: Question,
    tokens: Sequence[str],
    bare: Sequence[str],
    purpose: Purpose,
    step: Step | None,
    asks: bool,
    pack: Pack,
) -> bool:
    """Whether the question asks for no step: it digs, or is about what was. ``asks``: it asks for
    one by its purpose."""
    tries = step == "trial" and pack.find("commitments.wants_step", bare) is not None
    if not (asks or tries) and purpose in _DIGGING and doer_of(bare, pack) == "listener":
        return True  # "and what do you do if somebody comes with such a complaint?"
    if pack.find("commitments.past", tokens) is None:
        return False
    # "You ordered on Friday?", "when did you sit down with him?"
    return question.form in _STATED or pack.find("commitments.asks_when", bare) is not None


def _without_aim(tokens: Sequence[str], pack: Pack) -> Sequence[str]:
    """ "May I phone you on Monday to hear how the test went?": up to what it is for."""
    aim = pack.find("commitments.aims", tokens)
    return tokens if aim is None or aim.first < _FEWEST_BEFORE_AIM else tokens[: aim.first]


def _is_signed_then(
    words: Sequence[str],
    tokens: Sequence[str],
    bare: Sequence[str],
    step: Step | None,
    pack: Pack,
) -> bool:
    """ "So you sign on Friday?": the order, put in so many words and on a day to who will give it;
    not "so you order every Friday?"."""
    told = pack.first_of(TOLD, tokens) is not None
    signs = step == "order" and doer_of(bare, pack) == "listener"
    return signs and not told and is_dated(words, pack)
