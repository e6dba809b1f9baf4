"""The settings of the analysis, typed. Every number lives in ``configs/callprobe.toml``.

The models have no defaults on purpose: a number stands in one place, with its comment.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator

from analysis.section import Section
from analysis.speech.settings import (
    ActivitySettings,
    ModelsSettings,
    RolesSettings,
    SpeechSettings,
)

Share = Field(ge=0.0, le=1.0)
Points = Field(ge=0.0, le=100.0)


class CueSettings(Section):
    """Changes to the language packs: phrases by list (``nl.commitments.stalls``)."""

    added: dict[str, tuple[str, ...]]
    left_out: dict[str, tuple[str, ...]]


class ConversationSettings(Section):
    """How speech becomes turns."""

    close_gaps_s: float = Field(ge=0)
    backchannel_longest_s: float = Field(ge=0)
    goes_on_within_s: float = Field(ge=0)
    talks_over_s: float = Field(ge=0)
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
    eager_s: float = Field(ge=0)
    extended_from_s: float = Field(ge=0)
    ending_words: int = Field(ge=0)
    short_answer_words: int = Field(ge=0)
    answer_words: int = Field(ge=1)


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
    closed_answer_words: int = Field(ge=1)
    fact_words: int = Field(ge=1)
    incident_words: int = Field(ge=1)
    objection_words: int = Field(ge=1)


class TensionSettings(Section):
    """Tension moments."""

    silence_from_s: float = Field(ge=0)
    solved_within_turns: int = Field(ge=1)
    answered_within_turns: int = Field(ge=1)
    solved_words: int = Field(ge=1)
    soothing_words: int = Field(ge=1)


class FlagSettings(Section):
    """When a call is flagged, and how heavily: severity 3 comes first, 0 is praise."""

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
    severity: dict[str, Annotated[StrictInt, Field(ge=0, le=100)]]


class ScoreSettings(Section):
    """The points of the progress score. Refused where they could add up to more than 100, or where
    the seller share that earns none is not above the one that earns all."""

    order: float = Points
    advance_a: float = Points
    advance_b: float = Points
    clear_no: float = Points
    continuation_c: float = Points
    continuation: float = Points
    silence: float = Points
    probing_count: float = Points
    probing_depth: float = Points
    probing_fewest: float = Field(gt=0)
    probing_minutes_each: float = Field(gt=0)
    depth_full: float = Field(gt=0)
    need: float = Points
    enthusiasm: float = Points
    aversion: float = Points
    room: float = Points
    room_full_to_share: float = Share
    room_none_from_share: float = Share

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        progress = max(
            self.order,
            self.advance_a,
            self.advance_b,
            self.clear_no,
            self.continuation_c,
            self.continuation,
        )
        probing = self.probing_count + self.probing_depth
        on_the_table = self.need + self.enthusiasm + self.aversion
        most = round(progress + self.silence + probing + on_the_table + self.room, 3)
        if most > 100:
            raise ValueError(f"its parts add up to {most:g} points: give 100 at most")
        if self.room_full_to_share >= self.room_none_from_share:
            raise ValueError("give a room_none_from_share above room_full_to_share")
        return self


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
