"""Who speaks after a question of the seller's, and when.

The question ends where the sound that carries it ends; somebody speaks from the first word on that
is no hesitation. The answer may begin before the question has ended: the customer was eager.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.conversation import Conversation, Sentence, Side
from analysis.findings import Question
from analysis.language.pack import Pack
from analysis.measures.eager import said_into
from analysis.measures.in_earnest import Speech, Spoken
from analysis.measures.listening import only_listens
from analysis.measures.question_ends import question_end
from analysis.settings import SilenceSettings

_EARLIER = 2
"""So many sentences before the question another may have begun that goes on past its end."""


@dataclass(frozen=True, slots=True)
class After:
    """What each side says next in earnest after a question that ends at second ``end``; None where
    it says nothing more. ``third`` is a voice that is neither the seller's nor the customer's."""

    end: float
    seller: Speech | None
    customer: Speech | None
    third: Speech | None

    @property
    def broken_at(self) -> float | None:
        """The second at which the seller or the customer speaks."""
        return _earliest(self.seller, self.customer)

    @property
    def first_at(self) -> float | None:
        """The second at which anybody speaks."""
        return _earliest(self.seller, self.customer, self.third)

    @property
    def customer_first(self) -> bool:
        """Whether the customer speaks before the seller, or with him."""
        return self.customer is not None and self.customer.start == self.broken_at

    @property
    def third_first(self) -> bool:
        """Whether a third voice speaks before the seller."""
        return self.third is not None and starts(self.seller) != _earliest(self.third, self.seller)

    def held_from(self, at: float) -> After:
        """The same where somebody is on hold from second ``at`` on, before either side spoke: who
        is on hold can't answer, and a third voice counts only before that."""
        third_at = starts(self.third)
        early = third_at is not None and third_at < at
        return After(self.end, None, None, self.third if early else None)


def said_after(
    question: Question,
    spoken: Spoken,
    conversation: Conversation,
    pack: Pack,
    settings: SilenceSettings,
    goes_on_within_s: float,
) -> After:
    """Who speaks after ``question``. A listener's sound answers nothing, unless its speaker says
    more within ``goes_on_within_s``."""
    asked = conversation.sentences[question.sentence_id]
    end, last = question_end(
        asked, conversation.sentences, pack, settings.run_on_below_s, settings.ending_words
    )
    eager_from = max(asked.start, end - settings.eager_s)

    def listens(said: Sentence) -> bool:
        return only_listens(said, question, conversation, pack, goes_on_within_s)

    def other(side: Side) -> Speech | None:
        return spoken.next_of(side, asked.id - _EARLIER, eager_from, end, listens)

    seller = spoken.next_of("seller", last + 1, end, end)
    after = After(end, seller, other("customer"), other("other"))
    if after.customer_first:
        return after
    into = said_into(asked, eager_from, end, conversation, pack, listens)
    eager = None if into is None else spoken.every[into.id]
    return after if starts(eager) is None else replace(after, customer=eager)


def starts(speech: Speech | None) -> float | None:
    """The second at which ``speech`` begins in earnest; None where there is none."""
    return None if speech is None else speech.start


def _earliest(*speeches: Speech | None) -> float | None:
    return min((at for at in map(starts, speeches) if at is not None), default=None)
