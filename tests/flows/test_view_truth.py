"""Given rows, expected rows: the views' figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from analysis.record import from_json, to_json
from flows.ask import ask
from flows.report.data import Period, findings
from flows.retention import without_words
from tests.flows.made_records import (
    MEASURES,
    NOTHING,
    QUESTION,
    SILENCE,
)
from tests.flows.made_records import write_record as write
from tests.flows.view_rows import NO_STEP, STALLED, asked, counted, day, promise, scored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_a_seller_without_a_score_takes_no_place_among_the_scored(folder: Path) -> None:
    for name, points in (("none", None), ("low", 10.0), ("mid", 40.0), ("high", 90.0)):
        write(folder, name, scored(points), seller=name, started_at=day(9))
    found = asked(
        folder,
        """select seller, score, team_median_score, score_percentile, sellers_compared
        from seller_scorecard where period = 'week' order by score nulls first""",
    )
    assert found == [
        ("none", None, 40.0, None, 3),
        ("low", 10.0, 40.0, 0.0, 3),
        ("mid", 40.0, 40.0, 0.5, 3),
        ("high", 90.0, 40.0, 1.0, 3),
    ]


def test_every_rate_has_its_n_its_trend_and_the_teams_median(folder: Path) -> None:
    """Anna: 1 of 4 silences in February; 3 of 4 and 6 of 6 in March. Bert: 1 of 2 in March."""
    write(folder, "a1", counted(1, 3, 10, 2), seller="Anna", started_at=day(10, 2))
    write(folder, "a2", counted(3, 1, 10, 4), seller="Anna", started_at=day(2))
    write(folder, "a3", counted(6, 0, 10, 8), seller="Anna", started_at=day(20))
    write(folder, "b1", counted(1, 1, 10, 1), seller="Bert", started_at=day(20))
    found = asked(
        folder,
        """select seller, silences_kept, silences_judged, silence_kept_rate,
            silence_kept_rate_trend, team_median_silence_kept_rate, silence_kept_rate_percentile,
            questions, probing_share, round(probing_share_trend, 3)
        from seller_scorecard where period = 'month' and starts_on = '2026-03-01' order by 1""",
    )
    assert found == [
        ("Anna", 9, 10, 0.9, 0.65, 0.7, 1.0, 20, 0.6, 0.4),
        ("Bert", 1, 2, 0.5, None, 0.7, 0.0, 10, 0.1, None),
    ]


def test_a_small_n_is_marked_by_the_setting_and_in_the_trend_it_leads_to(folder: Path) -> None:
    for month, calls in ((1, 1), (2, 2), (3, 2)):
        for number in range(calls):
            write(folder, f"{month}-{number}", started_at=day(5 + number, month))
    query = """select calls, too_few_to_compare, too_few_for_trend
        from seller_scorecard where period = 'month' order by starts_on"""
    assert asked(folder, query, few_calls=2) == [
        (1, True, True),
        (2, False, True),
        (2, False, False),
    ]
    assert {row[1] for row in asked(folder, query)} == {True}
    assert asked(folder, query, few_calls=1)[0] == (1, False, True)  # nothing to compare it with


@pytest.mark.parametrize(
    "view",
    [
        "seller_scorecard",
        "seller_measures",
        "team_trend",
        "question_bank",
        "silence_curve",
        "flag_precision",
    ],
)
def test_every_view_that_averages_marks_a_small_n(folder: Path, view: str) -> None:
    write(folder, "a")
    names = {row[0] for row in asked(folder, f"select column_name from (describe {view})")}
    assert names & {"too_few_to_compare", "too_few_to_tell"}


def test_calls_in_a_row_without_progress_end_at_the_last_progress(folder: Path) -> None:
    """Progress on day 2; after it two stalls, a voicemail, one call nobody could measure and one
    more without a step: three without progress, two of them stalled."""
    write(folder, "a1", NO_STEP, started_at=day(1))
    write(folder, "a2", started_at=day(2))
    write(folder, "a3", STALLED, started_at=day(3))
    write(folder, "a4", replace(NO_STEP, outcome="none"), started_at=day(4))
    write(folder, "a5", STALLED, started_at=day(5))
    write(folder, "a6", NOTHING, started_at=day(6))
    write(folder, "a7", NO_STEP, started_at=day(7))
    query = """select calls, calls_without_progress, stalled_calls, painfully_long_no,
        last_step_at, last_outcome from account_momentum"""
    assert asked(folder, query) == [(7, 3, 2, True, day(2), "continuation")]
    assert asked(folder, query, long_no_calls=4)[0][3] is False
    assert asked(folder, query, long_no_stalls=3)[0][3] is False


def test_who_owes_what_by_when_stands_since_the_last_progress(folder: Path) -> None:
    old = replace(MEASURES, commitments=(promise(0, "customer", "trial", date(2026, 1, 5)),))
    last = (
        promise(0, "joint", "meeting", date(2026, 3, 20)),
        promise(1, "seller", "quote", date(2026, 3, 10)),
    )
    later = (
        promise(0, "customer", "internal", None, grade="C"),
        promise(1, "customer", "deliver", date(2026, 3, 15)),
    )
    write(folder, "a1", old, started_at=day(1, 1))
    write(folder, "a2", replace(MEASURES, commitments=last), started_at=day(2))
    write(folder, "a3", replace(NO_STEP, commitments=later), started_at=day(3))
    found = asked(
        folder,
        """select customer_owes_what, both_owe_what, seller_owes_what, earliest_due, last_step,
            last_step_at, quotes_without_commitment from account_momentum""",
    )
    assert found == [
        (
            "deliver by 2026-03-15; internal",
            "meeting by 2026-03-20",
            "quote by 2026-03-10",
            date(2026, 3, 10),
            "deliver",
            day(3),
            0,
        )
    ]


@pytest.mark.parametrize(
    ("step", "grade", "quotes"),
    [("trial", "A", 0), ("trial", "C", 1), ("information", "A", 1), ("call_back", "B", 1)],
)
def test_only_a_real_step_meets_a_quote(folder: Path, step: str, grade: str, quotes: int) -> None:
    acts = (promise(0, "seller", "quote", None), promise(1, "customer", step, None, grade=grade))
    write(folder, "a", replace(NO_STEP, commitments=acts))
    found = asked(folder, "select quotes_without_commitment, last_step from account_momentum")
    assert found == [(quotes, None if quotes else step)]


def test_silences_fall_into_half_seconds_closed_below(folder: Path) -> None:
    """0.0 and 0.49 fall together, 0.5 begins the next; 5.0 and 60 are the last; -0.1 is none."""
    given = (
        (0.0, "answered", "open"),
        (0.49, "none", "closed"),
        (0.5, "answered", "closed"),
        (4.99, "evaded", "open"),
        (5.0, "answered", "open"),
        (60.0, "none", "choice"),
        (-0.1, "answered", "open"),
    )
    silences = tuple(
        replace(SILENCE, question_id=number, seller_silence_s=seconds, answer=answer)
        for number, (seconds, answer, _) in enumerate(given)
    )
    questions = tuple(
        replace(QUESTION, id=number, form=form) for number, (_, _, form) in enumerate(given)
    )
    write(folder, "a", replace(MEASURES, silences=silences, questions=questions))
    found = asked(
        folder,
        """select from_s, to_s, silences, answered, answered_share, open_silences,
            closed_silences, closed_answered_share, progress_rate from silence_curve""",
    )
    assert found == [
        (0.0, 0.5, 2, 1, 0.5, 1, 1, 0.0, 1.0),
        (0.5, 1.0, 1, 1, 1.0, 0, 1, 1.0, 1.0),
        (4.5, 5.0, 1, 0, 0.0, 1, 0, None, 1.0),
        (5.0, None, 2, 1, 0.5, 1, 0, None, 1.0),
    ]


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "overdue"), (0, "due"), (7, "due"), (8, "later"), (None, "no date")],
)
def test_a_promise_is_due_on_its_day_and_overdue_the_day_after(
    folder: Path, days: int | None, state: str
) -> None:
    with duckdb.connect() as connection:
        ((due,),) = connection.execute("select current_date + ?", [days or 0]).fetchall()
    act = promise(0, "customer", "trial", due if days is not None else None)
    write(folder, "a", replace(MEASURES, commitments=(act,)))
    found = asked(folder, "select state, days_overdue, calls_since, owed_by from open_commitments")
    assert found == [(state, None if days is None else -days, 0, "customer")]


def test_calls_since_a_promise_are_those_of_its_account_alone(folder: Path) -> None:
    write(folder, "a1", started_at=day(1))
    for number in (2, 3):
        write(folder, f"a{number}", NO_STEP, started_at=day(number))
    write(folder, "b", NO_STEP, account="Elsewhere", started_at=day(9))
    assert asked(folder, "select calls_since from open_commitments") == [(2,)]


def test_the_teams_rates_rest_on_the_calls_that_have_them(folder: Path) -> None:
    write(folder, "a", scored(80.0, "order"), started_at=day(2))
    write(folder, "b", scored(20.0, "continuation"), started_at=day(3))
    write(folder, "c", scored(None, "none"), started_at=day(4))
    write(folder, "d", NOTHING, started_at=day(5))
    found = asked(
        folder,
        """select calls, calls_with_outcome, round(progress_rate, 3), calls_scored, median_score,
            no_talks, not_measurable, silences_kept, silences_judged
        from team_trend where period = 'month'""",
    )
    assert found == [(4, 2, 0.5, 2, 50.0, 1, 1, 9, 12)]  # a voicemail is no sales talk


def test_links_lead_where_the_coachs_page_is(folder: Path) -> None:
    write(folder, "a")
    page = "https://coach.example.com"
    links = "select review_link from call_scorecard union select review_link from moments where"
    found = asked(folder, f"{links} kind = 'flag' order by 1", review_page=page)
    assert found == [(f"{page}/call/a",), (f"{page}/call/a#t=40.0",)]


def test_from_first_call_to_outcome_is_counted_in_days(folder: Path) -> None:
    for number, outcome in ((2, "continuation"), (9, "advance"), (20, "no"), (25, "continuation")):
        write(folder, f"a{number}", replace(MEASURES, outcome=outcome), started_at=day(number))
    write(folder, "b", account="Elsewhere", started_at=day(3))
    query = "select account, decided_at, days_to_outcome from account_momentum order by 1"
    assert asked(folder, query) == [
        ("Bakker Logistiek", day(20), 18),
        ("Elsewhere", None, None),
    ]


def test_an_outcome_further_west_is_no_days_before_the_first_call(folder: Path) -> None:
    """Half past midnight in Auckland, and 16 hours later Sunday evening in Los Angeles."""
    no = replace(MEASURES, outcome="no")
    for name, told in (("a", "2026-03-02T00:30:00+13:00"), ("b", "2026-03-01T20:00:00-08:00")):
        measures = no if name == "b" else replace(MEASURES, outcome="continuation")
        write(folder, name, measures, started_at=datetime.fromisoformat(told))
    assert asked(folder, "select days_to_outcome from account_momentum") == [(0,)]


def test_what_was_called_off_in_the_same_call_is_owed_no_more(folder: Path) -> None:
    agreed = promise(0, "customer", "trial", date(2026, 3, 6))
    kept = promise(1, "seller", "quote", date(2026, 3, 9))
    no = replace(promise(2, "customer", "trial", None), kind="decline", grade=None)
    again = promise(3, "customer", "trial", date(2026, 3, 20))
    write(folder, "off", replace(NO_STEP, commitments=(agreed, kept, no)), started_at=day(2))
    write(folder, "on", replace(NO_STEP, commitments=(agreed, no, again)), started_at=day(3))
    owed = "select call_id, step, due from open_commitments order by call_id, due"
    assert asked(folder, owed) == [
        ("off", "quote", date(2026, 3, 9)),
        ("on", "trial", date(2026, 3, 20)),
    ]
    steps = "select call_id, next_step, next_step_date from call_scorecard order by call_id"
    assert asked(folder, steps) == [("off", None, None), ("on", "trial", date(2026, 3, 20))]


def test_after_a_clear_no_nobody_owes_what_was_promised_before_it(folder: Path) -> None:
    """As account_momentum has it; what is promised in that call, or after it, stands."""
    trial = promise(0, "customer", "trial", date(2026, 3, 6))
    year = promise(1, "seller", "call_back", date(2027, 3, 8))
    refused = replace(promise(0, "customer", "order", None), kind="decline", grade=None)
    write(folder, "a1", replace(MEASURES, commitments=(trial,)), started_at=day(1))
    no = replace(MEASURES, outcome="no", commitments=(refused, year))
    write(folder, "a2", no, started_at=day(8))
    write(folder, "b", replace(MEASURES, commitments=(trial,)), account="Another")
    write(folder, "c", replace(MEASURES, commitments=(trial,)), started_at=None)
    owed = "select call_id, step, calls_since from open_commitments order by call_id"
    assert asked(folder, owed) == [("a2", "call_back", 0), ("b", "trial", 0), ("c", "trial", 0)]
    by_account = "select customer_owes, seller_owes from account_momentum order by account"
    assert asked(folder, by_account) == [(1, 0), (0, 1)]
    with ask(folder.parent / "calls.duckdb", "overdue", {}) as answer:
        assert [row[0] for row in answer.rows] == ["Another", "Bakker Logistiek"]


def test_calls_told_by_their_day_alone_have_one_order_everywhere(folder: Path) -> None:
    """All at midnight: what follows what is told in one way, whichever view or flag says it."""
    midnight = {"started_at": datetime(2026, 3, 2)}
    for name, measures in (("a1", MEASURES), ("a2", NO_STEP), ("a3", NO_STEP), ("a4", NO_STEP)):
        write(folder, name, measures, account="First it moved", **midnight)
    for name, measures in (("b1", NO_STEP), ("b2", NO_STEP), ("b3", NO_STEP), ("b4", MEASURES)):
        write(folder, name, measures, account="Then it moved", **midnight)
    found = asked(
        folder,
        """select account, last_outcome, calls_without_progress,
            (select max(calls_in_a_row) from flags join calls using (call_id)
            where account = of.account) as in_a_row,
            (select max(calls_since) from open_commitments where account = of.account) as since
        from account_momentum as of order by account""",
    )
    assert found == [
        ("First it moved", "continuation", 3, 3, 3),
        ("Then it moved", "advance", 0, 3, 0),
    ]


def test_questions_whose_words_are_over_their_time_are_not_one_question(folder: Path) -> None:
    """They would lead the bank together, as what works best."""
    write(folder, "kept")
    for name in ("a", "b"):
        path = write(folder, name)
        path.write_bytes(to_json(without_words(from_json(path.read_bytes(), name))))
    found = asked(folder, "select question, asked from question_bank")
    assert found == [("Wat kost dat u?", 1)]
    snapshot = folder.parent / "calls.duckdb"
    with ask(snapshot, "probing-questions-that-worked", {}) as answer:
        assert [row[1] for row in answer.rows] == ["Wat kost dat u?"]
    reported = findings(snapshot, Period(date(2026, 3, 1), date(2026, 3, 31))).questions
    assert [row["question"] for row in reported] == ["Wat kost dat u?"]
