"""The customer's no: to the deal, to a step that was proposed, or to none of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Sentence, Turn
from analysis.findings import Commitment, Step
from analysis.language.dates import find_when
from analysis.language.number_words import is_number
from analysis.language.open_questions import has_question_word
from analysis.language.pack import Pack
from analysis.measures.answers import refuses_that_day
from analysis.measures.commitment_rows import row
from analysis.measures.deal_refused import (
    BARE_NO,
    TRIED,
    hangs_on_others,
    is_his_own,
    may_mean_anything,
    refused_step,
    stands_for_something_else,
    to_the_deal,
)
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, is_moment_alone, step_of

_NEEDS_PROPOSAL: frozenset[Step] = JOINT | {"other"}
"""Steps whose no is only told from "I don't want that" by what was proposed."""

_CALLED_OFF: frozenset[Step] = frozenset(("trial", "order", "decision_maker"))
"""Steps that a no names, whatever moment was asked about."""

_TAKEN_BACK: frozenset[Step] = frozenset(("pay", "order", "trial", "internal", "decision_maker"))
"""Steps of the customer's own that a "not" takes back; of a meeting it may be the day alone."""

_LONGEST_DROP = 12
"""Tokens in which a promise is taken back: "I'm not discussing it with my wife after all"."""

_SAYS_WHY = 6
"""Tokens of a sentence behind a "no" that says what is refused: "of course I don't" does not."""

_PLAIN_NO = 2
"""Tokens of a no that refuses leave and says nothing besides: "no, sorry"."""

_OPEN_YET = ("stalls", "undecided", "reported", "vague_conditions")
_COURTESY = "pleasantness.courtesy"
_THANKS = 4
"""Tokens of thanks that are given back: "no, thank you"."""

_NOT_YET = ("stalls", "undecided", "acceptances", "no_negations", "reported")
"""Lists of [commitments] of which one beside a "no" says that it is not the answer."""


def refusal(
    said: Said, proposal: OpenProposal | None, turn: Sequence[Sentence]
) -> Commitment | None:
    """The customer's no: to the deal in so many words, or to a step. ``turn`` is what he says."""
    told = said.has("reported", "hypothetical", "past")
    of_a_day = said.is_dated
    every = said.pack.find_all("commitments.deal_declines", said.tokens)
    plain = (match for match in every if not may_mean_anything(said, match))
    deal = next(plain, every[0] if every else None)  # "we won't do it, we're staying with them"
    aside = said.has("reported", "not_before", "no_deal_declines", "long_past")
    aside = aside or hangs_on_others(said)
    bare = deal is not None and may_mean_anything(said, deal)
    if deal is not None and bare and stands_for_something_else(said, deal, turn):
        return None
    if bare and of_a_day:
        deal = None  # "I'm not doing that on Monday": not on that day
    if deal is not None and not aside and is_his_own(said, deal):
        step = refused_step(said, deal, proposal)
        return row(said, "customer", "decline", step, deal.cue, proposal=proposal)
    if said.has("not_before", "no_deal_declines"):
        return None
    if proposal is not None:
        return None if _chooses(proposal, turn, said.pack) else _of_proposed(said, proposal)
    cue = None if _of_listener(said) else _no(said)
    named = step_of(said.tokens, said.pack)
    if of_a_day or cue is None or named is None or told or named[0] in _NEEDS_PROPOSAL:
        return None
    return row(said, "customer", "decline", named[0], cue)


def flat_no(
    said: Said, proposal: OpenProposal | None, turn: Sequence[Sentence]
) -> Commitment | None:
    """ "Would you take one from us?" - "No. I'm not having another of those, not this year": a no,
    and why in a sentence with a "not" of his own; ``turn`` is the sentences of the answer. Of a
    step that only goes with the deal it is the no to the deal."""
    if proposal is None or not _asks_plainly(proposal, said):
        return None
    first = said.pack.texts(turn[0].said)
    if turn[1:2] != (said.sentence,) or len(first) > BARE_NO:
        return None
    if said.pack.word_set("conversation.no").isdisjoint(first[:1]):
        return None
    open_yet = said.has(*_NOT_YET) or said.condition is not None or said.behind_but is not None
    other_day = said.is_dated  # "I'm not in on Tuesday"
    his_own = said.denies and said.in_his_own_name and len(said.tokens) >= _SAYS_WHY
    if open_yet or other_day or not his_own:
        return None
    step: Step = proposal.step if proposal.step in TRIED else "order"
    cue = said.cue("declines") or said.cue("negations") or ""
    return row(said, "customer", "decline", step, cue, proposal=proposal)


