"""Who speaks after a question of the seller's, and when.

The question ends where the sound that carries it ends; somebody speaks from the first word on that
is no hesitation. The answer may begin before the question has ended: the customer was eager.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
    it says nothing more. ``third`` is a voice that is neither the seller's nor the customer's.
    ``broken_at`` is the second at which the seller or the customer speaks, ``first_at`` that at
    which anybody does."""

    end: float
    seller: Speech | None
    customer: Speech | None
    third: Speech | None
    broken_at: float | None = field(init=False)
    first_at: float | None = field(init=False)

    def __post_init__(self) -> None:
        broken_at = _earlier(starts(self.seller), starts(self.customer))
        object.__setattr__(self, "broken_at", broken_at)
        object.__setattr__(self, "first_at", _earlier(broken_at, starts(self.third)))

    @property
    def customer_first(self) -> bool:
        """Whether the customer speaks before the seller, or with him."""
        return self.customer is not None and self.customer.start == self.broken_at

    @property
    def third_first(self) -> bool:
        """Whether a third voice speaks before the seller."""
        seller_at = starts(self.seller)
        return seller_at != _earlier(starts(self.third), seller_at)

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


def _earlier(one: float | None, other: float | None) -> float | None:
    return one if other is None or (one is not None and one <= other) else other
