"""Asking the snapshot: ready questions, one's own SQL, and what must not be possible."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from analysis.heard import Doubt
from flows import snapshot
from flows.ask import AskError, Row, ready_questions, run_sql
from flows.cli import app
from flows.snapshot import open_snapshot
from flows.warehouse import rebuild
from tests.flows.made_records import MEASURES, write_record

HOSTILE = "'); DROP TABLE calls;--"


def asked(data: Path, query: str) -> list[Row]:
    with run_sql(data / "callprobe.duckdb", query) as answer:
        return list(answer.rows)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published snapshot of three calls."""
    folder = tmp_path_factory.mktemp("made")
    records = folder / "records"
    write_record(records, "a", seller="Jan Smit", customer="=cmd|' /C calc'!A0")
    write_record(records, "b", seller="Karin Bos", customer=HOSTILE)
    write_record(records, "c", seller="Jan Smit")
    rebuild(folder / "callprobe.duckdb", records)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "data")


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


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [("--seller", "jan smid", ": near it are Jan Smit"), ("--account", "Zzz", "")],
)
def test_a_name_that_no_call_has_is_no_empty_answer(
    data: Path, option: str, name: str, near: str
) -> None:
    result = callprobe(data, "ask", "rescues", option, name)
    said = f"no call has the {option.removeprefix('--')} {name}{near}"
    assert (result.exit_code, str(result.exception)) == (1, said)


def test_a_question_is_asked_of_one_seller(data: Path) -> None:
    answer = json.loads(callprobe(data, "ask", "sellers", "--seller", "jan", "--as", "json").output)
    assert [(row["seller"], row["calls"]) for row in answer] == [("Jan Smit", 2)]


def test_a_hostile_name_is_a_name(data: Path) -> None:
    owed = ("ask", "who-owes-what", "--customer", HOSTILE, "--as", "json")
    assert {row["customer"] for row in json.loads(callprobe(data, *owed).output)} == {HOSTILE}
    assert asked(data, "select count(*) from calls") == [(3,)]


def test_what_is_not_there_is_said_with_what_is(data: Path) -> None:
    with pytest.raises(AskError, match=r"there are .*sellers"):
        callprobe_strictly(data, "ask", "luck")
    with pytest.raises(AskError, match="no column mood; it has seller"):
        callprobe_strictly(data, "ask", "sellers", "--where", "mood=good")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("select sellr from call_scorecard", r'"sellr" not found .*! Candidate bindings: "seller"'),
        ("select * from scorecards", r'scorecards does not exist! Did you mean "scores"\?$'),
        ("select sum(seller) from calls", r"explicit type casts\.$"),
        ("selct 1", r'syntax error at or near "selct"$'),
    ],
)
def test_of_a_slip_duckdb_says_what_was_probably_meant(data: Path, query: str, hint: str) -> None:
    with pytest.raises(AskError, match=hint) as error:
        asked(data, query)
    assert "\n" not in str(error.value)


def test_the_whole_row_of_calls_counts_whoever_held_the_last(tmp_path: Path) -> None:
    """Jan held one call of the account, Karin two: asked about either, it lingers for three."""
    no_step = replace(MEASURES, outcome="continuation", commitments=())
    for day, seller in ((2, "Jan Smit"), (3, "Karin Bos"), (4, "Karin Bos")):
        at = datetime(2026, 3, day, 10)
        write_record(tmp_path / "records", f"c{day}", no_step, seller=seller, started_at=at)
    rebuild(tmp_path / "callprobe.duckdb", tmp_path / "records")
    for seller, calls in (("jan", [3]), ("KARIN", [3])):
        said = callprobe(tmp_path, "ask", "lingering-deals", "--seller", seller, "--as", "json")
        assert [row["calls_without_progress"] for row in json.loads(said.output)] == calls
    for day, calls in (("2026-03-04", 1), ("2026-03-05", 0)):
        said = callprobe(tmp_path, "ask", "lingering-deals", "--since", day, "--as", "json")
        assert len(json.loads(said.output)) == calls


def test_who_holds_the_calls_that_linger_is_told_across_time_zones(tmp_path: Path) -> None:
    """Jan's advance at ten in Amsterdam (nine in London) came first; then Ann in London at half
    past nine, and Joe in New York at half past five: hers led nowhere first, and his."""
    no_step = replace(MEASURES, outcome="continuation", commitments=())
    for name, at, measures in (
        ("Jan", "2026-03-02T10:00:00+01:00", MEASURES),
        ("Ann", "2026-03-02T09:30:00+00:00", no_step),
        ("Joe", "2026-03-02T05:30:00-05:00", no_step),
    ):
        at_his = datetime.fromisoformat(at)
        write_record(tmp_path / "records", name, measures, seller=name, started_at=at_his)
    rebuild(tmp_path / "callprobe.duckdb", tmp_path / "records")
    said = callprobe(tmp_path, "ask", "lingering-deals", "--as", "json")
    assert [row["sellers"] for row in json.loads(said.output)] == ["Ann, Joe"]


