"""The views and the ready queries: the manager's language, over calls whose figures are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from flows.snapshot import open_snapshot, rows
from flows.warehouse import load, rebuild
from tests.flows.made_records import (
    MEASURES,
    MEETING,
    NOTHING,
    SILENCE,
    evidence,
    write_record,
)

QUERIES = files("sql") / "queries"


def query(database: Path, sql: str, *parameters: object) -> list[dict[str, object]]:
    with open_snapshot(database) as connection:
        return rows(connection, sql, parameters)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def test_a_call_nobody_can_tell_the_roles_of_has_no_figures(tmp_path: Path, database: Path) -> None:
    load(database, [write_record(tmp_path / "records", "a", NOTHING)])
    card = query(database, "select * from call_scorecard")[0]
    for column in ("outcome", "score", "seller_share_of_speech", "probing_questions"):
        assert card[column] is None, column
    for column in ("customer_commitments", "joint_commitments", "seller_commitments", "stalls"):
        assert card[column] is None, column
    assert card["not_measurable"] == "roles: it is not certain who sells"


def test_a_name_with_sql_in_it_is_a_name(tmp_path: Path, database: Path) -> None:
    name = "'); DROP TABLE calls;--"
    load(database, [write_record(tmp_path / "records", "a", customer=name)])
    assert query(database, "select seller from call_scorecard where customer = ?", name) == [
        {"seller": "Sanne de Vries"}
    ]


def test_calls_are_ranked_by_their_worst_flag(tmp_path: Path, database: Path) -> None:
    mild = replace(MEASURES.flags[0], name="check_by_hand", severity=1)
    grave = replace(
        MEASURES.flags[0],
        name="claim_not_found",
        severity=3,
        evidence=(evidence(30.0, "Misschien."), evidence(50.0, "Nee.")),
    )
    write_record(tmp_path / "records", "mild", replace(MEASURES, flags=(mild,)))
    write_record(tmp_path / "records", "grave", replace(MEASURES, flags=(mild, grave)))
    rebuild(database, tmp_path / "records")
    ranked = query(
        database,
        "select rank, call_id, flag, moments, first_moment_s, first_quote from flagged_calls",
    )
    assert [(row["rank"], row["call_id"], row["flag"]) for row in ranked] == [
        (1, "grave", "claim_not_found"),
        (1, "grave", "check_by_hand"),
        (2, "mild", "check_by_hand"),
    ]
    assert (ranked[0]["moments"], ranked[0]["first_moment_s"]) == (2, 30.0)
    assert ranked[0]["first_quote"] == "Misschien."


def test_one_grave_flag_comes_before_many_mild_ones_and_then_the_latest_call(
    tmp_path: Path, database: Path
) -> None:
    two = replace(MEASURES.flags[0], severity=2)
    other, grave = replace(two, name="no_probing"), replace(two, severity=3)
    flagged = (
        ("early", (two,), 9),
        ("grave", (grave,), 1),
        ("late", (two,), 10),
        ("many", (two, other), 2),
    )
    for name, flags, day in flagged:
        measures, at = replace(MEASURES, flags=flags), datetime(2026, 3, day, 10)
        write_record(tmp_path / "records", name, measures, started_at=at)
    rebuild(database, tmp_path / "records")
    ranked = query(database, "select distinct rank, call_id from flagged_calls order by rank")
    assert [row["call_id"] for row in ranked] == ["grave", "many", "late", "early"]
    assert [row["rank"] for row in ranked] == [1, 2, 3, 4]


def test_the_next_step_is_the_firmest_one_of_the_customer(tmp_path: Path, database: Path) -> None:
    quote = replace(MEETING, id=1, by="seller", kind="commit", step="quote", grade="A")
    tentative = replace(MEETING, id=2, by="customer", step="trial", grade="C")
    stall = replace(MEETING, id=3, by="customer", kind="stall", step="other", grade=None)
    acts = (quote, tentative, MEETING, stall)
    load(database, [write_record(tmp_path / "r", "a", replace(MEASURES, commitments=acts))])
    card = query(database, "select * from call_scorecard")[0]
    assert (card["next_step"], card["next_step_when"]) == ("meeting", "dinsdag om tien uur")
    assert [card[f"{side}_commitments"] for side in ("customer", "joint", "seller")] == [1, 1, 1]
    assert card["stalls"] == 1


@pytest.mark.parametrize("name", sorted(path.name for path in QUERIES.iterdir()))
def test_every_ready_query_says_its_question_and_runs(
    tmp_path: Path, database: Path, name: str
) -> None:
    sql = (QUERIES / name).read_text(encoding="utf-8")
    assert sql.startswith("-- ")
    assert "?" in sql.splitlines()[0]
    acts = (MEETING, replace(MEETING, id=1, by="seller", kind="commit", step="quote"))
    write_record(tmp_path / "records", "a", replace(MEASURES, commitments=acts))
    no_step = replace(MEASURES, commitments=acts[1:], outcome="continuation")
    rescued = replace(SILENCE, result="rescued", rescue_kind="options", answer="none")
    for call_id in ("b", "c"):
        measures = replace(no_step, silences=(rescued,))
        write_record(tmp_path / "records", call_id, measures, account="B")
    rebuild(database, tmp_path / "records")
    assert query(database, sql)
