"""Sentence by sentence: who says yes or no to a step, by the words and what was asked before.

This is what is said, each time it is said, as ``callprobe explain`` tells it. Commitments, of a
step that is firm enough to count, once, are read apart: ``analysis/measures/commitments.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import Question, Step
from analysis.language.pack import Pack
from analysis.language.promises import Doing, doing, names_amount, names_nothing
from analysis.measures.steps import step_of

Says = Literal["yes", "no"]

_TAKEN: frozenset[Step] = frozenset(("quote", "information", "internal", "other"))
"""Steps that bind nobody: to be sent something, to look into it, to talk it over."""

_LONGEST_SUM = 12
"""Words: a sum in a longer sentence is part of a story."""

_BARE_SUM = 4
"""Words: "maybe ten dollars?" offers, whatever its form."""

_ANAPHOR_WITHIN = 5
"""Words behind "I will" that may leave the step unnamed: "I will do that then"."""

_SEEN_TURNS = 2
"""The other side's last turns in which what it asks for is still on the table."""


@dataclass(frozen=True, slots=True)
class Act:
    """A sentence that says yes or no to a step, and the cue that told."""

    sentence_id: int
    says: Says
    step: Step
    cue: str


def acts(conversation: Conversation, questions: Sequence[Question], pack: Pack) -> tuple[Act, ...]:
    """Every sentence that binds its speaker to a step, or refuses one, in order."""
    reader = _Reader(conversation, questions, pack)
    found = (reader.read(sentence) for sentence in conversation.sentences)
    return tuple(act for act in found if act is not None)


@dataclass(frozen=True, slots=True)
class _Request:
    """A step asked of the other side. ``asked``: in a question, to be answered yes or no."""

    step: Step
    asked: bool


class _Reader:
    def __init__(
        self, conversation: Conversation, questions: Sequence[Question], pack: Pack
    ) -> None:
        self.conversation, self.pack = conversation, pack
        self.questions = {question.sentence_id for question in questions}
        self.requests: dict[int, _Request] = {}
        for turn in conversation.turns:
            request = self._request(turn)
            if request is not None:
                self.requests[turn.id] = request

    def read(self, sentence: Sentence) -> Act | None:
        words = sentence.said
        tokens = self.pack.texts(words)
        wanted = self._on_the_table(sentence)
        amount = names_amount(words, tokens, self.pack)
        if sentence.id in self.questions:
            return self._offer(sentence, tokens, wanted) if amount and wanted else None
        done = doing(tokens, self.pack)
        if done is None:
            return self._named(sentence, tokens, wanted) if amount and wanted else None
        return self._done(sentence, tokens, done, wanted, amount=amount)

    def _done(
        self,
        sentence: Sentence,
        tokens: Sequence[str],
        done: Doing,
        wanted: _Request | None,
        *,
        amount: bool,
    ) -> Act | None:
        says: Says = (
            "no" if done.kind in ("refusal", "no") or names_nothing(tokens, self.pack) else "yes"
        )
        commissive = done.kind in ("promise", "willing")
        if commissive and self.pack.find("commitments.idle_promises", done.rest) is not None:
            return None
        named = step_of(done.act if commissive else tokens, self.pack)
        step = named[0] if named is not None else None
        if step is not None and step not in _TAKEN and done.kind != "yes":
            return Act(sentence.id, says, step, done.cue)
        if commissive and amount:
            return Act(sentence.id, says, step or "pay", done.cue)
        if wanted is None or step in _TAKEN:
            return None
        unnamed = commissive and len(done.rest) <= _ANAPHOR_WITHIN
        if unnamed or done.kind == "refusal" or (wanted.asked and not commissive):
            return Act(sentence.id, says, wanted.step, done.cue)
        return None

    def _named(self, sentence: Sentence, tokens: Sequence[str], wanted: _Request) -> Act | None:
        """A sum or a number, where one was asked for: "ten dollars"."""
        if len(tokens) > _LONGEST_SUM or self.pack.find("commitments.past", tokens) is not None:
            return None
        says: Says = "no" if names_nothing(tokens, self.pack) else "yes"
        return Act(sentence.id, says, wanted.step, "a sum")

    def _offer(self, sentence: Sentence, tokens: Sequence[str], wanted: _Request) -> Act | None:
        """A question that offers: "would ten be okay?"."""
        offers = self.pack.find("commitments.offers", tokens)
        if offers is None and len(tokens) > _BARE_SUM:
            return None
        cue = "a sum" if offers is None else offers.cue
        return Act(sentence.id, "yes", wanted.step, cue)

    def _on_the_table(self, sentence: Sentence) -> _Request | None:
        """What the other side last asked for, if it did so in its last turns."""
        seen = 0
        for turn in reversed(self.conversation.turns[: sentence.turn_id]):
            if turn.side == sentence.side:
                continue
            if turn.id in self.requests:
                request = self.requests[turn.id]
                return request if seen == 0 else replace(request, asked=False)
            seen += 1
            if seen == _SEEN_TURNS:
                break
        return None

    def _request(self, turn: Turn) -> _Request | None:
        """The last step that ``turn`` asks of the other side."""
        for sentence in reversed(turn.sentences):
            tokens = self.pack.texts(sentence.said)
            if self.pack.find("commitments.requests", tokens) is None:
                continue
            named = step_of(tokens, self.pack)
            if named is not None and named[0] not in _TAKEN:
                return _Request(named[0], asked=sentence.id in self.questions)
            if self.pack.find("commitments.joining", tokens) is not None:
                return _Request("other", asked=sentence.id in self.questions)
        return None
