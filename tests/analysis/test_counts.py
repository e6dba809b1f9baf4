"""What a call's questions and silences add up to: figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.findings import Counts, Evidence, MapEntry, Question, Silence, SilenceResult
from analysis.measures.counts import counts
from analysis.turns import build_conversation
from tests.analysis.calls import ROLES, SETTINGS, heard

ASKED = Question(
    id=0,
    side="seller",
    turn_id=0,
    sentence_id=0,
    text="Wat kost u dat?",
    start=1.0,
    end=2.0,
    form="open",
    purpose="implication",
    counted=True,
    not_counted=None,
    probing=True,
    follow_up=False,
    chain=1,
    stacked=False,
    answered=None,
    confidence=0.9,
    cue="wat",
)
NEED = MapEntry("need", "kost ons", 0.7, Evidence((1,), 3.0, 4.0, "Dat kost ons klanten."))

QUESTIONS = (
    ASKED,
    replace(ASKED, start=20.0, chain=3, stacked=True),
    replace(ASKED, start=40.0, purpose="situation", probing=False),
    replace(ASKED, start=59.9, form="closed", purpose="situation", probing=False, stacked=True),
    replace(ASKED, side="customer", purpose=None, probing=False, chain=4, stacked=True),
    replace(ASKED, side="customer", counted=False, purpose=None, probing=False),
    replace(ASKED, counted=False, not_counted="courtesy", probing=True, chain=9, stacked=True),
)
"""Four of the seller's, three of them open, two of them probing; one of the customer's."""


def silence(result: SilenceResult, pause_s: float | None, *, probing: bool = True) -> Silence:
    return Silence(
        question_id=0,
        probing=probing,
        start=2.0,
        end=3.0,
        pause_s=pause_s,
        time_to_answer_s=pause_s,
        seller_silence_s=pause_s,
        broken_by="customer",
        result=result,
        answer="answered",
        rescue_kind=None,
        after_answer_s=None,
        hesitations=(),
        evidence=NEED.evidence,
    )


SILENCES = (
    silence("kept", -0.2),
    silence("kept", 0.5),
    silence("kept", 1.0),
    silence("kept", 1.9),
    silence("kept", 3.0),
    silence("rescued", 1.0),
    silence("rescued", 4.0),
    silence("run-on", 0.2),
    silence("unanswered", None),
    silence("kept", 9.0, probing=False),
)


def counted(
    questions: tuple[Question, ...] = QUESTIONS, silences: tuple[Silence, ...] = SILENCES
) -> Counts:
    """Counts of a call of one minute with two needs, of which the seller dug into one."""
    call = build_conversation(
        heard([("S", 0.0, "Dag."), ("C", 57.4, "Dag.")]), ROLES, None, SETTINGS.conversation
    )
    assert call.call_s == pytest.approx(60.0)
    return counts(call, questions, silences, (NEED, NEED), (NEED,), SETTINGS.silences)


def test_questions_are_counted_by_side_and_only_those_that_count() -> None:
    found = counted()
    assert (found.seller_questions, found.customer_questions) == (4, 1)
    assert found.seller_questions_per_hour == pytest.approx(240.0)
    assert (found.open_share, found.probing_questions, found.probing_share) == (0.75, 2, 0.5)
    assert (found.deepest_chain, found.stacked_questions) == (3, 2)
    assert found.questions_by_third == (1, 1, 2)
    assert (found.problems_named, found.problems_dug_into_share) == (2, 0.5)


def test_silences_are_those_after_probing_questions() -> None:
    found = counted()
    assert (found.silences_kept, found.silences_rescued) == (5, 2)
    assert (found.silences_run_on, found.silences_unanswered) == (1, 1)
    assert found.silence_kept_rate == pytest.approx(5 / 8)
    assert found.rescue_rate == pytest.approx(2 / 8)


def test_pauses_are_banded_from_their_edges_on_and_only_kept_ones_are_strength() -> None:
    found = counted()
    assert found.pause_bands == (2, 1, 3, 0, 2)
    assert (found.extended_silences, found.longest_silence_s) == (1, 3.0)


def test_where_nothing_was_asked_there_is_no_share_and_no_rate() -> None:
    found = counted((), ())
    assert (found.seller_questions, found.deepest_chain, found.silences_kept) == (0, 0, 0)
    assert (found.open_share, found.probing_share, found.longest_silence_s) == (None, None, None)
    assert (found.silence_kept_rate, found.rescue_rate) == (None, None)
    assert found.pause_bands == (0, 0, 0, 0, 0)
