"""Where a sentence starts in earnest: hesitation fills a silence, it does not end one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from analysis.conversation import Conversation, Sentence, Side
from analysis.language.pack import Pack
from analysis.language.spoken import hesitates

CLOSE_S = 0.1
"""The edges of speech are right to within this: what less decided may be otherwise."""


class Speech(NamedTuple):
    """A sentence's sound: where it starts in earnest, after any hesitation before it.

    ``hesitation`` holds the sounds before (or all there is); ``start`` is None for a sentence that
    is nothing but hesitation.
    """

    sentence: Sentence
    start: float | None
    hesitation: tuple[str, ...]


class Spoken:
    """The sentences of a call as sound: ``every`` one, by its id, and the customer's ``hesitant``
    ones."""

    def __init__(self, conversation: Conversation, pack: Pack) -> None:
        self.every = [_speech(sentence, pack) for sentence in conversation.sentences]
        self.hesitant = [s for s in self.every if s.hesitation and s.sentence.side == "customer"]
        self._of: dict[Side, list[Speech]] = {"seller": [], "customer": [], "other": []}
        for speech in self.every:
            if speech.start is not None:
                self._of[speech.sentence.side].append(speech)

    def next_of(
        self,
        side: Side,
        from_id: int,
        from_s: float,
        end: float,
        listens: Callable[[Sentence], bool] = lambda _: False,
    ) -> Speech | None:
        """The first sentence of ``side`` in earnest, from the sentence ``from_id`` on, that begins
        from second ``from_s`` on, goes on past the ``end`` of the question (seconds), and is more
        than what a listener says (``listens``)."""
        first = bisect_left(self._of[side], from_id, key=lambda speech: speech.sentence.id)
        for speech in islice(self._of[side], first, None):
            goes_on = round(speech.sentence.end - end, 3) > -CLOSE_S
            begins = speech.start is not None and round(speech.start - from_s, 3) >= 0
            if begins and goes_on and not listens(speech.sentence):
                return speech
        return None


def _speech(sentence: Sentence, pack: Pack) -> Speech:
    before: list[str] = []
    for index, word in enumerate(sentence.words):
        if hesitates(word.text, pack):
            before.append(word.text)
            continue
        return Speech(sentence, sentence.start if index == 0 else word.start, tuple(before))
    return Speech(sentence, None, tuple(before))
