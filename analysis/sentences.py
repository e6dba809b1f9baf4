"""Where the sentences of a turn begin and end: at marks, and at pauses.

A recognizer that writes no punctuation leaves the pauses, which are longer between sentences than
inside them, and the words: after any pause, words that ask begin a sentence of their own
(Shriberg, Stolcke, Hakkani-Tur & Tur 2000 combine the same two).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.conversation import Sentence, Side
from analysis.heard import SpeechSegment, Word
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.language.sentence_end import ends_sentence, is_abbreviation
from analysis.settings import ConversationSettings

Piece = tuple[SpeechSegment, tuple[Word, ...]]
"""A speech segment with the words in it."""

_LONGEST_QUESTION = 200
"""Words that are looked through for the end of a question: none is longer, and captions of an hour
may hold no mark at all."""

_SURE = 0.7
"""How sure it must be that words ask, for a pause or a capital to begin a sentence."""


@dataclass(frozen=True, slots=True)
class SentenceCutter:
    """Cuts at pauses from ``pause_s`` (seconds); ``bare`` where nothing is punctuated, ``capitals``
    where a capital tells anything: captions may hold nothing else."""

    pause_s: float
    bare: bool
    capitals: bool
    pack: Pack | None

    @classmethod
    def of(
        cls, words: Iterable[Word], pack: Pack | None, settings: ConversationSettings
    ) -> SentenceCutter:
        """For a call of these ``words``."""
        words = tuple(words)
        bare = not any(ends_sentence(word.text, pack) for word in words)
        pause_s = settings.bare_sentence_pause_s if bare else settings.sentence_pause_s
        capitals = sum(word.text.isupper() for word in words) < len(words) / 2
        return cls(pause_s, bare, capitals, pack)

    def sentences(
        self, pieces: Sequence[Piece], side: Side, turn_id: int, first_id: int
    ) -> tuple[Sentence, ...]:
        """The sentences of a turn made of ``pieces``, numbered from ``first_id``.

        A sentence that starts (ends) a speech segment starts (ends) with the sound, not with the
        recognizer's word.
        """
        made: list[Sentence] = []
        for words, (heard_in, first_of), (until, last_of) in self._cut(pieces):
            first, last, start, end = words[0], words[-1], heard_in.start, until.end
            if first_of[0] is not first:
                start = max(first.start, start)
            if last_of[-1] is not last:
                end = min(last.end, end)
            number = first_id + len(made)
            made.append(Sentence(number, turn_id, side, start, max(start, end), tuple(words)))
        return tuple(made)

    def _cut(self, pieces: Sequence[Piece]) -> list[tuple[list[Word], Piece, Piece]]:
        """The words of each sentence, with the pieces that its first and its last are in."""
        cut: list[tuple[list[Word], Piece, Piece]] = []
        said: list[Word] = []
        first = last = pieces[0]
        for piece in pieces:
            segment, words = piece
            if said and self._starts(segment.start - last[0].end, words):
                cut.append((said, first, last))
                said = []
            for place, word in enumerate(words):
                if said and self._starts_over(said[-1], words, place):
                    cut.append((said, first, last))
                    said = []
                if not said:
                    first = piece
                said.append(word)
                last = piece
                if ends_sentence(word.text, self.pack):
                    cut.append((said, first, last))
                    said = []
        return [*cut, (said, first, last)] if said else cut

    def _starts(self, pause_s: float, words: Sequence[Word]) -> bool:
        """Whether ``words`` after a pause begin a sentence."""
        return round(pause_s, 3) >= self.pause_s or (self.bare and self._ask(words))

    def _starts_over(self, before: Word, words: Sequence[Word], place: int) -> bool:
        """Whether the capital of the word at ``place`` begins a question of its own, where a mark
        was lost before it: "That is clear May I ask why?". "In May I" is a month. Behind an
        abbreviation it begins any sentence: "we open at 8 a.m. We start at nine"."""
        pack, written = self.pack, words[place].text
        if pack is None or not self.capitals or not written[:1].isupper():
            return False
        first, joins = pack.texts((written,))[:1], pack.texts((before.text,))
        if is_abbreviation(before.text, pack) and self._opens(written, first[0]):
            return True
        asks = pack.word_set("questions.question_words") | pack.word_set("questions.verbs")
        if asks.isdisjoint(first) or not pack.word_set("questions.prepositions").isdisjoint(joins):
            return False
        until = min(len(words), place + _LONGEST_QUESTION)
        ends = (at for at in range(place, until) if ends_sentence(words[at].text, pack))
        return self._ask(words[place : next(ends, until) + 1])

    def _opens(self, written: str, token: str) -> bool:
        """Whether a word with a capital stands for who does something, or ties sentences: no name
        does. The English "I" has its capital anywhere."""
        names = ("clause_subjects", "askers", "connecting")
        told = self.pack is not None and any(
            token in self.pack.word_set(f"questions.{name}") for name in names
        )
        return told and len(written) > 1

    def _ask(self, words: Sequence[Word]) -> bool:
        """Whether these words surely ask."""
        if self.pack is None:
            return False
        reading = read_question([word.text for word in words], self.pack)
        return reading is not None and reading.confidence >= _SURE
