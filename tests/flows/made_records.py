"""Records made by hand for the tests of the warehouse: small calls whose every figure is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.conversation import Interlude, Roles, Side
from analysis.findings import (
    Commitment,
    Counts,
    Evidence,
    Flag,
    MapEntry,
    Measures,
    NotMeasurable,
    Question,
    Score,
    Silence,
    Talk,
    Tension,
)
from analysis.heard import Doubt, Engines, Heard, SpeechSegment, Word
from analysis.record import (
    SCHEMA,
    Call,
    Record,
    RecordedConversation,
    RecordedTurn,
    to_json,
)


def evidence(start: float, quote: str) -> Evidence:
    return Evidence((1,), start, start + 1.5, quote)


TALK = Talk(
    call_s=100.0,
    seller_speech_s=40.0,
    customer_speech_s=50.0,
    seller_talk_share_of_speech=0.44,
    seller_talk_share_of_call=0.4,
    customer_talk_share_of_call=0.5,
    silence_share=0.11,
    overlap_share=0.01,
    longest_seller_monologue_s=12.0,
    longest_seller_monologue=evidence(3.0, "Wij zijn van Delta"),
    longest_customer_story_s=None,
    longest_customer_story=None,
    turn_switches_per_min=8.0,
    seller_words_per_min=140.0,
    customer_words_per_min=150.0,
    patience_s=-0.1,
    seller_interruptions=1,
    interruptions=(evidence(70.0, "Maar dan"),),
    customer_share_by_third=(0.4, None, 0.3),
)

QUESTION = Question(
    id=0,
    side="seller",
    turn_id=1,
    sentence_id=2,
    text="Wat kost dat u?",
    start=10.0,
    end=11.5,
    form="open",
    purpose="implication",
    counted=True,
    not_counted=None,
    probing=True,
    follow_up=True,
    chain=2,
    stacked=False,
    answered=True,
    confidence=0.9,
    cue="^ wat",
)

SILENCE = Silence(
    question_id=0,
    probing=True,
    start=11.5,
    end=15.0,
    pause_s=3.5,
    time_to_answer_s=3.5,
    seller_silence_s=3.5,
    broken_by="customer",
    result="kept",
    answer="answered",
    rescue_kind=None,
    after_answer_s=None,
    hesitations=("eh", "tja"),
    evidence=evidence(10.0, "Wat kost dat u? Twee klanten per maand."),
)

COUNTS = Counts(
    seller_questions=5,
    customer_questions=1,
    seller_questions_per_hour=180.0,
    open_share=0.6,
    probing_questions=4,
    probing_share=0.8,
    deepest_chain=2,
    stacked_questions=0,
    problems_named=1,
    problems_dug_into_share=1.0,
    questions_by_third=(1, 2, 2),
    silences_kept=3,
    silences_rescued=1,
    silences_run_on=0,
    silences_unanswered=0,
    silence_kept_rate=0.75,
    rescue_rate=0.25,
    extended_silences=1,
    longest_silence_s=3.5,
    pause_bands=(1, 1, 1, 0, 1),
)

MEETING = Commitment(
    id=0,
    by="joint",
    kind="accept",
    step="meeting",
    what="afspraak",
    when_text="dinsdag om tien uur",
    when_date=date(2026, 3, 10),
    conditional=False,
    condition=None,
    grade="A",
    answers_turn_id=7,
    confidence=0.9,
    cue="ja dat is goed",
    evidence=evidence(80.0, "Ja, dat is goed."),
)

MEASURES = Measures(
    talk=TALK,
    questions=(QUESTION,),
    silences=(SILENCE,),
    counts=COUNTS,
    commitments=(MEETING,),
    customer_map=(MapEntry("need", "kost ons", 0.7, evidence(15.0, "Twee klanten per maand.")),),
    tensions=(Tension("held", "tja", 0.6, 0, evidence(15.0, "Tja.")),),
    pleasantness_per_100_turns=7.5,
    outcome="advance",
    outcome_reason="er is een afspraak met dag en uur",
    flags=(Flag("rescued_customer", 2, "De verkoper redde de klant.", (evidence(40.0, "Nou"),)),),
    score=Score(71.5, 36.0, 15.0, 12.5, 4.0, 4.0, None),
    summary="Een afspraak voor dinsdag.",
    not_measurable=(),
)

NOTHING = replace(
    MEASURES,
    talk=Talk(100.0, *(None,) * 16, (), (None, None, None)),
    questions=(),
    silences=(),
    counts=Counts(*(None,) * 20),
    commitments=(),
    customer_map=(),
    tensions=(),
    pleasantness_per_100_turns=None,
    outcome=None,
    flags=(Flag("check_by_hand", 1, "Niet zeker wie verkoopt.", ()),),
    score=Score(*(None,) * 6, "roles"),
    not_measurable=(NotMeasurable("roles", "it is not certain who sells"),),
)
"""A call in which nobody can tell who sells."""


HEARD = Heard(
    duration=100.0,
    layout="stereo",
    language="nl",
    language_confidence=0.99,
    speakers=("left", "right"),
    segments=(SpeechSegment("left", 10.0, 11.5), SpeechSegment("right", 15.0, 17.0)),
    words=(Word("left", "Wat", 10.0, 10.3, 0.9), Word("right", "Twee", 15.0, 15.5, 0.9)),
    dropped=(),
    doubts=(Doubt("bleed", "The channels leak into each other (-20 dB)."),),
    engines=Engines("small model", "t1", None, None, "silero", demo=False),
)

CALL = Call(
    id="",
    recording="",
    seller="Sanne de Vries",
    customer="Pieter Bakker",
    account="Bakker Logistiek",
    started_at=datetime.fromisoformat("2026-03-09T10:00:00+01:00"),
)


def write_record(
    folder: Path,
    call_id: str,
    measures: Measures = MEASURES,
    *,
    name: str = "",
    interludes: tuple[Interlude, ...] = (),
    doubts: tuple[Doubt, ...] = (),
    **call: Any,
) -> Path:
    """Write a record as the program keeps it; ``call`` overrides the facts about the call."""
    known = measures.outcome is not None
    sides: dict[str, Side] = {"left": "seller", "right": "customer"}
    record = Record(
        schema=SCHEMA,
        program="0.1.0",
        call=replace(CALL, **{"id": call_id, "recording": f"{call_id}.flac"} | call),
        settings={},
        settings_hash="settings",
        pack_hash="pack",
        heard=replace(HEARD, doubts=doubts or HEARD.doubts),
        conversation=RecordedConversation(
            Roles(sides, "channel" if known else "none", 1.0 if known else 0.4, known, ""),
            (
                RecordedTurn(0, "seller", 10.0, 11.5, "Wat kost dat u?"),
                RecordedTurn(1, "customer", 15.0, 17.0, "Twee klanten per maand."),
            ),
            interludes,
        ),
        measures=measures,
    )
    path = folder / f"{name or call_id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_json(record))
    return path


def write_records(folder: Path, calls: Sequence[str]) -> list[Path]:
    """Records of plain calls with these ids."""
    return [write_record(folder, call) for call in calls]
