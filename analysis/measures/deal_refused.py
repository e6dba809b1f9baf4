"""A no to the deal in so many words: whose it is, and what the "that" in it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.findings import Step
from analysis.language.cues import Match
from analysis.language.question_form import without_leading
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

TRIED: frozenset[Step] = frozenset(("trial", "meeting", "decision_maker", "deliver", "call_back"))
"""Steps that can be refused alone, with the deal still open."""

_REFUSED_BY_NAME: frozenset[Step] = frozenset(("trial", "meeting", "decision_maker"))
"""Steps that a no to the deal's words means, where it names one: "let's leave that visit"."""

_LONGEST_BARE_NO = 9
"""Tokens of a no to the deal in which nobody is named: "the answer is still no"."""

_TOPIC = 3
"""Tokens of what is spoken of: "tied in for three years", and not "you know what, Kayla"."""

BARE_NO = 4
"""Tokens of a no that names nothing: "no, never mind"."""


def stands_for_something_else(said: Said, refused: Match, turn: Sequence[Sentence]) -> bool:
    """Whether the "that" in the ``refused`` words of ``said`` stands for no deal; ``turn`` is all
    that the customer says."""
    return _is_of_tale(said, turn) or _is_of_topic(said, refused)


def to_the_deal(said: Said) -> bool:
    """Whether it turns down the deal in so many words; "I don't need that" may mean anything."""
    deal = said.pack.find("commitments.deal_declines", said.tokens)
    return deal is not None and not may_mean_anything(said, deal)


def may_mean_anything(said: Said, refused: Match) -> bool:
    """A few words, or an "it" for what is turned down."""
    meant = said.tokens[max(0, refused.first - 1) : refused.last + 1]  # "that I won't do"
    points = not said.pack.word_set("commitments.it").isdisjoint(meant)
    return points or len(said.tokens) <= BARE_NO


def is_his_own(said: Said, refused: Match) -> bool:
    """Whether it is the speaker's no. Not "we've decided to stay with you", which would be one with
    anybody else; nor, in a long sentence that never says "I" or "we", what others do: "for people
    who aren't interested in the acoustic part"."""
    listener = said.pack.word_set("commitments.you")
    with_whom = said.tokens[refused.first : refused.last + 2]
    if not said.denies and not listener.isdisjoint(with_whom):
        return False
    return said.in_his_own_name or len(said.tokens) <= _LONGEST_BARE_NO


def hangs_on_others(said: Said) -> bool:
    """ "If Marek says no, then it's a no" is none yet; "if I'm honest, we're not interested" is."""
    condition = said.condition
    if condition is None:
        return False
    words = set(said.pack.texts(condition.split()))
    sides = (said.pack.word_set(f"commitments.{name}") for name in ("i", "we", "you"))
    return all(words.isdisjoint(side) for side in sides)


def _is_of_tale(said: Said, turn: Sequence[Sentence]) -> bool:
    """ "We had a demo last fall. It needed a server, and I'm not doing that": whether the sentence
    before tells of what was once, which "that" stands for."""
    before = next((one for one in turn if one.id == said.sentence.id - 1), None)
    if before is None:
        return False
    return "commitments.long_past" in said.pack.lists_in(said.pack.texts(before.said))


def _is_of_topic(said: Said, refused: Match) -> bool:
    """ "Tied in for three years, I'm not doing that": whether what "that" stands for is named
    before a comma, and no sentence of his own."""
    at = said.pack.tokenize(said.words)[refused.first].word
    before = said.words[:at]
    that = said.pack.word_set("commitments.it") & said.pack.word_set("questions.anaphors")
    points = not that.isdisjoint(said.tokens[refused.first : refused.last + 1])
    if not points or not before or not before[-1].endswith(","):
        return False
    topic = without_leading(said.tokens[: refused.first], said.pack)
    clause = (*(f"commitments.{one}" for one in "i we you negations".split()), "questions.verbs")
    told = any(not said.pack.word_set(name).isdisjoint(topic) for name in clause)
    return len(topic) >= _TOPIC and not told


def refused_step(said: Said, refused: Match, proposal: OpenProposal | None) -> Step:
    """ "Would you take one on trial?" - "No, I'm not starting on that": the step that the no itself
    names, or that was just proposed; else the deal."""
    meant = said.tokens[refused.first : refused.last + 1]
    named = step_of(meant, said.pack)
    if named is not None and named[0] in _REFUSED_BY_NAME:
        return named[0]
    if proposal is None or not proposal.is_just_before(said.sentence):
        return "order"
    if proposal.step in JOINT and said.has("unavailable"):
        return proposal.step  # "no, I'm not in": not there at that hour
    bare = may_mean_anything(said, refused)
    return proposal.step if bare and proposal.closed and proposal.step in TRIED else "order"