@pytest.mark.parametrize("question", ["rescues", "probing-questions-that-worked"])
def test_a_silence_timed_without_sound_is_marked(tmp_path: Path, question: str) -> None:
    rescued = replace(MEASURES.silences[0], result="rescued", broken_by="seller", answer="none")
    silences = (rescued,) if question == "rescues" else MEASURES.silences
    for name, doubts in (("heard", ()), ("told", (Doubt("told_times", "By another program."),))):
        measures = replace(MEASURES, silences=silences)
        write_record(tmp_path / "records", name, measures, doubts=doubts)
    rebuild(tmp_path / "callprobe.duckdb", tmp_path / "records")
    said = callprobe(tmp_path, "ask", question, "--as", "json")
    sure = {row["recording"]: row["pause_sure"] for row in json.loads(said.output)}
    assert sure == {"heard.flac": True, "told.flac": False}


def test_a_question_says_what_it_can_be_asked_about(data: Path) -> None:
    with pytest.raises(AskError, match="sellers takes no --customer; it takes --seller"):
        callprobe_strictly(data, "ask", "sellers", "--customer", "x")


def test_a_ready_question_runs_in_any_duckdb_tool(data: Path) -> None:
    """Its parameters are variables that are not set."""
    with duckdb.connect(str(data / "callprobe.duckdb"), read_only=True) as tool:
        for ready in ready_questions():
            assert tool.sql(ready.sql).columns
        tool.sql("set variable seller = 'karin'")
        sellers = next(ready for ready in ready_questions() if ready.name == "sellers")
        assert [row[0] for row in tool.sql(sellers.sql).fetchall()] == ["Karin Bos"]


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
        "load '/tmp/mine.duckdb_extension'",
        "export database 'out'",
        "import database 'out'",
        "select * from read_text('callprobe.duckdb')",
        "select * from glob('*')",
        "select * from query_table('/etc/passwd')",
        "select * from sniff_csv('/etc/passwd')",
        "explain analyze copy calls to 'out.csv'",
        "set temp_directory = 'out'",
        "call enable_profiling(save_location = 'out.json')",
        "call enable_logging(storage = 'file', storage_path = 'out')",
        "create persistent secret mine (type http, bearer_token 'x')",
        "select getenv('HOME')",
        "call start_ui()",
        "reset enable_external_access",
        "create table mine as select 1",
        "truncate calls",
        "from snapshot",
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
        asked(data, query)
    assert sorted(path.name for path in data.iterdir()) == before
    assert asked(data, "select count(*) from calls") == [(3,)]


def test_what_memory_cannot_hold_is_not_put_beside_the_snapshot(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(snapshot.SHUT_IN, "memory_limit", "60MB")
    monkeypatch.setitem(snapshot.SHUT_IN, "threads", 1)
    before = sorted(path.name for path in data.iterdir())
    long = "select repeat('x', 100) || i as text from range(400000) numbers(i) order by text"
    with (
        open_snapshot(data / "callprobe.duckdb"),
        run_sql(data / "callprobe.duckdb", long) as answer,
    ):
        first = next(iter(answer.rows))
        assert sorted(path.name for path in data.iterdir()) == before
    assert str(first[0]).endswith("x0")


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


def test_a_figure_is_told_as_it_was_meant(data: Path, tmp_path: Path) -> None:
    """A tenth and two tenths are three, and not 0.30000000000000004."""
    added = "select 0.1::double + 0.2::double as share, 1e-9::double as small"
    for ending in ("csv", "xlsx"):
        assert (
            callprobe(data, "sql", added, "--out", str(tmp_path / f"sum.{ending}")).exit_code == 0
        )
    assert (tmp_path / "sum.csv").read_text(encoding="utf-8").split() == [
        "share,small",
        "0.3,1e-09",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "sum.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [0.3, 1e-9]


EVERY_TYPE = """
    select 1.50::decimal(9, 2) as amount, [1, 2] as list, {'x': 1} as nested, map {'a': 1} as map,
        'a' || chr(7) || 'b' as control, 'x'::blob as bytes, interval 90 minutes as length,
        time '10:00' as hour, '2026-03-01' as text, date '2026-03-01' as day, null as nothing,
        timestamptz '2026-03-01 10:00:00+00' as moment, 'nan'::double as odd, 2::hugeint as large
"""


def test_every_type_of_duckdb_is_written_in_every_form(data: Path, tmp_path: Path) -> None:
    for ending in ("csv", "json", "parquet", "xlsx"):
        result = callprobe(data, "sql", EVERY_TYPE, "--out", str(tmp_path / f"answer.{ending}"))
        assert result.exit_code == 0, (ending, result.exception)
    with duckdb.connect() as reader:
        reader.execute("set timezone = 'UTC'")
        before, after = (
            (found.types, list(map(repr, found.fetchall())))
            for found in (
                reader.sql(
                    EVERY_TYPE.replace("null as", "null::int as").replace(
                        "hugeint", "decimal(38,0)"
                    )
                ),
                reader.read_parquet(str(tmp_path / "answer.parquet")),
            )
        )
    assert after == before
    (row,) = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))
    assert (row["amount"], row["list"], row["text"], row["odd"]) == (
        1.5,
        [1, 2],
        "2026-03-01",
        None,
    )
    sheet = openpyxl.load_workbook(tmp_path / "answer.xlsx").active
    assert sheet is not None
    assert [sheet.cell(2, column).value for column in (1, 2, 5)] == [1.5, "[1, 2]", "a b"]


