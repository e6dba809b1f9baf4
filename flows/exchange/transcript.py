"""A transcript from elsewhere, and what callprobe would have heard had it listened itself.

There is no sound to measure, so every time rests on somebody else's words: silences are marked as
uncertain, and the record says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from analysis.heard import Doubt, Engines, Heard, SpeechSegment, Word

IMPORTED = "imported: "
"""Stands before the format's name in place of the engine that heard the words."""


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

UNKNOWN = "UNKNOWN"
"""Whoever speaks where another program says that somebody does, and not who: none of those it
names."""

_LABEL = re.compile(
    r"(?:speaker|spk|spreker|channel|seller|customer|left|right|unknown)?[\s_-]*(?:\d+|[a-z])?",
    re.IGNORECASE,
)


class TranscriptError(ValueError):
    """A file that is no transcript callprobe can read: one sentence with the file's name."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Words in order of their start (seconds), with the speakers as the file names them.

    ``format`` names the program it comes from; ``seller`` is the speaker it calls the seller's
    side, None where it does not say; ``language`` is an ISO 639-1 code or None. ``timed`` tells
    whether each word has a time of its own, or only the line it stands in.
    """

    format: str
    words: tuple[Word, ...]
    language: str | None
    seller: str | None
    timed: bool

    @property
    def speakers(self) -> tuple[str, ...]:
        """In order of their first word."""
        return tuple(dict.fromkeys(word.speaker for word in self.words))


def nameless(speaker: str) -> bool:
    """Whether that is what programs call a speaker whose name they do not know."""
    return _LABEL.fullmatch(speaker) is not None


def renamed(transcript: Transcript, names: dict[str, str]) -> Transcript:
    """With speakers called by other names."""
    words = tuple(
        structs.replace(w, speaker=names.get(w.speaker, w.speaker)) for w in transcript.words
    )
    seller = names.get(transcript.seller, transcript.seller) if transcript.seller else None
    return replace(transcript, words=words, seller=seller)


def as_heard(transcript: Transcript, digest: str, close_gaps_s: float) -> Heard:
    """What was heard, according to ``transcript``; ``digest`` names the file's content. Words of
    one speaker less than ``close_gaps_s`` apart (seconds) are one stretch of speech, as in a
    recording."""
    words = transcript.words
    timed = "every word" if transcript.timed else "every line, not every word"
    detail = f"there is no sound: times are another program's, for {timed}"
    doubts = [Doubt("told_times", detail, "doubt_times_told")]
    if len(transcript.speakers) < 2:
        doubts.append(Doubt("one_speaker", "only one speaker is named"))
    if transcript.language is None:
        doubts.append(Doubt("unknown_language", "the transcript does not say its language"))
    return Heard(
        duration=max((word.end for word in words), default=0.0),
        layout="mono",
        language=transcript.language,
        language_confidence=1.0 if transcript.language else 0.0,
        speakers=transcript.speakers,
        segments=tuple(_speech(words, close_gaps_s)),
        words=words,
        dropped=(),
        doubts=tuple(doubts),
        engines=Engines(
            transcriber=f"{IMPORTED}{transcript.format}",
            transcriber_hash=digest,
            diarizer=None,
            diarizer_hash=None,
            activity="words",
            demo=False,
        ),
    )


def spread(said: Iterable[tuple[str, str]], start: float, end: float) -> list[Word]:
    """The words of a line that has one time for all: each gets its share by its letters. What is
    ``said`` is a text of each speaker, one after the other."""
    spoken = [(speaker, word) for speaker, text in said for word in text.split()]
    letters = sum(len(word) for _, word in spoken)
    words: list[Word] = []
    at = start
    for speaker, word in spoken:
        after = at + (end - start) * len(word) / letters
        words.append(Word(speaker, word, at, after, 1.0))
        at = after
    return words


def one_line(text: str) -> str:
    """A text on one line: what is no letter but a command to a terminal (NUL, BEL) parts words as a
    blank does."""
    return " ".join(_CONTROL.sub(" ", text).split())


def in_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """By start."""
    return tuple(sorted(words, key=lambda word: (word.start, word.end)))


def _speech(words: Sequence[Word], close_gaps_s: float) -> list[SpeechSegment]:
    segments: dict[str, list[SpeechSegment]] = {}
    for word in words:
        mine = segments.setdefault(word.speaker, [])
        if mine and word.start - mine[-1].end < close_gaps_s:
            mine[-1] = structs.replace(mine[-1], end=max(mine[-1].end, word.end))
        else:
            mine.append(SpeechSegment(word.speaker, word.start, word.end))
    return sorted(
        (segment for mine in segments.values() for segment in mine),
        key=lambda segment: (segment.start, segment.end, segment.speaker),
    )