def to_one_option(
    refused: Commitment | None, said: Said, proposal: OpenProposal | None
) -> Commitment | None:
    """ "Do you want the extended warranty with that?" - "No, I don't need it": a no to what comes
    on top is none to the deal."""
    if refused is None or proposal is None or refused.step != "order":
        return refused
    just_before = proposal.is_just_before(said.sentence)
    asked = said.pack.texts(proposal.words)
    on_top = said.pack.find("commitments.add_ons", asked) is not None and not to_the_deal(said)
    of_a_part = on_top or _picks_out(said, asked)
    return replace(refused, step="other") if just_before and of_a_part else refused


def _picks_out(said: Said, asked: Sequence[str]) -> bool:
    """ "Do you want the door in grey?" - "No, not grey": one word of the question, and no more."""
    if said.in_his_own_name or said.has("it"):
        return False
    bare = said.pack.word_set("conversation.no") | said.pack.word_set("commitments.negations")
    light = said.pack.word_set("questions.stop_words")
    meant = [token for token in said.tokens if token not in bare and token not in light]
    return len(meant) == 1 and len(said.tokens) > 2 and meant[0] in asked


def _asks_plainly(proposal: OpenProposal, said: Said) -> bool:
    """Whether the seller has just asked for it, and what is no answer to how or when."""
    just_before = proposal.is_just_before(said.sentence)
    asked = said.pack.texts(proposal.words)
    own = proposal.by == "seller" and not proposal.leave
    return own and just_before and not has_question_word(asked, said.pack)


def gives_thanks_back(said: Said, before: Turn, proposal: OpenProposal | None) -> bool:
    """ "Thank you, Helen." - "No, thank you.": a courtesy, where ``before`` asks for nothing."""
    asked = proposal is not None and proposal.sentence.turn_id == before.id
    if asked or _COURTESY not in said.heard or len(said.tokens) > _THANKS:
        return False
    return _COURTESY in said.pack.lists_in(said.pack.texts(before.said))


def takes_promise_back(said: Said, agreed: Commitment) -> str | None:
    """What says, in a short sentence, that the customer won't take the step that was ``agreed``: "I
    won't pay it after all"."""
    named = step_of(said.tokens, said.pack)
    if named is None or named[0] != agreed.step or agreed.step not in _TAKEN_BACK:
        return None
    longer = len(said.tokens) > _LONGEST_DROP
    if not said.in_his_own_name or longer or said.condition is not None:
        return None
    if said.has("undecided", "reported", "not_before", "hypothetical"):
        return None
    drop = said.pack.find("commitments.drops", said.tokens)
    other_day = said.when is not None and said.when.date != agreed.when_date
    if drop is None or other_day:
        return None
    stalled = said.pack.find("commitments.stalls", said.tokens)  # "we'll see, I may not pay it"
    denied = stalled is None or (drop.first <= stalled.first and stalled.last <= drop.last)
    return drop.cue if denied else None


def _of_proposed(said: Said, proposal: OpenProposal) -> Commitment | None:
    """The no to what was proposed."""
    if proposal.step == "order" and _is_open_yet(said):
        return None
    if not proposal.closed and is_moment_alone(said.first_clause, said.pack):
        return None  # "what time?" - "Ten o'clock, then he's at his coffee and can't get away"
    option = None
    cue = _no(said)
    if cue is None:
        cue = option = said.cue("option_declines")
    # "That's fine, I'm in the office", and not "I'm away then, any day after that suits me".
    suits = said.has("fits") and not said.denies and not said.has("other_moments")
    if cue is None and proposal.step in JOINT and proposal.closed and not suits:
        # "Maybe, if I'm out your way" is away on no day, nor "yes, I'll be out of the car by then".
        away = said.condition is None and not said.begins_with_yes
        cue = said.cue("unavailable") if away else None
    if cue is None and (_says_no_to_order(said, proposal) or _begins_with_no(said, proposal)):
        cue = said.cue("negations")
    if cue is None and proposal.step in JOINT:
        off = said.tokens[0] if refuses_that_day(said, proposal) else None
        cue = off or said.cue("calls_off")
    if cue is None:
        return None
    step = _named_or(proposal.step, said)
    if option is not None and step == "order" and not _names_moment(proposal, said):
        step = "other"  # "are you in?" - "No, not Monday": to the day alone
    return row(said, "customer", "decline", step, cue, proposal=proposal)


