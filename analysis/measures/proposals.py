"""What is on the table: steps one side asks of the other, waiting for a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation, Sentence, Side
from analysis.findings import Form, Purpose, Question, Step
from analysis.language.counter_offers import counter_offer
from analysis.language.dates import find_when, is_dated
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.measures.asked_steps import (
    asks_a_fact,
    asks_for_none,
    asks_for_step,
    asks_if_able,
    doer_of,
    without_opening,
)
from analysis.measures.invitations import Doer
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.purposes import purpose_of
from analysis.measures.sentence_before import (
    OF_A_DAY,
    TOLD,
    of_trial_asked_about,
    wished_before,
)
from analysis.measures.stated_proposals import ANNOUNCED, OFFERS, stated, tagged
from analysis.measures.steps import JOINT, MOST_BESIDE_DAY, is_moment_alone, step_of
from analysis.measures.trade_work import work_offered

_UNCLEAR: frozenset[Step] = frozenset(("other", "information"))
"""What a step is taken for where its verb is not known: "pick out the kitchen together"."""

_DIGGING = ("problem", "implication", "confrontation")
"""Purposes of questions that ask for no step."""

_ANSWERED_BY_YES = ("closed", "choice", "check")

_FEWEST_BEFORE_AIM = 4
"""Tokens that a step and its moment have at least: "may I phone you"."""

_WHOLE_QUESTION = 7
"""Tokens of a question that was surely heard whole, or as good as."""

_STARTED: frozenset[Step] = frozenset(("trial", "order", "decision_maker", "deliver"))
"""Steps of which "when?" asks, once they were proposed."""

_AT_A_TABLE: frozenset[Step] = frozenset(("internal", "order", "pay"))
"""Steps that may be what a meeting is for."""

_SHOWN_TO_OTHERS: frozenset[Step] = frozenset(("internal", "decision_maker"))
"""Steps that bring others in: where "we" take one, the seller is with them."""

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
            meant = _unnamed(words, tokens, found, pack)
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
    """ "So you'll take all five?": the order, in the customer's mouth."""
    put = sentence.side == "seller" and question.form in (*_STATED, "closed")
    if not put or pack.find("commitments.closes", tokens) is None:
        return None
    if is_dated(sentence.said, pack) and step_of(tokens, pack) is None:
        return None  # "Tuesday at ten, shall we agree on that?"
    if pack.first_of(TOLD[1:], tokens) is not None:
        return None  # "so you order two every month?"
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
    meant = _meant(sentence, tokens, bare, wished or step, before, pack)
    meant = _as_put(sentence, tokens, meant, doer, pack)
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


def _meant(
    sentence: Sentence,
    tokens: Sequence[str],
    bare: Sequence[str],
    named: Step | None,
    before: Sequence[OpenProposal],
    pack: Pack,
) -> Step:
    """The step that a question is for: the one ``named``, or one of those put ``before`` it."""
    words = sentence.said
    meant = named or _unnamed(words, tokens, before, pack)
    if counter_offer(bare, pack) is not None:
        meant = _last_of(sentence.side, before) or meant
    appointed = before and before[-1].step in JOINT
    if meant == "other" and sentence.side == "seller" and not appointed:
        return "order" if _books_goods(words, tokens, pack) else meant
    return meant


def _as_put(sentence: Sentence, tokens: Sequence[str], meant: Step, doer: Doer, pack: Pack) -> Step:
    """The step that is ``meant``, by who is to be there and who is to send something."""
    if _is_with_seller(sentence, tokens, meant, doer, pack):
        meant = "meeting"
    if meant == "meeting" and pack.find("commitments.goes_through", tokens) is not None:
        return "call_back" if "steps.call_back" in pack.lists_in(tokens) else "meeting"  # by phone
    if meant == "information" and sentence.side == "seller" and doer == "listener":
        return "deliver"
    return "other" if meant == "deliver" and doer == "both" else meant  # "start with the figures"


def _last_of(side: Side, before: Sequence[OpenProposal]) -> Step | None:
    """What this side proposed last: "and if we send two on Thursday, would that work?" offers it
    another way."""
    return next((one.step for one in reversed(before) if one.by == side), None)


def _without_aim(tokens: Sequence[str], pack: Pack) -> Sequence[str]:
    """ "May I phone you on Monday to hear how the test went?": up to what it is for."""
    aim = pack.find("commitments.aims", tokens)
    return tokens if aim is None or aim.first < _FEWEST_BEFORE_AIM else tokens[: aim.first]


def _books_goods(words: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """ "Shall I set eighty metres aside?", "are we agreed on three hundred rolls?": goods are put
    in his name, and at no hour."""
    when = find_when(words, pack, None)
    moment = () if when is None else pack.texts(when.text.split())
    at_an_hour = any(is_number(token, pack) for token in moment)
    return not at_an_hour and pack.find("commitments.books", tokens) is not None


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


def _unnamed(
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
