"""A call's words as lines to read: one speaker each, a sentence long, no longer than a subtitle."""

from __future__ import annotations

from analysis.heard import Word
from analysis.interludes import labelled
from analysis.language.pack import LANGUAGES, Pack, load_pack
from analysis.language.sentence_end import ends_sentence
from analysis.record import Record
from analysis.utterances import Utterance

LONGEST_LETTERS = 84
"""Two lines of 42 letters: what subtitles hold (BBC Subtitle Guidelines)."""

PAUSE_S = 0.7
"""Who is silent for so long (seconds) goes on in a new line."""


def lines_of(record: Record) -> list[Utterance]:
    """All lines in order of their start. Speakers are sides (seller, customer, other) where
    those are known, else the engines' labels; a recorded voice is ``announcement``."""
    language, roles = record.heard.language, record.conversation.roles
    pack = load_pack(language) if language in LANGUAGES else None
    heard = labelled(record.heard, record.conversation.interludes)
    named = roles.side_of if roles.known else {}
    lines: list[Utterance] = []
    for speaker in heard.speakers:
        words = [word for word in heard.words if word.speaker == speaker]
        lines += [Utterance(named.get(speaker, speaker), tuple(part)) for part in _cut(words, pack)]
    return sorted(lines, key=lambda line: (line.start, line.end))


def _cut(words: list[Word], pack: Pack | None) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in words:
        if parts and _goes_on(parts[-1], word, pack):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _goes_on(part: list[Word], word: Word, pack: Pack | None) -> bool:
    letters = sum(len(one.text) + 1 for one in part) + len(word.text)
    return (
        not ends_sentence(part[-1].text, pack)
        and word.start - part[-1].end < PAUSE_S
        and letters <= LONGEST_LETTERS
    )