def _chooses(proposal: OpenProposal, turn: Sequence[Sentence], pack: Pack) -> bool:
    """ "Would you buy it, or lease it?" - "Lease. I don't like the bank": who names one of the two
    has not said no; what he adds tells why not the other."""
    asked = pack.texts(proposal.words)
    if pack.word_set("questions.choice").isdisjoint(asked):
        return False
    chosen = set(Said.of(turn[0], pack, None).first_clause)
    nots = pack.word_set("commitments.negations") | pack.word_set("conversation.no")
    return bool(chosen) and chosen <= set(asked) and chosen.isdisjoint(nots)  # "rather not"


def _names_moment(proposal: OpenProposal, said: Said) -> bool:
    """ "Will you sign today, then?": where "not today" is a no to that."""
    asked, when = find_when(proposal.words, said.pack, said.today), said.when
    return asked is not None and (when is None or when.date == asked.date)


def _no(said: Said) -> str | None:
    """The cue of a no, unless its "not" is none: "he'll not want to miss it"."""
    found = said.pack.find("commitments.declines", said.tokens)
    if found is None:
        return None
    nots = said.pack.word_set("commitments.negations")
    meant = said.tokens[found.first : found.last + 1]
    return found.cue if said.denies or nots.isdisjoint(meant) else None


def _named_or(proposed: Step, said: Said) -> Step:
    """ "Shall I put ten o'clock in?" - "No, let's not do that trial": the step a no names."""
    named = step_of(said.tokens, said.pack)
    unclear = proposed == "other" or proposed in JOINT
    return named[0] if named is not None and unclear and named[0] in _CALLED_OFF else proposed


def _of_listener(said: Said) -> bool:
    """ "If you don't want them released": what "you" don't want is nobody's no."""
    match = said.pack.find("commitments.declines", said.tokens)
    you = said.pack.word_set("commitments.you")
    return match is not None and match.first > 0 and said.tokens[match.first - 1] in you


def _says_no_to_order(said: Said, proposal: OpenProposal) -> bool:
    """ "Will you join?" - "I've thought about it and I'm not joining." """
    plain = proposal.step == "order" and proposal.closed and said.in_his_own_name
    told = said.has("past")  # "I didn't say that"
    return plain and said.denies and said.when is None and not told


def _is_open_yet(said: Said) -> bool:
    """ "I'm still thinking about it, I don't want to rush", "I haven't asked my wife yet": a "not"
    that is no answer."""
    return said.has(*_OPEN_YET) or "silences.evasions" in said.heard


def _begins_with_no(said: Said, proposal: OpenProposal) -> bool:
    """ "Could your director join us?" - "No, I don't want him bothered." Not where another moment
    is offered, where it is a no only for now, and where "no" is a yes: "would you mind?"."""
    asked = proposal.is_just_before(said.sentence)
    if not asked or not proposal.closed or proposal.step == "other":
        return False
    if proposal.leave and (len(said.tokens) > _PLAIN_NO or proposal.step == "information"):
        return False  # "may I ask you something?" - "no, of course not, go on"
    if said.pack.word_set("conversation.no").isdisjoint(said.tokens[:1]) or not said.denies:
        return False
    if said.tokens[1:] and all(is_number(token, said.pack) for token in said.tokens[1:]):
        return False  # "Twenty? No, ten."
    bound = said.has("duty") and not said.has("refusals")  # "no, I have to ask my wife first"
    if bound or said.has(*_NOT_YET) or said.when is not None:
        return False
    named = step_of(said.tokens, said.pack)
    # "No, that's for head office"; but "no, I'm not signing anything".
    other = named is not None and named[0] not in (proposal.step, "order")
    minds = said.pack.find("commitments.minds", said.pack.texts(proposal.words)) is not None
    return not other and not minds