def test_an_answer_without_rows_is_a_file_with_columns(data: Path, tmp_path: Path) -> None:
    query = "select call_id, score from call_scorecard where false"
    for ending in ("csv", "json", "parquet", "xlsx"):
        assert callprobe(data, "sql", query, "--out", str(tmp_path / f"a.{ending}")).exit_code == 0
    parquet = duckdb.read_parquet(str(tmp_path / "a.parquet"))
    assert (parquet.columns, parquet.fetchall()) == (["call_id", "score"], [])


def test_an_endless_answer_ends_on_the_screen_and_says_so(data: Path) -> None:
    said = callprobe(data, "sql", "from range(100_000_000_000)", "--rows", "3").output
    assert said.split()[:4] == ["range", "0", "1", "2"]
    assert "The first 3 rows; --rows 0 shows all" in said


def test_a_failing_answer_leaves_the_file_that_was_there(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.csv"
    out.write_text("of yesterday", encoding="utf-8")
    query = "select if(range < 5000, 1, error('too far')) from range(100_000)"
    assert callprobe(data, "sql", query, "--out", str(out)).exit_code == 1
    assert out.read_text(encoding="utf-8") == "of yesterday"
    assert {path.name for path in tmp_path.iterdir()} == {"answer.csv", "data"}


def test_what_a_sheet_cannot_hold_is_one_line(data: Path, tmp_path: Path) -> None:
    query = "select if(range < 5000, 1, error('too far')) from range(100_000)"
    command = ["-m", "flows.cli", "--data", str(data), "sql", query]
    ran = subprocess.run(
        [sys.executable, *command, "--out", str(tmp_path / "a.xlsx")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("callprobe: DuckDB does not take that")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_no_column_is_lost_to_one_of_the_same_name(data: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"answer.{form}"
    asked_for = callprobe(data, "sql", "select 1 as a, 2 as a", "--out", str(out))
    assert "two columns have the same name" in str(asked_for.exception)
    assert not out.exists()


# Tests that run in the background are deaf to Ctrl-C, and so is what they start.
AS_AT_A_KEYBOARD = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def test_ctrl_c_stops_a_query(data: Path) -> None:
    endless = "select count(*) from range(10000000) a(i), range(1000000) b(j) where i * j % 7 = 3"
    command = ["-m", "flows.cli", "--data", str(data), "sql", endless]
    with subprocess.Popen(
        [sys.executable, "-c", AS_AT_A_KEYBOARD, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as asked_for:
        try:
            until = time.monotonic() + 60
            while not has_open(asked_for.pid, data / "callprobe.duckdb"):
                assert time.monotonic() < until, "the query did not begin"
                time.sleep(0.05)
            time.sleep(0.5)  # in the middle of it, not at its beginning
            asked_for.send_signal(signal.SIGINT)
            said, _ = asked_for.communicate(timeout=60)
        finally:
            asked_for.kill()
    assert asked_for.returncode == 130  # as a shell says of what it stopped itself
    assert b"Traceback" not in said


def has_open(process: int, path: Path) -> bool:
    found = set()
    for handle in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):  # it was closed meanwhile
            found.add(handle.readlink())
    return path.resolve() in found


def test_a_name_is_no_formula_in_a_spreadsheet(data: Path) -> None:
    query = "select customer from call_scorecard where call_id = 'a'"
    assert callprobe(data, "sql", query, "--as", "csv").output.splitlines()[1].startswith("'=cmd")


def test_a_file_whose_ending_says_nothing_needs_its_form(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.foo"
    refused = callprobe(data, "sql", "select 1 as a", "--out", str(out))
    assert refused.exit_code == 2
    assert not out.exists()
    assert callprobe(data, "sql", "select 1 as a", "--out", str(out), "--as", "csv").exit_code == 0
