"""What was heard in one recording, before anybody knows who sells.

Speakers still carry the engines' labels: ``left`` and ``right`` for a two-channel recording,
``SPEAKER_00`` and so on for a diarized one. This is everything that costs engine time; the rest
of callprobe can be computed again from it without touching the sound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from analysis.spans import Span

Layout = Literal["stereo", "mono"]


class Word(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One recognized word. ``start`` and ``end`` in seconds; ``probability`` 0-1.

    An hour has eight thousand of them: they are read from a record's rows, and written as such,
    without a detour.
    """

    speaker: str
    text: str
    start: float
    end: float
    probability: float


class SpeechSegment(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """``[start, end)`` seconds in which one speaker makes speech sound (voice activity)."""

    speaker: str
    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class DroppedText:
    """Text the recognizer gave and callprobe did not believe, with the reason."""

    text: str
    start: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the recording that makes measures untrustworthy.

    ``code`` is stable and machine-readable: ``words_untrusted``, ``one_speaker``,
    ``same_audio_on_both_channels``, ``silent_channel``, ``bleed``, ``channel_offset``,
    ``channels_swapped``, ``seller_not_heard_there``, ``no_speech``, ``unknown_language``,
    ``mixed_languages``, ``word_times``, ``told_times``, ``missing_sound``, ``other_tracks``.
    ``detail`` is one sentence with the figure that led to it, for whoever looks after the program.
    ``says`` names the sentence of the language packs that says the same to who reads about the call
    (``doubt_words_unsure``), with ``figures`` filled in; empty where no measure rests on it, and in
    records of earlier versions.
    """

    code: str
    detail: str
    says: str = ""
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """The enrolled voice that a speaker sounds most like, and how much (cosine, -1 to 1)."""

    speaker: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Engines:
    """What made the transcript: stored with every number (reproducibility)."""

    transcriber: str
    transcriber_hash: str
    diarizer: str | None
    diarizer_hash: str | None
    activity: str
    demo: bool
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording as heard.

    ``segments`` are sorted by start, gaps under 0.20 s inside one speaker are closed; ``words``
    are sorted by start and lie inside their speaker's segments as far as that could be had.
    ``language`` is an ISO 639-1 code or None, ``language_confidence`` 0-1. ``moved`` are the starts
    of the words that the recognizer had laid outside the speech that was found (seconds): what
    rests on when they were said is uncertain. ``lost`` are the stretches whose sound is missing
    from the file (doubt ``missing_sound``): nobody knows what was said there. Records of earlier
    versions have none.
    """

    duration: float
    layout: Layout
    language: str | None
    language_confidence: float
    speakers: tuple[str, ...]
    segments: tuple[SpeechSegment, ...]
    words: tuple[Word, ...]
    dropped: tuple[DroppedText, ...]
    doubts: tuple[Doubt, ...]
    engines: Engines
    known: tuple[KnownVoice, ...] = ()
    moved: tuple[float, ...] = ()
    lost: tuple[Span, ...] = ()
