"""Findings beside truth: what is right, what is wrong, and that every wrong one is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.findings import Measures
from flows.evaluation.compare import compare
from flows.evaluation.figures import Agreement, Tally
from flows.evaluation.results import Compared
from flows.evaluation.truth import TrueCall, TrueCommitment, TrueMark, TrueMoment, TrueQuestion
from flows.evaluation.truth_table import bars_table, calls_table, misses_table, total
from tests.flows.made_records import MEASURES, MEETING, NOTHING, QUESTION, SILENCE

ASKED = TrueMoment("seller", 10.1, 11.5, "Wat kost dat u?")
AGREED = TrueMoment("customer", 80.0, 81.0, "Ja, dat is goed.")

TRUE_QUESTION = TrueQuestion(
    ASKED, "open", True, "implication", True, True, "kept", "answered", None, 3.45, 3.45
)
TRUE = TrueCall(
    name="a",
    language="nl",
    layout="stereo",
    file="a.flac",
    seconds=100.0,
    seller_share_of_speech=0.45,
    outcome="advance",
    flags=frozenset({"rescued_customer"}),
    questions=(TRUE_QUESTION,),
    commitments=(TrueCommitment(AGREED, "joint", "accept", "meeting", "A"),),
    customer_map=(TrueMark(TrueMoment("customer", 15.0, 17.0, "Twee klanten per maand."), "need"),),
    tensions=(TrueMark(TrueMoment("customer", 15.0, 15.5, "Tja."), "held"),),
    words=(),
)


def about(compared: Compared) -> list[tuple[str, str, str]]:
    return [(miss.about, miss.found, miss.true) for miss in compared.misses]


def question(**changes: Any) -> Measures:
    return replace(MEASURES, questions=(replace(QUESTION, **changes),))


def commitment(**changes: Any) -> Measures:
    return replace(MEASURES, commitments=(replace(MEETING, **changes),))


def test_a_call_that_is_all_right_has_no_misses() -> None:
    compared = compare(MEASURES, TRUE)
    assert SILENCE.pause_s is not None
    assert compared.misses == ()
    assert compared.questions.tally == Tally(1, 0, 0)
    assert compared.questions.probing == Agreement(1, 1)
    assert compared.silences.result == Agreement(1, 1)
    assert compared.silences.pause.values == (SILENCE.pause_s - 3.45,)
    assert compared.commitments.tally == Tally(1, 0, 0)
    assert compared.judgement.outcome == Agreement(1, 1)
    assert compared.judgement.flags == Tally(1, 0, 0)
    assert compared.judgement.customer_map == Tally(1, 0, 0)
    assert compared.judgement.tension == Tally(1, 0, 0)


def test_a_question_set_aside_is_missed_with_the_reason_and_its_silence_is_wrong() -> None:
    compared = compare(question(counted=False, not_counted="rhetorical"), TRUE)
    assert compared.questions.tally == Tally(0, 0, 1)
    assert compared.silences.result == Agreement(0, 1)
    assert about(compared) == [
        ("question", "not counted: rhetorical (^ wat)", "open"),
        ("silence", "question not found", "kept"),
    ]


def test_a_look_alike_that_is_counted_is_extra() -> None:
    courtesy = replace(
        TRUE_QUESTION, form="courtesy", counted=False, result=None, answer=None, pause_s=None
    )
    compared = compare(MEASURES, replace(TRUE, questions=(courtesy,)))
    assert compared.questions.tally == Tally(0, 1, 0)
    assert about(compared) == [("question", "open (^ wat)", "not counted (look-alike)")]


def test_a_look_alike_rightly_set_aside_is_not_tallied() -> None:
    aside = replace(TRUE_QUESTION, form="courtesy", counted=False, result=None)
    measures = replace(question(counted=False, not_counted="courtesy"), silences=())
    compared = compare(measures, replace(TRUE, questions=(aside,)))
    assert compared.questions.tally == Tally()


def test_a_customers_question_is_no_seller_question() -> None:
    compared = compare(question(side="customer"), TRUE)
    assert compared.questions.tally == Tally(0, 1, 1)


def test_a_wrong_form_and_a_wrong_purpose_are_told_apart() -> None:
    compared = compare(question(form="closed", purpose="situation", follow_up=False), TRUE)
    assert compared.questions.form == Agreement(0, 1)
    assert compared.questions.probing == Agreement(1, 1)  # the finding says itself it is probing
    assert [miss[0] for miss in about(compared)] == ["form", "purpose"]


def test_a_wrong_result_says_who_broke_the_silence() -> None:
    rescued = replace(SILENCE, result="rescued", broken_by="seller", pause_s=1.2)
    compared = compare(replace(MEASURES, silences=(rescued,)), TRUE)
    assert compared.silences.result == Agreement(0, 1)
    assert compared.silences.answer == Agreement()
    assert about(compared) == [
        ("silence", "rescued (broken by seller, pause 1.20 s)", "kept (pause 3.45 s)")
    ]


def test_a_wrong_direction_is_a_kind_of_its_own() -> None:
    compared = compare(commitment(by="customer"), TRUE)
    assert compared.commitments.tally == Tally(0, 1, 1)
    assert compared.commitments.direction == Agreement(0, 1)
    assert [miss[0] for miss in about(compared)] == ["direction"]


def test_a_wrong_step_is_no_wrong_direction() -> None:
    compared = compare(commitment(step="trial"), TRUE)
    assert compared.commitments.tally == Tally(0, 1, 1)
    assert compared.commitments.direction == Agreement(1, 1)
    assert compared.commitments.step == Agreement(0, 1)


def test_a_wrong_grade_is_told_but_the_commitment_stays_right() -> None:
    compared = compare(commitment(grade="B"), TRUE)
    assert compared.commitments.tally == Tally(1, 0, 0)
    assert compared.commitments.grade == Agreement(0, 1)
    assert about(compared) == [("grade", "B", "A")]


def test_a_stall_called_progress_is_counted_apart() -> None:
    continuation = replace(TRUE, outcome="continuation")
    assert compare(MEASURES, continuation).judgement.raised == 1
    assert compare(MEASURES, replace(TRUE, outcome="order")).judgement.raised == 0


def test_flags_are_only_judged_where_they_are_labelled() -> None:
    assert compare(MEASURES, replace(TRUE, flags=None)).judgement.flags == Tally()
    both = compare(MEASURES, replace(TRUE, flags=frozenset({"exemplary"})))
    assert both.judgement.flags == Tally(0, 1, 1)


def test_nothing_measured_is_everything_missed_and_no_error() -> None:
    compared = compare(NOTHING, TRUE)
    assert compared.questions.tally == Tally(0, 0, 1)
    assert compared.commitments.tally == Tally(0, 0, 1)
    assert compared.judgement.outcome == Agreement(0, 1)


def test_a_row_for_all_adds_up_the_calls() -> None:
    calls = [("a", compare(MEASURES, TRUE)), ("b", compare(commitment(step="trial"), TRUE))]
    table = calls_table(calls, "Calls")
    assert [row[0] for row in table.rows] == ["a", "b", "all 2"]
    column = table.headings.index("commitm. F1")
    assert [row[column] for row in table.rows] == ["1.00", "0.00", "0.50"]


def test_bars_say_whether_they_are_met() -> None:
    groups = [("nl", compare(MEASURES, TRUE)), ("en", compare(commitment(by="seller"), TRUE))]
    rows = {row[0]: row[2:] for row in bars_table(groups, "Bars").rows}
    assert rows["questions: recall"] == ("1.000 ✓", "1.000 ✓")
    assert rows["commitments: wrong way"] == ("0 ✓", "1 ✗")


def test_every_miss_is_listed_the_gravest_first() -> None:
    wrong = replace(commitment(by="seller"), questions=(replace(QUESTION, form="closed"),))
    calls = [("a", compare(wrong, TRUE))]
    table = misses_table(calls, "Misses")
    assert [row[0] for row in table.rows] == ["direction", "form"]
    assert table.rows[0][3:] == (
        "seller accept meeting A (ja dat is goed)",
        "joint accept meeting A",
        "Ja, dat is goed.",
    )
    assert misses_table(calls, "Misses", most=1).note == "1 more are not shown."
    assert len(total(one for _, one in calls).misses) == 2
