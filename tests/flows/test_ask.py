"""Asking the snapshot: ready questions, one's own SQL, and what must not be possible."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from flows.ask import AskError, ready_questions, run_sql
from flows.cli import app
from flows.warehouse import rebuild
from tests.flows.made_records import write_record

HOSTILE = "'); DROP TABLE calls;--"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a published snapshot of three calls."""
    records = tmp_path / "records"
    write_record(records, "a", seller="Jan Smit", customer="=cmd|' /C calc'!A0")
    write_record(records, "b", seller="Karin Bos", customer=HOSTILE)
    write_record(records, "c", seller="Jan Smit")
    rebuild(tmp_path / "callprobe.duckdb", records)
    return tmp_path


def callprobe(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments])


def test_ready_questions_are_listed_with_what_they_answer(data: Path) -> None:
    listed = callprobe(data, "ask").output
    for ready in ready_questions():
        assert ready.name in listed
        assert ready.question.endswith((".", "?"))
        assert ready.question[:40] in listed


@pytest.mark.parametrize("name", [ready.name for ready in ready_questions()])
def test_every_ready_question_has_an_answer(data: Path, name: str) -> None:
    result = callprobe(data, "ask", name, "--as", "json")
    assert result.exit_code == 0, result.output
    assert isinstance(json.loads(result.output), list)


def test_a_question_is_asked_of_one_seller(data: Path) -> None:
    answer = json.loads(callprobe(data, "ask", "sellers", "--seller", "jan", "--as", "json").output)
    assert [(row["seller"], row["calls"]) for row in answer] == [("Jan Smit", 2)]


def test_a_hostile_name_is_a_name(data: Path) -> None:
    owed = ("ask", "who-owes-what", "--customer", HOSTILE, "--as", "json")
    assert {row["customer"] for row in json.loads(callprobe(data, *owed).output)} == {HOSTILE}
    assert run_sql(data / "callprobe.duckdb", "select count(*) from calls")[1] == [(3,)]


def test_what_is_not_there_is_said_with_what_is(data: Path) -> None:
    with pytest.raises(AskError, match=r"there are .*sellers"):
        callprobe_strictly(data, "ask", "luck")
    with pytest.raises(AskError, match="no column mood; it has seller"):
        callprobe_strictly(data, "ask", "sellers", "--where", "mood=good")


def callprobe_strictly(data: Path, *arguments: str) -> None:
    CliRunner().invoke(app, ["--data", str(data), *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    "query",
    [
        "drop table calls",
        "insert into calls select * from calls",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "copy calls to 'out.csv'",
        "attach 'other.db'",
        "set enable_external_access = true",
        "pragma lock_configuration = false",
        "install httpfs",
        "load httpfs",
        "export database 'out'",
        "select 1; drop table calls",
        "selec",
        "",
    ],
)
def test_a_query_can_neither_write_nor_reach_another_file(
    data: Path, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data)
    before = sorted(path.name for path in data.iterdir())
    with pytest.raises(AskError):
        run_sql(data / "callprobe.duckdb", query)
    assert sorted(path.name for path in data.iterdir()) == before
    assert run_sql(data / "callprobe.duckdb", "select count(*) from calls")[1] == [(3,)]


def test_an_answer_is_written_in_every_form(data: Path, tmp_path: Path) -> None:
    query = "select call_id, seller, score, started_at from call_scorecard order by call_id"
    for form in ("csv", "json", "parquet", "excel"):
        out = tmp_path / f"answer.{form}"
        assert callprobe(data, "sql", query, "--as", form, "--out", str(out)).exit_code == 0
    with (tmp_path / "answer.csv").open(encoding="utf-8", newline="") as file:
        assert [row["score"] for row in csv.DictReader(file)] == ["71.5"] * 3
    listed = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))
    assert listed[0] == {
        "call_id": "a",
        "seller": "Jan Smit",
        "score": 71.5,
        "started_at": listed[0]["started_at"],
    }
    parquet = duckdb.read_parquet(str(tmp_path / "answer.parquet"))
    assert [str(kind) for kind in parquet.types] == ["VARCHAR", "VARCHAR", "DOUBLE", "TIMESTAMP"]
    assert len(parquet.fetchall()) == 3
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "answer.excel").read_bytes())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["call_id", "seller", "score", "started_at"]
    assert sheet.max_row == 4


def test_a_name_is_no_formula_in_a_spreadsheet(data: Path) -> None:
    query = "select customer from call_scorecard where call_id = 'a'"
    assert callprobe(data, "sql", query, "--as", "csv").output.splitlines()[1].startswith("'=cmd")


def test_a_table_of_many_columns_is_shown_row_by_row(data: Path) -> None:
    said = callprobe(data, "sql", "from call_scorecard limit 1").output
    assert "seller share of speech  44%" in said
    assert said.strip().endswith("1 row")
