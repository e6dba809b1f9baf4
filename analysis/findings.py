"""The rows a call is turned into: every one with its evidence, its cue and its confidence.

A number that the data do not carry is None, and ``Measures.not_measurable`` says which and why.
All times are seconds from the start of the recording; shares are ratios 0-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.conversation import Side

Form = Literal["open", "closed", "choice", "check", "declarative"]
Purpose = Literal[
    "situation",
    "problem",
    "implication",
    "need-payoff",
    "decision",
    "commitment",
    "confrontation",
    "other",
]
NotCounted = Literal[
    "courtesy", "procedural", "backchannel", "rhetorical", "quoted", "echo", "request", "menu"
]
SilenceResult = Literal["kept", "rescued", "run-on", "unanswered"]
Answer = Literal["answered", "evaded", "none"]
RescueKind = Literal["rephrased", "answered", "options", "stacked", "softened", "topic"]
BrokenBy = Literal["customer", "seller", "end"]
By = Literal["customer", "seller", "joint"]
CommitmentKind = Literal["commit", "accept", "decline", "stall"]
BINDING: frozenset[CommitmentKind] = frozenset(("commit", "accept"))
"""Kinds that bind: something was promised, or agreed to."""
Step = Literal[
    "order",
    "pay",
    "meeting",
    "decision_maker",
    "trial",
    "deliver",
    "internal",
    "quote",
    "information",
    "call_back",
    "other",
]
Grade = Literal["A", "B", "C"]
MapKind = Literal["need", "enthusiasm", "aversion"]
TensionEnd = Literal["held-solved", "held", "abandoned"]
Outcome = Literal["order", "advance", "no", "continuation", "none"]
FlagName = Literal[
    "good_conversation",
    "quote_without_commitment",
    "lingering_maybe",
    "rescued_customer",
    "no_probing",
    "seller_dominates",
    "problem_dropped",
    "tension_abandoned",
    "claim_not_found",
    "check_by_hand",
    "exemplary",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the recording a claim rests: turns, seconds, and the words said."""

    turn_ids: tuple[int, ...]
    start: float
    end: float
    quote: str

    @property
    def turn_id(self) -> int:
        """The turn that is quoted: those before it hold what it answers."""
        return self.turn_ids[-1]


@dataclass(frozen=True, slots=True)
class NotMeasurable:
    """A measure that could not be made, and why (``reason`` is one plain sentence)."""

    measure: str
    reason: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Section "talk" of a call. Seconds, ratios 0-1, counts; None = not measurable."""

    call_s: float
    seller_speech_s: float | None
    customer_speech_s: float | None
    seller_talk_share_of_speech: float | None
    seller_talk_share_of_call: float | None
    customer_talk_share_of_call: float | None
    silence_share: float | None
    overlap_share: float | None
    longest_seller_monologue_s: float | None
    longest_seller_monologue: Evidence | None
    longest_customer_story_s: float | None
    longest_customer_story: Evidence | None
    turn_switches_per_min: float | None
    seller_words_per_min: float | None
    customer_words_per_min: float | None
    patience_s: float | None
    seller_interruptions: int | None
    interruptions: tuple[Evidence, ...]
    customer_share_by_third: tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``counted`` is False for what only looks like one (``not_counted`` says why).

    ``purpose`` is None for a customer's question. ``chain`` is the depth of the chain of
    follow-ups this question stands in (1 = no follow-up).
    """

    id: int
    side: Side
    turn_id: int
    sentence_id: int
    text: str
    start: float
    end: float
    form: Form
    purpose: Purpose | None
    counted: bool
    not_counted: NotCounted | None
    probing: bool
    follow_up: bool
    chain: int
    stacked: bool
    answered: bool | None
    confidence: float
    cue: str


@dataclass(frozen=True, slots=True)
class Silence:
    """What followed a seller's question: who broke the silence, when, and how.

    ``cue`` is what told: who spoke first, and the phrase that told what he did with the question.
    ``confidence`` is the question's, less where a few hundredths of a second decided. Both are
    empty in records of earlier versions.
    """

    question_id: int
    probing: bool
    start: float
    end: float
    pause_s: float | None
    time_to_answer_s: float | None
    seller_silence_s: float | None
    broken_by: BrokenBy
    result: SilenceResult
    answer: Answer
    rescue_kind: RescueKind | None
    after_answer_s: float | None
    hesitations: tuple[str, ...]
    evidence: Evidence
    confidence: float | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One act of commitment, decline or stalling. ``when_date`` is resolved against the call."""

    id: int
    by: By
    kind: CommitmentKind
    step: Step
    what: str
    when_text: str | None
    when_date: date | None
    conditional: bool
    condition: str | None
    grade: Grade | None
    answers_turn_id: int | None
    confidence: float
    cue: str
    evidence: Evidence

    @property
    def binds(self) -> bool:
        """Whether something was promised or agreed to, however firmly."""
        return self.kind in BINDING


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A customer's need, enthusiasm or aversion, in the customer's words."""

    kind: MapKind
    cue: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tension:
    """A tension moment and how the seller let it end."""

    ended: TensionEnd
    cue: str
    confidence: float
    question_id: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason for the coach to look, in the call's language, with the moments that show it."""

    name: FlagName
    severity: int
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The progress score 0-100 and its fixed sum. ``total`` is None if a component is."""

    total: float | None
    progress: float | None
    silence: float | None
    probing: float | None
    customer_map: float | None
    room: float | None
    missing: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Per-call sums over questions and silences. Rates are ratios 0-1, None when undefined."""

    seller_questions: int | None
    customer_questions: int | None
    seller_questions_per_hour: float | None
    open_share: float | None
    probing_questions: int | None
    probing_share: float | None
    deepest_chain: int | None
    stacked_questions: int | None
    problems_named: int | None
    problems_dug_into_share: float | None
    questions_by_third: tuple[int, int, int] | None
    silences_kept: int | None
    silences_rescued: int | None
    silences_run_on: int | None
    silences_unanswered: int | None
    silence_kept_rate: float | None
    rescue_rate: float | None
    extended_silences: int | None
    longest_silence_s: float | None
    pause_bands: tuple[int, int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything callprobe says about one call."""

    talk: Talk
    questions: tuple[Question, ...]
    silences: tuple[Silence, ...]
    counts: Counts
    commitments: tuple[Commitment, ...]
    customer_map: tuple[MapEntry, ...]
    tensions: tuple[Tension, ...]
    pleasantness_per_100_turns: float | None
    outcome: Outcome | None
    outcome_reason: str
    flags: tuple[Flag, ...]
    score: Score
    summary: str
    not_measurable: tuple[NotMeasurable, ...]
