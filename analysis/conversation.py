"""The shapes every measure works on: sides, turns, backchannels, sentences, gaps.

Terms as in conversation analysis (Sacks, Schegloff & Jefferson 1974; Heldner & Edlund 2010).
All times are seconds from the start of the recording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from analysis.heard import Doubt, Layout, SpeechSegment, Word
from analysis.spans import Span

Side = Literal["seller", "customer", "other"]
InterludeKind = Literal["announcement", "hold"]
RoleSource = Literal["channel", "sidecar", "voice", "talk", "none"]


@dataclass(frozen=True, slots=True)
class Roles:
    """Which speaker label is on which side, and how sure that is (0-1).

    ``known`` is False where the confidence is below the setting: then nothing directional
    (who asked, who owes) may be claimed. ``doubts`` are what speaks against it.
    """

    side_of: dict[str, Side]
    source: RoleSource
    confidence: float
    known: bool
    why: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or clause-complex inside a turn. ``words`` are consecutive words of it, and
    ``said`` their texts: every measure reads them, so they are put together once."""

    id: int
    turn_id: int
    side: Side
    start: float
    end: float
    words: tuple[Word, ...]
    said: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", tuple([word.text for word in self.words]))

    @property
    def text(self) -> str:
        """Its words, as they were written down."""
        return " ".join(self.said)


@dataclass(frozen=True, slots=True)
class Turn:
    """Consecutive speech of one side, not interrupted by a floor-taking segment of another, nor by
    a wait or a recorded announcement.

    ``segments`` hold the speech inside it; the pauses are what lies between them. ``said`` are the
    texts of ``words``.
    """

    id: int
    side: Side
    start: float
    end: float
    segments: tuple[SpeechSegment, ...]
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    said: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", tuple([word.text for word in self.words]))

    @property
    def text(self) -> str:
        """Its words, as they were written down."""
        return " ".join(self.said)


@dataclass(frozen=True, slots=True)
class Backchannel:
    """A short listener signal ("ja", "hm") that does not take the floor."""

    side: Side
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Seconds that count from the end of turn ``earlier`` to the start of ``later``; negative =
    overlap."""

    earlier: int
    later: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Interlude:
    """A stretch of a recording that is no part of the talk: a recorded announcement, or time on
    hold. Interludes of one speaker do not overlap.

    ``speaker`` is the engines' label on which an announcement sounds, or of whoever put the other
    on hold (None where nobody said so). ``cue`` is the phrase of the language pack that told, or
    ``music``; ``text`` what an announcement says.
    """

    kind: InterludeKind
    speaker: str | None
    start: float
    end: float
    cue: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One call, seller and customer known or not, ready to be measured.

    ``turns[i].id == i``; ``sentences[i].id == i`` over all turns in order of start.
    ``segments`` carry the side as their ``speaker``. ``left_out`` are the seconds that do not
    count, in order and apart from each other: nobody's speech is in them.
    """

    duration: float
    layout: Layout
    language: str | None
    started_at: datetime | None
    roles: Roles
    turns: tuple[Turn, ...]
    backchannels: tuple[Backchannel, ...]
    gaps: tuple[Gap, ...]
    sentences: tuple[Sentence, ...]
    segments: tuple[SpeechSegment, ...]
    doubts: tuple[Doubt, ...]
    interludes: tuple[Interlude, ...] = ()
    left_out: tuple[Span, ...] = ()
    moved: frozenset[float] = frozenset()
    """Starts of the words whose times are uncertain: they lay outside the speech."""
    lost: tuple[Span, ...] = ()
    """Stretches (seconds) whose sound is missing: what looks like silence may have been speech."""

    @property
    def call_s(self) -> float:
        """Seconds of the recording that count."""
        return self.counted(0.0, self.duration)

    @property
    def talk_s(self) -> float:
        """Seconds from the first turn to the end of the last: ringing is no talk."""
        if not self.turns:
            return 0.0
        return round(self.counted(self.turns[0].start, max(turn.end for turn in self.turns)), 3)

    def counted(self, start: float, end: float) -> float:
        """Seconds from ``start`` to ``end`` that count; negative where ``end`` comes first."""
        out = [min(end, b) - max(start, a) for a, b in self.left_out if a < end and b > start]
        return end - start - sum(out) if out else end - start

    def held_at(self, start: float, end: float) -> float | None:
        """The first second from ``start`` to ``end`` that does not count; None: all of them do."""
        spans = (max(start, a) for a, b in self.left_out if min(end, b) > max(start, a))
        return next(spans, None)

    def doubted(self, code: str) -> Doubt | None:
        """The doubt with this code, if the recording has it."""
        return next((doubt for doubt in self.doubts if doubt.code == code), None)
