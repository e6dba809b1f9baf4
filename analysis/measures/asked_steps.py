"""Whether a question asks for a step at all, and who would take it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.findings import Step
from analysis.language.calendar_words import names_day_or_month
from analysis.language.dates import is_dated, is_timed
from analysis.language.open_questions import has_question_word
from analysis.language.pack import Pack
from analysis.language.question_form import without_leading
from analysis.measures.invitations import Doer
from analysis.measures.steps import FOR_MONEY, JOINT, is_moment_alone

_HANDED_OVER = frozenset(("steps.order", "steps.pay", "steps.trial", "steps.deliver"))
"""Lists of steps that are also taken all the time, and by anybody."""

_EITHER = ("i", "we", "you", "to_us")
"""Lists of words for one of the two who talk."""

_BARE_QUESTION = 3
"""Tokens of a question that asks for a step and says nothing else: "dan tekent u?"."""

_SUBJECT_WITHIN = 5
"""Tokens at the head of a question in which its subject stands."""


def asks_for_step(tokens: Sequence[str], step: Step | None, decides: bool, pack: Pack) -> bool:
    """Whether a question of no known purpose puts a step on the table: "shall I bring one over?".

    A question about what is, was or can be done does not: "can you sign yourself?".
    """
    bare = without_opening(tokens, pack)
    if asks_a_fact(tokens, pack) or _asks_of_others(bare, step, pack):
        return False
    if step is None or step in ("other", "quote", "information", "internal"):
        wanted = pack.first_of(("commitments.wants_step", "commitments.moves"), bare) is not None
        if not is_timed(tokens, pack):
            return _asks_without_day(bare, step, wanted, pack)
        return wanted or is_moment_alone(tokens, pack) or doer_of(bare, pack) == "speaker"
    # "Can you free up the budget in April?", "could you pay a third up front?"
    pays = step == "pay" and (
        is_timed(tokens, pack) or pack.find("commitments.pays_up_front", bare) is not None
    )
    if decides and step != "decision_maker" and not pays:
        return False
    wanted = pack.find("commitments.wants_step", bare) is not None
    if step in FOR_MONEY:  # one can be able to without meaning to
        return wanted or (pays and pack.find("commitments.requests", bare) is not None)
    fits = step in JOINT and pack.find("commitments.fits", bare) is not None
    suits = fits and is_dated(tokens, pack)  # "would Thursday at ten suit you for a visit?"
    return wanted or suits or pack.find("commitments.requests", bare) is not None


def asks_if_able(words: Sequence[str], bare: Sequence[str], step: Step, pack: Pack) -> bool:
    """ "Could you order without your boss?": on no day, and it asks "you" for nothing. ``bare`` are
    the tokens of ``words`` without their opening."""
    you = not pack.word_set("commitments.you").isdisjoint(bare[:_SUBJECT_WITHIN])
    lists = ("commitments.wants_step", "commitments.pays_up_front")
    wanted = pack.first_of(lists, bare) is not None
    dated = is_timed(words, pack) if step == "pay" else is_dated(words, pack)
    return step in FOR_MONEY and you and not wanted and not dated


def _asks_without_day(tokens: Sequence[str], step: Step | None, wanted: bool, pack: Pack) -> bool:
    """ "When will you put it to the board?" does, and "will you put it to him?"; "do you discuss
    such things at home?" does not, nor "what do you do with the bulbs?"."""
    if step == "internal":
        spoken_of = pack.find("commitments.it", tokens) is not None
        of_sale = spoken_of or not pack.word_set("commitments.deal_things").isdisjoint(tokens)
        asks_when = pack.find("commitments.asks_when", tokens) is not None
        with_whom = pack.find("commitments.bodies", tokens) is not None
        return asks_when or (wanted and (of_sale or with_whom))
    return wanted and (step == "quote" or (step is None and not has_question_word(tokens, pack)))


def _asks_of_others(tokens: Sequence[str], step: Step | None, pack: Pack) -> bool:
    """ "And does he come at night as well?": what others do, on no day that is named."""
    others = pack.word_set("commitments.others")
    of_others = step in JOINT and not others.isdisjoint(tokens[:_SUBJECT_WITHIN])
    return of_others and not is_dated(tokens, pack)


def asks_a_fact(tokens: Sequence[str], pack: Pack) -> bool:
    """A question about what is or was; "how is the 14th?" asks whether it suits."""
    if pack.find("commitments.facts", without_opening(tokens, pack)) is None:
        return False
    if pack.find("commitments.books", tokens) is not None:
        return False  # "shall I book you in for the same as last year?"
    suits = pack.find("commitments.fits", tokens) is not None and is_dated(tokens, pack)
    return not suits or pack.find("commitments.past", tokens) is not None


def asks_for_none(question: Sentence, tokens: Sequence[str], pack: Pack) -> bool:
    """Whether a seller's question names a step and asks for none: "would you buy that again?", "do
    you order by phone?", "can your customers pay online?", "can I call you Peter?"."""
    if question.side != "seller":
        return False
    heard = pack.lists_in(tokens)
    if "commitments.asks_no_step" in heard:
        return True
    if "steps.call_back" in heard and _ends_in_name(question.said, pack):
        return True
    if _HANDED_OVER.isdisjoint(heard):
        return False
    return _tells_of_habit(question, tokens, pack) or _tells_of_others(question, tokens, pack)


def _tells_of_habit(question: Sentence, tokens: Sequence[str], pack: Pack) -> bool:
    """ "Do you order by phone?", and not "do you sign?", "bestelt u bij ons?", "do you pay today?":
    no day is named, nor the seller, and it is no bare question."""
    if pack.find("commitments.plain_present", tokens) is None or len(tokens) <= _BARE_QUESTION:
        return False
    names_us = not pack.word_set("commitments.to_us").isdisjoint(tokens)
    return not names_us and not is_timed(question.said, pack)


def _tells_of_others(question: Sentence, tokens: Sequence[str], pack: Pack) -> bool:
    """ "Can your customers pay online?": who is asked about is neither of the two, and no day."""
    either = frozenset().union(*(pack.word_set(f"commitments.{name}") for name in _EITHER))
    others = pack.find("commitments.of_others", tokens) is not None and either.isdisjoint(tokens)
    return others and not is_dated(question.said, pack)


def _ends_in_name(words: Sequence[str], pack: Pack) -> bool:
    """ "Shall I ring Anna?": a call with somebody else, or what somebody is called."""
    last = words[-1] if len(words) > 1 else ""
    tokens = pack.texts((last,))
    own = pack.word_set("commitments.i")
    named = last[:1].isupper() and own.isdisjoint(tokens)
    return named and not names_day_or_month(tokens, pack)


def doer_of(tokens: Sequence[str], pack: Pack) -> Doer:
    """Who would take the step: "shall I" the one who asks, "shall we" both."""
    if pack.find("commitments.for_you", tokens) is not None:
        return "speaker"  # "do you want me to ...?"
    for token in tokens[:_SUBJECT_WITHIN]:
        if token in pack.word_set("commitments.i"):
            return "speaker"
        if token in pack.word_set("commitments.we"):
            return "both"
        if token in pack.word_set("commitments.you"):
            return "listener"
    return "listener"


def without_opening(tokens: Sequence[str], pack: Pack) -> Sequence[str]:
    """``tokens`` without the "and", "well" before them, unless nothing else is said."""
    return without_leading(tokens, pack) or tokens
