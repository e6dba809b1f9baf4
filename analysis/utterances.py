"""What one voice says, cut after sentence marks and at pauses, before anybody knows who sells."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.heard import Heard, Word
from analysis.language.sentence_end import ends_sentence

_PAUSE_S = 0.7


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words of one speaker on end: a sentence, or what stands between two pauses; seconds.

    ``words`` is never empty.
    """

    speaker: str
    words: tuple[Word, ...]

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return max(word.end for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)


def utterances(heard: Heard, speaker: str) -> tuple[Utterance, ...]:
    """What ``speaker`` (a label of the engines) says, in order of its start."""
    cut: list[list[Word]] = []
    fresh = True
    for word in heard.words:
        if word.speaker != speaker:
            continue
        if fresh or round(word.start - cut[-1][-1].end, 3) > _PAUSE_S:
            cut.append([])
        cut[-1].append(word)
        fresh = ends_sentence(word.text)
    return tuple(Utterance(speaker, tuple(words)) for words in cut)
