"""The manager's views over calls whose every figure is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from analysis.findings import Measures, NotMeasurable
from analysis.heard import Doubt
from flows.reviews import load_reviews
from flows.snapshot import open_snapshot, rows
from flows.verdicts import Judgement, Kind, Verdict, Verdicts
from flows.warehouse import load, rebuild
from tests.flows.made_records import (
    COUNTS,
    MEASURES,
    MEETING,
    NOTHING,
    QUESTION,
    SILENCE,
    write_record,
)
from tests.flows.test_views import query

JUDGED: tuple[Judgement, ...] = ("right", "right", "right", "wrong", "unsure")
NO_STEP = replace(MEASURES, outcome="continuation", commitments=())
STALL = replace(
    MEETING, id=1, by="customer", kind="stall", step="other", grade=None, when_date=None
)
STALLED = replace(NO_STEP, commitments=(STALL,))
QUOTE = replace(MEETING, id=0, by="seller", kind="commit", step="quote", when_date=None)


def at(day: int, hour: int = 10) -> datetime:
    return datetime.fromisoformat(f"2026-03-{day:02}T{hour}:00:00+01:00")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def write(tmp_path: Path, name: str, measures: Measures = MEASURES, **about: object) -> None:
    write_record(tmp_path / "records", name, measures, **about)


def asked(database: Path, name: str) -> list[dict[str, object]]:
    sql = (files("sql") / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    with open_snapshot(database) as connection:
        return rows(connection, sql)


def scored(points: float) -> Measures:
    return replace(MEASURES, score=replace(MEASURES.score, total=points))


def test_a_seller_is_seen_beside_the_team_and_the_week_before(
    tmp_path: Path, database: Path
) -> None:
    write(tmp_path, "a1", scored(40.0), seller="Anna", started_at=at(2))
    write(tmp_path, "a2", scored(60.0), seller="Anna", started_at=at(9))
    write(
        tmp_path,
        "a3",
        replace(scored(80.0), outcome="continuation"),
        seller="Anna",
        started_at=at(10),
    )
    write(tmp_path, "b1", scored(90.0), seller="Bert", started_at=at(11))
    write(tmp_path, "c1", scored(10.0), seller="Cor", started_at=at(11))
    rebuild(database, tmp_path / "records")
    week = "select * from seller_scorecard where period = 'week' and starts_on = '2026-03-09'"
    found = {row["seller"]: row for row in query(database, week)}
    assert set(found) == {"Anna", "Bert", "Cor"}
    anna = found["Anna"]
    assert (anna["calls"], anna["score"], anna["score_trend"]) == (2, 70.0, 30.0)
    assert anna["progress_rate"] == 0.5
    assert {name: row["score_percentile"] for name, row in found.items()} == {
        "Cor": 0.0,
        "Anna": 0.5,
        "Bert": 1.0,
    }
    assert {row["team_median_score"] for row in found.values()} == {70.0}
    assert anna["silence_kept_rate"] == COUNTS.silences_kept / (
        (COUNTS.silences_kept or 0) + (COUNTS.silences_rescued or 0) + (COUNTS.silences_run_on or 0)
    )
    assert anna["too_few_to_compare"] is True


def test_one_seller_alone_has_no_percentile(tmp_path: Path, database: Path) -> None:
    write(tmp_path, "a", seller="Anna")
    rebuild(database, tmp_path / "records")
    assert {r["score_percentile"] for r in query(database, "from seller_scorecard")} == {None}


def test_the_trend_counts_every_outcome_once(tmp_path: Path, database: Path) -> None:
    for day, outcome in ((2, "order"), (3, "no"), (4, "continuation"), (5, "advance")):
        write(tmp_path, f"c{day}", replace(MEASURES, outcome=outcome), started_at=at(day))
    rebuild(database, tmp_path / "records")
    (month,) = query(database, "from team_trend where period = 'month'")
    named = ("calls", "orders", "advances", "clear_noes", "continuations", "not_measurable")
    assert [month[name] for name in named] == [4, 1, 1, 1, 1, 0]
    assert month["progress_rate"] == 0.75
    assert month["starts_on"] == date(2026, 3, 1)


def test_the_painfully_long_no_is_told_from_a_deal_that_moves(
    tmp_path: Path, database: Path
) -> None:
    write(tmp_path, "l0", account="Long", started_at=at(1))
    for day in (2, 3, 4):
        write(tmp_path, f"l{day}", STALLED, account="Long", started_at=at(day))
    write(tmp_path, "m1", STALLED, account="Moves", started_at=at(2))
    write(tmp_path, "m2", account="Moves", started_at=at(3))
    rebuild(database, tmp_path / "records")
    found = {row["account"]: row for row in query(database, "from account_momentum")}
    assert found["Long"]["painfully_long_no"] is True
    assert (found["Long"]["calls"], found["Long"]["calls_without_progress"]) == (4, 3)
    assert found["Long"]["last_step"] == "meeting"
    assert found["Long"]["last_step_at"] == at(1).replace(tzinfo=None)
    assert found["Moves"]["painfully_long_no"] is False
    assert found["Moves"]["calls_without_progress"] == 0
    assert found["Moves"]["both_owe_what"] == "meeting by 2026-03-10"


def test_a_quote_out_without_a_commitment_is_counted(tmp_path: Path, database: Path) -> None:
    write(tmp_path, "a", replace(NO_STEP, commitments=(QUOTE,)), account="Waits")
    write(
        tmp_path,
        "b",
        replace(MEASURES, commitments=(QUOTE, replace(MEETING, id=1))),
        account="Meets",
    )
    rebuild(database, tmp_path / "records")
    rows = query(database, "select account, quotes_without_commitment n from account_momentum")
    assert {row["account"]: row["n"] for row in rows} == {"Waits": 1, "Meets": 0}


def test_promises_are_overdue_due_later_or_without_a_day(tmp_path: Path, database: Path) -> None:
    today = date.today()
    days = (today - timedelta(3), today + timedelta(2), today + timedelta(30), None)
    acts = tuple(replace(MEETING, id=i, when_date=day) for i, day in enumerate(days))
    stalled = replace(STALL, id=9)
    load(
        database,
        [write_record(tmp_path / "r", "a", replace(MEASURES, commitments=(*acts, stalled)))],
    )
    rows = query(database, "select state, days_overdue from open_commitments order by due")
    assert [row["state"] for row in rows] == ["overdue", "due", "later", "no date"]
    assert rows[0]["days_overdue"] == 3


def test_the_question_bank_knows_what_worked_and_how_often_it_was_tried(
    tmp_path: Path, database: Path
) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", replace(NO_STEP, questions=(replace(QUESTION, text="wat kost dat u"),)))
    rescued = replace(SILENCE, result="rescued", rescue_kind="options", answer="none")
    write(tmp_path, "c", replace(MEASURES, silences=(rescued,)))
    rebuild(database, tmp_path / "records")
    (row,) = query(database, "from question_bank")
    figures = ("asked", "silences_kept", "answered_after_silence", "worked")
    assert [row[name] for name in figures] == [3, 2, 2, 1]
    assert row["question"] == "Wat kost dat u?"


def test_the_silence_curve_adds_up_to_all_probing_silences(tmp_path: Path, database: Path) -> None:
    for index, seconds in enumerate((0.2, 0.4, 1.3, 3.5, 9.0)):
        silence = replace(SILENCE, seller_silence_s=seconds, answer="answered" if index else "none")
        write(tmp_path, f"c{index}", replace(MEASURES, silences=(silence,)))
    rebuild(database, tmp_path / "records")
    rows = query(database, "select from_s, silences, answered_share from silence_curve")
    assert [(row["from_s"], row["silences"]) for row in rows] == [
        (0.0, 2),
        (1.0, 1),
        (3.5, 1),
        (5.0, 1),
    ]
    assert rows[0]["answered_share"] == 0.5


def test_every_moment_can_be_opened_where_it_is(tmp_path: Path, database: Path) -> None:
    write(tmp_path, "a")
    rebuild(database, tmp_path / "records")
    rows = query(database, "from moments order by kind")
    kinds = {row["kind"] for row in rows}
    assert kinds == {
        *("question", "silence", "commitment", "need", "tension", "interruption", "flag")
    }
    silence = next(row for row in rows if row["kind"] == "silence")
    assert (silence["what"], silence["review_link"]) == (
        "kept",
        "http://127.0.0.1:8642/call/a#t=10.0&m=silence:115",
    )


def judge(tmp_path: Path, call: str, key: str, judged: Judgement, author: str = "Vera") -> None:
    kind: Kind = "moment" if ":" in key else "flag"
    second = int(key.partition(":")[2]) / 10 if kind == "moment" else 40.0
    at = "2026-03-10T10:00:00+00:00"
    Verdicts(tmp_path).keep(
        Verdict(call, kind, key, second, None, judged, author, at, "", "De verkoper", "")
    )


def test_findings_are_as_precise_as_coaches_found_them(tmp_path: Path, database: Path) -> None:
    """A mark is no verdict; nor does an "unsure" count for or against."""
    for name in "abcde":
        write(tmp_path, name)
    rebuild(database, tmp_path / "records")
    for name, judged in zip("abcde", JUDGED, strict=True):
        judge(tmp_path, name, "rescued_customer", judged)
    judge(tmp_path, "a", "rescued_customer", "right", "Wim")
    for key in ("silence:115", "commitment:800", "tension:150"):
        judge(tmp_path, "a", key, "right")
        judge(tmp_path, "b", key, "wrong")
    judge(tmp_path, "a", "missed:400", "wrong")
    load_reviews(database, tmp_path)
    found = {(row["kind"], row["what"]): row for row in query(database, "from flag_precision")}
    flag = found.pop(("flag", "rescued_customer"))
    assert (flag["verdicts"], flag["right"], flag["wrong"], flag["unsure"]) == (6, 4, 1, 1)
    assert flag["precision_rate"] == pytest.approx(4 / 5)
    assert (flag["coaches"], flag["calls"], flag["too_few_to_tell"]) == (2, 5, False)
    assert set(found) == {(what, what) for what in ("silence", "commitment", "tension")}
    assert {row["precision_rate"] for row in found.values()} == {0.5}
    assert {row["too_few_to_tell"] for row in found.values()} == {True}


def test_what_keeps_calls_from_being_measured_is_counted(tmp_path: Path, database: Path) -> None:
    """Of three calls one is told all about, one nothing, and of one nobody knows who sells."""
    write(tmp_path, "a", doubts=(Doubt("clipped", "The first."),))
    write(tmp_path, "b", seller=None, started_at=None)
    write(tmp_path, "c", NOTHING, doubts=(Doubt("clipped", "The last."),))
    unsure = replace(MEASURES, not_measurable=(NotMeasurable("silences", "no sound"),))
    write(tmp_path, "d", unsure, doubts=(Doubt("clipped", "The last."),))
    rebuild(database, tmp_path / "records")
    found = {
        row["trouble"]: (row["calls"], row["example_call_id"], row["example"])
        for row in query(database, "from data_quality")
    }
    assert found == {
        "doubt: bleed": (1, "b", "The channels leak into each other (-20 dB)."),
        "doubt: clipped": (3, "a", "The first."),
        "no seller's name": (1, "b", "b.flac"),
        "no time of the call": (1, "b", "b.flac"),
        "not measurable: roles": (1, "c", "it is not certain who sells"),
        "uncertain: silences": (1, "d", "no sound"),
        "who sells is not known": (1, "c", "role confidence 0.4"),
    }
    (shares,) = query(database, "select sum(share_of_calls) as shares from data_quality")
    assert shares["shares"] == pytest.approx(9 / 4)


def test_calls_are_in_order_by_the_moment_they_were_held_at(tmp_path: Path, database: Path) -> None:
    lingers = replace(MEASURES, outcome="continuation")
    later, earlier = "2026-03-10T10:00:00+00:00", "2026-03-10T10:30:00+01:00"
    write(tmp_path, "a", lingers, started_at=datetime.fromisoformat(earlier))
    write(
        tmp_path, "b", replace(MEASURES, outcome="order"), started_at=datetime.fromisoformat(later)
    )
    rebuild(database, tmp_path / "records")
    (row,) = query(database, "from account_momentum")
    assert (row["last_outcome"], row["calls_without_progress"]) == ("order", 0)
    assert row["last_call"] == datetime(2026, 3, 10, 10)
    assert asked(database, "lingering_deals") == []
    owed = query(database, "select distinct call_id, calls_since from open_commitments order by 1")
    assert [row["calls_since"] for row in owed] == [1, 0]


def test_silences_that_no_sound_bears_out_are_in_no_rate(tmp_path: Path, database: Path) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", doubts=(Doubt("told_times", "there is no sound"),))
    rebuild(database, tmp_path / "records")
    cards = query(
        database, "select silences_judged, silences_sure from call_scorecard order by call_id"
    )
    assert [tuple(card.values()) for card in cards] == [(4, True), (4, False)]
    (team,) = query(database, "from team_trend where period = 'week'")
    assert (team["calls"], team["silences_judged"]) == (2, 4)
    assert query(database, "select sum(silences) as n from silence_curve") == [{"n": 1}]
    calls = query(
        database,
        """select measure, calls from seller_measures
        where period = 'week' and measure in ('silence_kept_rate', 'probing_questions')
        order by measure""",
    )
    assert [row["calls"] for row in calls] == [2, 1]


def test_what_is_overdue_says_on_what_condition(tmp_path: Path, database: Path) -> None:
    promised = replace(
        MEETING, conditional=True, condition="if she says yes", when_date=date(2020, 4, 30)
    )
    write(tmp_path, "a", replace(MEASURES, commitments=(promised,)))
    rebuild(database, tmp_path / "records")
    assert [row["condition"] for row in asked(database, "overdue")] == ["if she says yes"]
