"""The settings of hearing, typed; the numbers are in ``configs/callprobe.toml``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from analysis.section import Section

HOT_WORD_LETTERS = 60
"""More than any name or word has. One of thousands leaves a recognizer no words of the call's."""
HOT_LETTERS = 500
"""What is surely heard of all hot words: Whisper takes 223 tokens, which Dutch names fill with 600
letters, and leaves out the rest without a word."""


def _said(phrase: str) -> str:
    if not any(map(str.isalnum, phrase)):
        raise ValueError("give words: every line has nothing in it")
    return phrase


def _hot(word: str) -> str:
    if not any(map(str.isalnum, word)):
        raise ValueError("give words with a letter or a figure in them")
    if len(word) > HOT_WORD_LETTERS:
        raise ValueError(
            f"give single names and words, of {HOT_WORD_LETTERS} letters at most: one has "
            f"{len(word)}"
        )
    return word


Reach = Annotated[float, Field(ge=0, le=10)]
"""Seconds: more would take the memory or the speech of every call, and is a slip."""
Decibel = Annotated[float, Field(ge=-100, le=100)]
"""No recording has sounds that are further apart."""
Phrase = Annotated[str, AfterValidator(_said)]
HotWord = Annotated[str, AfterValidator(_hot)]


class ModelsSettings(Section):
    """Which models, from where, on what."""

    transcriber: str = Field(min_length=1)
    diarizer: str = Field(min_length=1)
    folder: str
    offline: bool
    token: str
    device: Literal["auto", "cpu", "cuda"]
    compute_type: Literal[
        "auto",
        "default",
        "int8",
        "int8_float32",
        "int8_float16",
        "int8_bfloat16",
        "int16",
        "float16",
        "bfloat16",
        "float32",
    ]
    threads: int = Field(ge=0, le=1000)
    calls_at_once: int = Field(ge=0, le=64)


class SpeechSettings(Section):
    """Decoding, transcribing, diarizing."""

    shortest_s: float = Field(gt=0)
    longest_s: float = Field(gt=0)
    same_channels_from: float = Field(ge=0, le=1)
    channels_lag_most_s: float = Field(ge=0, le=5)
    channels_apart_from_db: float = Field(ge=0)
    bleed_doubted_above_db: float = Field(ge=0)
    silent_channel_below_db: float = Field(le=0)
    batch_size: int = Field(ge=0, le=1000)
    beam_size: int = Field(ge=1, le=1000)
    chunk_margin_s: float = Field(ge=0)
    languages_from: float = Field(ge=0, le=1)
    side_language_from: float = Field(ge=0, le=1)
    side_language_from_s: float = Field(ge=0)
    hotwords: tuple[HotWord, ...]
    speakers: int = Field(ge=1, le=100)
    edge_words: int = Field(ge=0)
    edge_s: float = Field(ge=0)
    listener_s: float = Field(ge=0)
    sentence_pause_s: float = Field(gt=0)
    speakers_most: int = Field(ge=1, le=100)
    third_voice_from_s: float = Field(ge=0)
    whole_turn_from_s: float = Field(ge=0.1)
    voice_from_s: float = Field(gt=0)
    voices_apart_from: float = Field(ge=0, le=2)
    another_voice_from: float = Field(ge=0)
    phantom_lines: tuple[Phrase, ...]
    most_repeats: int = Field(ge=1)
    compression_below: float = Field(gt=1)
    no_speech_from: float = Field(ge=0, le=1)
    no_speech_log_probability: float = Field(le=0)
    drop_below_probability: float = Field(ge=0, le=1)
    trust_from_probability: float = Field(ge=0, le=1)
    trust_words_per_s: tuple[float, float]
    trust_speech_with_words_from: float = Field(ge=0, le=1)
    word_outside_s: float = Field(ge=0)
    word_outside_share: float = Field(ge=0, le=1)

    @field_validator("hotwords")
    @classmethod
    def _all_heard(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        """The recognizer would leave out the last of too many without a word."""
        letters = len(" ".join(words))
        if letters > HOT_LETTERS:
            raise ValueError(
                f"they have {letters} letters, and the recognizer listens for {HOT_LETTERS} at "
                "most: leave out what it hears rightly by itself"
            )
        return words

    @field_validator("trust_words_per_s")
    @classmethod
    def _in_order(cls, pace: tuple[float, float]) -> tuple[float, float]:
        """The other way round no call at all would be trusted."""
        if pace[0] > pace[1]:
            raise ValueError("give the fewest first, then the most")
        return pace

    @model_validator(mode="after")
    def _leaves_some(self) -> Self:
        """The other way round every recording would be too short or too long."""
        if self.shortest_s > self.longest_s:
            raise ValueError("give a longest_s above shortest_s")
        return self


class ActivitySettings(Section):
    """When sound is speech."""

    speech_from: float = Field(ge=0, le=1)
    faint_speech_from: float = Field(ge=0, le=1)
    reach_s: Reach
    carried_s: float = Field(ge=0)
    carried_over_s: float = Field(ge=0)
    half_heard_from_s: float = Field(gt=0)
    half_heard_share: float = Field(gt=0, le=1)
    weak_below_s: float = Field(ge=0)
    other_sound_from: float = Field(ge=0, le=1)
    above_noise_db: Decibel
    below_speech_db: Decibel
    band_above_noise_db: Decibel
    long_above_noise_db: Decibel
    reach_in_noise_s: Reach
    rises_db_per_s: float = Field(gt=0)
    falls_db_per_s: float = Field(gt=0)
    shortest_s: Reach
    close_gaps_s: Reach
    bleed_db: float = Field(ge=0)
    leak_swings_db: float = Field(ge=0)


class RolesSettings(Section):
    """Who is the seller."""

    seller_channel: Literal["", "left", "right"]
    known_from: float = Field(ge=0, le=1)
    voiceprints: bool
    voiceprint_from: float = Field(ge=0, le=1)
    voiceprint_least_s: float = Field(ge=0)
    contradicted_from: float = Field(ge=0, le=1)
    third_voice_below: float = Field(ge=0)
