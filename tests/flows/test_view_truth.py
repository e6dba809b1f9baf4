"""Given rows, expected rows: the views' figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from analysis.findings import Commitment, Flag, Measures
from flows.publish import publish
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import (
    COUNTS,
    MEASURES,
    MEETING,
    NOTHING,
    QUESTION,
    SILENCE,
    evidence,
)
from tests.flows.made_records import write_record as write

Expected = list[tuple[object, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


def asked(folder: Path, query: str, **chosen: object) -> Expected:
    """The answer of a snapshot of the records, published with these view settings."""
    database, snapshot = folder.parent / "warehouse.duckdb", folder.parent / "calls.duckdb"
    load(database, sorted(folder.iterdir()))
    publish(database, snapshot, chosen)
    with open_snapshot(snapshot) as connection:
        return [tuple(row.values()) for row in rows(connection, query)]


def scored(total: float | None, outcome: str = "advance") -> Measures:
    missing = None if total is not None else "roles"
    score = replace(MEASURES.score, total=total, missing=missing)
    return replace(MEASURES, score=score, outcome=outcome)


def counted(kept: int, rescued: int, questions: int, probing: int) -> Measures:
    counts = replace(COUNTS, silences_kept=kept, silences_rescued=rescued, silences_run_on=0)
    asked = replace(counts, seller_questions=questions, probing_questions=probing)
    return replace(MEASURES, counts=asked)


def day(number: int, month: int = 3) -> datetime:
    return datetime(2026, month, number, 10)


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


def promise(number: int, by: str, step: str, when: date | None, **more: object) -> Commitment:
    acted = "accept" if by == "joint" else "commit"
    words = {"id": number, "by": by, "step": step, "when_date": when, "kind": acted}
    return replace(MEETING, when_text=None, **words, **more)


NO_STEP = replace(MEASURES, outcome="continuation", commitments=())
STALLED = replace(
    NO_STEP, commitments=(replace(promise(0, "customer", "other", None), kind="stall", grade=None),)
)


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


FLAGGED = """select call_id, calls_in_a_row from flags where flag = 'lingering_maybe' order by 1"""


def test_an_accounts_third_call_in_a_row_without_progress_lingers(folder: Path) -> None:
    """Days 1, 3 and 5 lead nowhere, a voicemail between them counts for nothing; day 6 is the
    fourth. Day 7 moves, so 8 and 9 are the first two of a new row."""
    for number in (1, 3, 5, 6, 8, 9):
        write(folder, f"a{number}", NO_STEP, started_at=day(number))
    write(folder, "a4", replace(NO_STEP, outcome="none"), started_at=day(4))
    write(folder, "a7", started_at=day(7))
    for number in (1, 2):
        write(folder, f"b{number}", NO_STEP, account="Elsewhere", started_at=day(number))
    assert asked(folder, FLAGGED) == [("a5", 3), ("a6", 4)]
    assert asked(folder, FLAGGED, long_no_calls=4) == [("a6", 4)]
    assert asked(folder, FLAGGED, long_no_calls=2) == [
        ("a3", 2),
        ("a5", 3),
        ("a6", 4),
        ("a9", 2),
        ("b2", 2),
    ]


def test_the_flag_is_everywhere_a_flag_is(folder: Path) -> None:
    for number in (1, 2, 3):
        write(folder, f"a{number}", replace(NO_STEP, flags=()), started_at=day(number))
    sentence = (
        "3 gesprekken op rij zonder vooruitgang bij deze klant: 2026-03-01, 2026-03-02, 2026-03-03."
    )
    found = asked(
        folder,
        """select call_id, flag, severity, sentence, moments, first_moment_s, first_quote
        from flagged_calls""",
        lingering_severity=3,
    )
    assert found == [
        ("a3", "lingering_maybe", 3, sentence, 1, 15.0, "Twee klanten per maand."),
    ]
    card = """select flags, warnings, kind, what, moments.quote, turn_ids
        from call_scorecard
        inner join moments using (call_id)
        inner join flag_moments using (call_id)
        where call_id = 'a3' and kind = 'flag'"""
    assert asked(folder, card) == [
        ("lingering_maybe", 1, "flag", "lingering_maybe", "Twee klanten per maand.", [1])
    ]


def test_a_call_that_lingers_by_itself_says_both(folder: Path) -> None:
    own = Flag("lingering_maybe", 2, "De klant houdt het open.", (evidence(30.0, "Misschien."),))
    for number in (1, 2, 3):
        write(folder, f"a{number}", replace(STALLED, flags=(own,)), started_at=day(number))
    found = asked(folder, "select call_id, moments, first_quote, sentence from flagged_calls")
    assert [row[:3] for row in sorted(found)] == [
        (f"a{number}", 1, "Misschien.") for number in (1, 2, 3)
    ]
    said = {str(row[0]): str(row[3]) for row in found}
    assert said["a1"] == said["a2"] == "De klant houdt het open."
    assert said["a3"].startswith("De klant houdt het open. 3 gesprekken op rij")


def test_it_does_not_matter_in_which_order_an_accounts_calls_were_heard(folder: Path) -> None:
    """The middle one comes last, after the flag of a row of two would have been wrong."""
    database, snapshot = folder.parent / "warehouse.duckdb", folder.parent / "calls.duckdb"
    seen: set[str] = set()
    for order in ((1, 2, 3, 4), (4, 1, 3, 2), (3, 4, 2, 1)):
        database.unlink(missing_ok=True)
        for number in order:
            measures = MEASURES if number == 2 else NO_STEP
            load(database, [write(folder, f"a{number}", measures, started_at=day(number))])
        publish(database, snapshot)
        with open_snapshot(snapshot) as connection:
            seen.add(repr(rows(connection, "select * from flags order by all")))
    assert len(seen) == 1
    assert "lingering" not in seen.pop()  # 1, then progress, then 3 and 4


def test_from_first_call_to_outcome_is_counted_in_days(folder: Path) -> None:
    for number, outcome in ((2, "continuation"), (9, "advance"), (20, "no"), (25, "continuation")):
        write(folder, f"a{number}", replace(MEASURES, outcome=outcome), started_at=day(number))
    write(folder, "b", account="Elsewhere", started_at=day(3))
    query = "select account, decided_at, days_to_outcome from account_momentum order by 1"
    assert asked(folder, query) == [
        ("Bakker Logistiek", day(20), 18),
        ("Elsewhere", None, None),
    ]


def patient(seconds: float | None, pleasant: float | None = 7.5) -> Measures:
    talk = replace(MEASURES.talk, patience_s=seconds)
    return replace(MEASURES, talk=talk, pleasantness_per_100_turns=pleasant)


def test_every_measure_of_a_seller_has_its_n_its_trend_and_the_teams_median(folder: Path) -> None:
    """Anna waits 0.2 s in February; 0.4 and 1.0 s in March, once nobody can tell. Bert 0.3 s."""
    write(folder, "a1", patient(0.2), seller="Anna", started_at=day(10, 2))
    write(folder, "a2", patient(0.4), seller="Anna", started_at=day(2))
    write(folder, "a3", patient(1.0, None), seller="Anna", started_at=day(20))
    write(folder, "a4", NOTHING, seller="Anna", started_at=day(21))
    write(folder, "b1", patient(0.3), seller="Bert", started_at=day(20))
    query = """select seller, calls, round(mean, 6), round(trend, 6), round(team_median, 6),
            sellers_compared, too_few_to_compare, too_few_for_trend
        from seller_measures
        where period = 'month' and starts_on = '2026-03-01' and measure = '{}' order by 1"""
    assert asked(folder, query.format("patience_s"), few_calls=2) == [
        ("Anna", 2, 0.7, 0.5, 0.5, 2, False, True),
        ("Bert", 1, 0.3, None, 0.5, 2, True, True),
    ]
    pleasant = asked(folder, query.format("pleasantness_per_100_turns"))
    assert [row[:3] for row in pleasant] == [("Anna", 1, 7.5), ("Bert", 1, 7.5)]
    tensions = asked(folder, query.format("tensions"))
    assert [row[:3] for row in tensions] == [("Anna", 2, 1.0), ("Bert", 1, 1.0)]


def test_no_measure_of_a_call_is_left_out_of_its_sellers(folder: Path) -> None:
    write(folder, "a", replace(MEASURES, talk=FULL_TALK))
    names = {str(name) for (name,) in asked(folder, "select distinct measure from seller_measures")}
    columns = """select column_name from duckdb_columns() where table_name in ('talk', 'counts')
        and column_name <> 'call_id' and not ends_with(column_name, '_at_s')"""
    assert {str(name) for (name,) in asked(folder, columns)} <= names
    parts = {f"score_{part}" for part in ("progress", "silence", "probing", "customer_map", "room")}
    assert parts | {"score", "pleasantness_per_100_turns", "tensions_abandoned"} <= names


FULL_TALK = replace(
    MEASURES.talk, longest_customer_story_s=9.0, customer_share_by_third=(0.4, 0.5, 0.3)
)


def test_of_a_long_row_the_last_five_days_are_named(folder: Path) -> None:
    for number in range(1, 7):
        write(folder, f"a{number}", replace(NO_STEP, flags=()), started_at=day(number))
    found = asked(folder, "select sentence from flags where call_id = 'a6'")
    days = ", ".join(f"2026-03-0{number}" for number in range(2, 7))
    said = f"6 gesprekken op rij zonder vooruitgang bij deze klant: …, {days}."
    assert found == [(said,)]
