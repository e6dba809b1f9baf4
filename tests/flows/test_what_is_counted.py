"""What a figure counts: calls where it says calls, talks and no voicemails, what still stands."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from analysis.findings import Measures
from flows.sidecar import facts_of
from tests.flows.made_records import MEASURES, NOTHING, QUESTION, SILENCE
from tests.flows.made_records import write_record as write
from tests.flows.view_rows import NO_STEP, STALLED, asked, day, promise, scored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


def silent(seconds: float, times: int, outcome: str) -> Measures:
    """A call with so many silences of one length after probing questions."""
    numbers = range(times)
    return replace(
        MEASURES,
        outcome=outcome,
        questions=tuple(replace(QUESTION, id=number) for number in numbers),
        silences=tuple(
            replace(SILENCE, question_id=number, seller_silence_s=seconds) for number in numbers
        ),
    )


def test_progress_after_a_silence_is_that_of_calls_and_not_of_silences(folder: Path) -> None:
    write(folder, "moved", silent(2.2, 9, "advance"))
    write(folder, "lingers", silent(2.2, 1, "continuation"))
    write(folder, "voicemail", silent(2.2, 1, "none"))
    curve = "select from_s, silences, with_outcome, progress_rate from silence_curve"
    assert asked(folder, curve) == [(2.0, 11, 2, 0.5)]
    bank = "select asked, calls_with_outcome, progress_rate from question_bank"
    assert asked(folder, bank) == [(11, 2, 0.5)]


def test_a_question_is_asked_where_no_silence_could_be_timed(folder: Path) -> None:
    write(folder, "timed")
    write(folder, "untimed", replace(MEASURES, silences=()))
    found = asked(folder, "select asked, silences_kept from question_bank")
    assert found == [(2, 1)]


def test_a_voicemail_is_no_call_since_a_promise(folder: Path) -> None:
    write(folder, "promised", started_at=day(1))
    write(folder, "voicemail", replace(NO_STEP, outcome="none"), started_at=day(10))
    write(folder, "talk", NO_STEP, started_at=day(20))
    assert asked(folder, "select calls_since from open_commitments") == [(1,)]


def test_a_blank_account_joins_no_customers(folder: Path) -> None:
    assert facts_of({"account": " ", "seller": "", "customer": "A"}, "it").account is None
    for name in "ABC":
        write(folder, name, STALLED, customer=name, account="", seller=" ")
    assert asked(folder, "select account, calls from account_momentum order by 1") == [
        ("A", 1),
        ("B", 1),
        ("C", 1),
    ]
    assert asked(folder, "select count(*) from seller_scorecard where seller is not null") == [(0,)]


def ready(name: str) -> str:
    """The SQL of a file of ``sql/``; a report's period is March 2026."""
    text = (files("sql") / name).read_text()
    return text.replace("$1", "date '2026-03-01'").replace("$2", "date '2026-04-01'")


def test_a_voicemail_is_no_call_of_a_report(folder: Path) -> None:
    for number, outcome in enumerate(("order", "none", "none"), start=2):
        write(folder, str(number), scored(50.0, outcome), started_at=day(number))
    found = asked(folder, ready("report/sellers.sql"))
    assert [row[1:4] for row in found] == [(3, 1, 1)]  # calls, with progress, with an outcome


def test_a_quote_stands_alone_when_the_trial_was_called_off(folder: Path) -> None:
    quote = promise(0, "seller", "quote", date(2026, 3, 9))
    trial = promise(1, "customer", "trial", date(2026, 3, 6))
    no = replace(promise(2, "customer", "trial", None), kind="decline", grade=None)
    write(folder, "kept", replace(NO_STEP, commitments=(quote, trial)))
    write(folder, "off", replace(NO_STEP, commitments=(quote, trial, no)), account="Off")
    found = asked(folder, ready("queries/quotes_without_commitment.sql"))
    assert [row[2] for row in found] == ["Off"]


def test_what_is_longest_overdue_is_asked_first(folder: Path) -> None:
    for number in (5, 3, 4):
        late = promise(0, "customer", "trial", date(2024, 3, number))
        write(folder, str(number), replace(MEASURES, commitments=(late,)))
    found = asked(folder, ready("queries/overdue.sql"))
    assert [row[3] for row in found] == [date(2024, 3, number) for number in (3, 4, 5)]


def test_a_median_over_too_few_scores_is_marked_however_many_calls_there_were(folder: Path) -> None:
    for number in range(2, 8):
        total = 90.0 if number == 2 else None
        write(folder, str(number), scored(total), seller="Kim", started_at=day(number))
    of_seller = asked(folder, ready("queries/sellers.sql"))
    assert [row[:3] for row in of_seller] == [("Kim", 6, True)]
    trend = "select calls, calls_scored, too_few_to_compare from team_trend where period = 'month'"
    assert asked(folder, trend) == [(6, 1, True)]


def test_the_last_call_without_an_outcome_does_not_borrow_an_earlier_ones(folder: Path) -> None:
    write(folder, "a", NO_STEP, started_at=day(2), seller="Kim")
    write(folder, "b", NOTHING, started_at=day(3), seller=None)
    last = "select last_call, last_outcome, last_seller from account_momentum"
    assert asked(folder, last) == [(day(3), None, None)]


def test_deals_that_linger_count_what_the_accounts_view_counts(folder: Path) -> None:
    """A call of which nobody knows when it was is in no row of calls; a voicemail is none."""
    write(folder, "a1", started_at=day(1), seller="Kim")
    write(folder, "a2", NO_STEP, started_at=day(2), seller="Sanne")
    write(folder, "a3", NO_STEP, started_at=day(3), seller="Anna")
    write(folder, "a4", NO_STEP, started_at=None, seller="Bob")
    write(folder, "a5", replace(NO_STEP, outcome="none"), started_at=day(5), seller="Anna")
    found = asked(folder, ready("queries/lingering_deals.sql"))
    assert found == [("Bakker Logistiek", 2, day(2), day(5), "Anna, Sanne")]
    view = "select calls_without_progress, without_progress_since from account_momentum"
    assert asked(folder, view) == [(2, day(2))]


def test_an_answer_that_began_before_the_question_ended_was_no_wait(folder: Path) -> None:
    write(folder, "eager", silent(-0.1, 2, "advance"))
    write(folder, "waited", silent(0.2, 1, "advance"))
    assert [row[:2] for row in asked(folder, ready("queries/silence_and_answers.sql"))] == [
        ("1: under 0.5 s", 1)
    ]
    assert asked(folder, "select from_s, silences from silence_curve") == [(0.0, 1)]


def test_promises_are_counted_by_whose_they_are_and_while_they_stand(folder: Path) -> None:
    acts = (
        promise(0, "customer", "trial", None),
        replace(promise(1, "customer", "trial", None), kind="decline", grade=None),
        promise(2, "customer", "pay", None),
        promise(3, "joint", "meeting", None),
    )
    write(folder, "a", replace(MEASURES, commitments=acts), started_at=day(2), seller="Kim")
    counts = "select customer_commitments, joint_commitments, declines from call_scorecard"
    assert asked(folder, counts) == [(1, 1, 1)]
    sums = "select customer_commitments, joint_commitments from seller_scorecard"
    assert asked(folder, sums) == [(1, 1), (1, 1)]  # of the week and of the month


def test_a_seller_told_by_his_voice_is_told_by_his_voice(folder: Path) -> None:
    path = write(folder, "a")
    document = json.loads(path.read_bytes())
    document["conversation"]["roles"]["source"] = "voice"
    path.write_text(json.dumps(document))
    assert asked(folder, "select role_source from calls") == [("voice",)]
