"""The settings of the analysis, typed. Every number lives in ``configs/callprobe.toml``.

The models have no defaults on purpose: a number stands in one place, with its comment.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt

from analysis.section import Section
from analysis.speech.settings import (
    ActivitySettings,
    ModelsSettings,
    RolesSettings,
    SpeechSettings,
)

Share = Field(ge=0.0, le=1.0)


def _rising(bands: tuple[float, ...]) -> tuple[float, ...]:
    if bands[0] < 0 or any(low >= high for low, high in pairwise(bands)):
        raise ValueError("give seconds that rise, each more than the one before it")
    return bands


class CueSettings(Section):
    """Changes to the language packs: phrases by list (``nl.commitments.stalls``)."""

    added: dict[str, tuple[str, ...]]
    left_out: dict[str, tuple[str, ...]]


class ConversationSettings(Section):
    """How speech becomes turns."""

    close_gaps_s: float = Field(ge=0)
    backchannel_longest_s: float = Field(ge=0)
    sentence_pause_s: float = Field(ge=0)
    bare_sentence_pause_s: float = Field(ge=0)


class InterludeSettings(Section):
    """Recorded announcements and time on hold."""

    left_out: bool
    announcement_after_s: float = Field(ge=0)
    announcement_pause_s: float = Field(ge=0)
    hold_from_s: float = Field(gt=0)
    hold_said_within_s: float = Field(ge=0)
    music_from: float = Share


class TalkSettings(Section):
    """Interruptions and shares."""

    interruption_overlap_s: float = Field(ge=0)


class QuestionSettings(Section):
    """When a sentence counts as a question, and what it follows."""

    follow_up_words: int = Field(ge=1)
    answer_words: int = Field(ge=1)
    remark_words: int = Field(ge=1)
    stacked_gap_s: float = Field(ge=0)
    problem_window_turns: int = Field(ge=1)
    marks_doubted_from: float = Field(ge=0, le=1)
    marks_doubted_least: int = Field(ge=1)


class SilenceSettings(Section):
    """How the silence after a question is judged."""

    run_on_below_s: float = Field(ge=0)
    extended_from_s: float = Field(ge=0)
    bands_s: Annotated[tuple[float, float, float, float], AfterValidator(_rising)]
    ending_words: int = Field(ge=0)


class CommitmentSettings(Section):
    """Proposals, acceptances and how far apart they may be."""

    acceptance_within_turns: int = Field(ge=1)
    repeat_within_s: float = Field(ge=0)


class OutcomeSettings(Section):
    """When a recording is a sales talk at all."""

    shortest_call_s: float = Field(ge=0)
    fewest_words_a_side: int = Field(ge=0)


class PleasantnessSettings(Section):
    """Courtesy, agreement and appreciation, per 100 turns."""

    high_from_per_100_turns: float = Field(ge=0)
    leave_out_turns: int = Field(ge=0)


class CustomerMapSettings(Section):
    """What a customer put on the table."""

    answer_words: int = Field(ge=1)


class TensionSettings(Section):
    """Tension moments."""

    silence_from_s: float = Field(ge=0)
    solved_within_turns: int = Field(ge=1)


class FlagSettings(Section):
    """When a call is flagged, and how heavily (severity 1-3)."""

    good_conversation_most_tensions: int = Field(ge=0)
    rescued_share_above: float = Share
    rescued_fewest_probing: int = Field(ge=1)
    no_probing_from_min: float = Field(ge=0)
    seller_share_above: float = Share
    seller_share_from_s: float = Field(ge=0)
    monologue_above_s: float = Field(ge=0)
    problem_confidence_from: float = Share
    exemplary_fewest_probing: int = Field(ge=1)
    exemplary_kept_from: float = Share
    severity: dict[str, StrictInt]


class ScoreSettings(Section):
    """The points of the progress score."""

    order: float
    advance_a: float
    advance_b: float
    clear_no: float
    continuation_c: float
    continuation: float
    silence: float
    probing_count: float
    probing_depth: float
    probing_fewest: float
    probing_minutes_each: float
    depth_full: float
    need: float
    enthusiasm: float
    aversion: float
    room: float
    room_full_to_share: float = Share
    room_none_from_share: float = Share


class AnalysisSettings(Section):
    """Everything that decides a number about a call."""

    models: ModelsSettings
    speech: SpeechSettings
    activity: ActivitySettings
    roles: RolesSettings
    cues: CueSettings
    conversation: ConversationSettings
    interludes: InterludeSettings
    talk: TalkSettings
    questions: QuestionSettings
    silences: SilenceSettings
    commitments: CommitmentSettings
    outcome: OutcomeSettings
    pleasantness: PleasantnessSettings
    customer_map: CustomerMapSettings
    tension: TensionSettings
    flags: FlagSettings
    score: ScoreSettings
