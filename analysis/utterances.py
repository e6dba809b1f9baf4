"""What one voice says, cut after sentence marks and at pauses, before anybody knows who sells."""

from __future__ import annotations

from analysis.heard import Heard, Word
from analysis.language.pack import Pack
from analysis.language.sentence_end import ends_sentence


class Utterance:
    """Words of one speaker on end: a sentence, or what stands between two pauses; seconds.

    ``words`` is never empty. What is asked of it again and again is put together once.
    """

    __slots__ = ("end", "speaker", "start", "texts", "words")

    def __init__(self, speaker: str, words: tuple[Word, ...]) -> None:
        self.speaker, self.words = speaker, words
        self.texts = tuple([word.text for word in words])
        self.start, self.end = words[0].start, max([word.end for word in words])

    @property
    def text(self) -> str:
        """Its words, as they were written down."""
        return " ".join(self.texts)


def utterances(heard: Heard, speaker: str, pack: Pack, pause_s: float) -> tuple[Utterance, ...]:
    """What ``speaker`` (a label of the engines) says, in order of its start; a pause longer than
    ``pause_s`` (seconds) cuts it."""
    cut: list[list[Word]] = []
    fresh, until = True, 0.0
    for word in heard.words:
        if word.speaker != speaker:
            continue
        pause = word.start - until
        if fresh or (pause > pause_s / 2 and round(pause, 3) > pause_s):  # few are rounded
            said: list[Word] = []
            cut.append(said)
        said.append(word)
        fresh, until = ends_sentence(word.text, pack), word.end
    return tuple([Utterance(speaker, tuple(words)) for words in cut])
