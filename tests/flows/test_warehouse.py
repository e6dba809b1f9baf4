"""The warehouse holds what the records say: no more, no less, however often they are loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analysis.conversation import Interlude
from flows.current import load_records, publish_snapshot
from flows.settings import load_settings
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load, rebuild
from flows.warehouse_file import WarehouseError, open_warehouse
from tests.flows.made_records import (
    COUNTS,
    MEASURES,
    MEETING,
    TALK,
    write_record,
    write_records,
)


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table and view."""
    with open_snapshot(database) as connection:
        names = connection.execute(
            """
            select table_name from duckdb_tables() where not internal
            union all
            select view_name from duckdb_views() where not internal
            """
        ).fetchall()
        return {
            name: connection.execute(f'select * from "{name}" order by all').fetchall()
            for (name,) in names
            if not name.startswith("schema_")
        }


def query(database: Path, sql: str, *parameters: object) -> list[dict[str, object]]:
    with open_snapshot(database) as connection:
        return rows(connection, sql, parameters)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def test_every_table_gets_the_rows_of_a_record(tmp_path: Path, database: Path) -> None:
    assert load(database, [write_record(tmp_path / "records", "a")]) == 1
    counted = {name: len(found) for name, found in everything(database).items()}
    with open_snapshot(database) as connection:
        tables = connection.sql("select table_name from duckdb_tables()").fetchall()
    assert {name: counted[name] for (name,) in tables if name in counted} == {
        "calls": 1,
        "talk": 1,
        "counts": 1,
        "scores": 1,
        "turns": 2,
        "questions": 1,
        "silences": 1,
        "commitments": 1,
        "customer_map": 1,
        "tensions": 1,
        "interruptions": 1,
        "flags": 1,
        "flag_moments": 1,
        "not_measurable": 0,
        "doubts": 1,
        "reviews": 0,
        "participants": 2,
        "interludes": 0,
        "words": 0,
        "view_settings": 1,
    }
    assert (counted["call_scorecard"], counted["flagged_calls"]) == (1, 1)


def test_figures_arrive_as_they_were_measured(tmp_path: Path, database: Path) -> None:
    load(database, [write_record(tmp_path / "records", "a")])
    talk = query(database, "select * from talk")[0]
    assert talk["seller_share_of_speech"] == TALK.seller_talk_share_of_speech
    assert talk["longest_seller_monologue_at_s"] == 3.0
    assert talk["longest_customer_story_at_s"] is None
    assert talk["customer_share_first_third"] == 0.4
    assert talk["customer_share_middle_third"] is None
    assert talk["patience_s"] == -0.1
    counts = query(database, "select * from counts")[0]
    assert counts["silence_kept_rate"] == COUNTS.silence_kept_rate
    bands = ("under_half_s", "half_to_1_s", "1_to_2_s", "2_to_3_s", "from_3_s")
    assert tuple(counts[f"pauses_{band}"] for band in bands) == COUNTS.pause_bands
    silence = query(database, "select * from silences")[0]
    assert (silence["pause_s"], silence["result"]) == (3.5, "kept")
    assert silence["hesitations"] == "eh, tja"
    commitment = query(database, "select * from commitments")[0]
    assert commitment["when_date"] == MEETING.when_date
    assert (commitment["start_s"], commitment["quote"]) == (80.0, "Ja, dat is goed.")


def test_the_start_is_the_wall_clock_where_the_call_was_made(
    tmp_path: Path, database: Path
) -> None:
    late = datetime.fromisoformat("2026-03-09T23:30:00+01:00")
    write_record(tmp_path / "records", "a", started_at=late)
    write_record(tmp_path / "records", "b", started_at=None)
    rebuild(database, tmp_path / "records")
    started = query(database, "select call_id, started_at::varchar as at from calls order by 1")
    assert [row["at"] for row in started] == ["2026-03-09 23:30:00", None]


def test_loading_again_changes_nothing(tmp_path: Path, database: Path) -> None:
    records = write_records(tmp_path / "records", ["a", "b", "c"])
    load(database, records)
    once = everything(database)
    assert load(database, records) == 3
    assert load(database, records[1:2]) == 1
    assert everything(database) == once


def test_a_call_measured_again_replaces_what_was_known(tmp_path: Path, database: Path) -> None:
    load(database, write_records(tmp_path / "records", ["a", "b"]))
    fewer = replace(MEASURES, questions=(), silences=(), flags=(), outcome="no")
    load(database, [write_record(tmp_path / "records", "a", fewer)])
    assert query(database, "select call_id from questions") == [{"call_id": "b"}]
    outcomes = query(database, "select call_id, outcome from calls order by 1")
    assert [row["outcome"] for row in outcomes] == ["no", "advance"]


def test_of_two_records_of_a_call_one_counts(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "records"
    write_record(folder, "a", name="1")
    write_record(folder, "a", replace(MEASURES, outcome="no"), name="2")
    assert load(database, sorted(folder.iterdir())) == 1
    assert query(database, "select outcome, record from calls") == [
        {"outcome": "no", "record": "2.json"}
    ]


def test_rebuilding_gives_the_same_content(tmp_path: Path, database: Path) -> None:
    records = write_records(tmp_path / "records", ["a", "b", "c"])
    for record in records:
        load(database, [record])
    before = everything(database)
    assert rebuild(database, tmp_path / "records") == 3
    assert everything(database) == before
    assert {path.name for path in tmp_path.iterdir()} == {"records", "warehouse.duckdb"}


def test_rebuilding_forgets_calls_whose_record_is_gone(tmp_path: Path, database: Path) -> None:
    records = write_records(tmp_path / "records", ["a", "b"])
    load(database, records)
    records[0].unlink()
    assert rebuild(database, tmp_path / "records") == 1
    assert query(database, "select call_id from call_scorecard") == [{"call_id": "b"}]


def test_rebuilding_from_no_records_gives_an_empty_warehouse(
    tmp_path: Path, database: Path
) -> None:
    (tmp_path / "records").mkdir()
    assert rebuild(database, tmp_path / "records") == 0
    assert query(database, "select * from call_scorecard") == []


def test_no_table_holds_a_row_of_an_unknown_call(tmp_path: Path, database: Path) -> None:
    records = write_records(tmp_path / "records", ["a", "b"])
    load(database, records)
    load(database, records[:1])
    with open_snapshot(database) as connection:
        tables = connection.execute(
            "select table_name from duckdb_columns() where column_name = 'call_id' and not internal"
        ).fetchall()
        for (table,) in tables:
            orphans = f'select * from "{table}" where call_id not in (select call_id from calls)'
            assert connection.execute(orphans).fetchall() == [], table


def test_every_finding_stands_on_what_it_came_from(tmp_path: Path, database: Path) -> None:
    load(database, write_records(tmp_path / "records", ["a", "b"]))
    for orphans in (
        "from silences anti join questions using (call_id, question_id)",
        "from flag_moments anti join flags using (call_id, flag)",
        "from questions anti join turns using (call_id, turn_id)",
        "from turns anti join participants using (call_id, side)",
    ):
        assert query(database, f"select * {orphans}") == [], orphans


def test_who_took_part_is_a_row_a_side(tmp_path: Path, database: Path) -> None:
    load(database, [write_record(tmp_path / "records", "a", customer=None)])
    people = query(database, "select * exclude (call_id) from participants order by side desc")
    assert [tuple(row.values()) for row in people] == [
        ("seller", "Sanne de Vries", 1, 40.0),
        ("customer", None, 1, 50.0),
    ]


def test_words_are_rows_where_the_setting_asks_for_them(tmp_path: Path, database: Path) -> None:
    records = write_records(tmp_path / "records", ["a", "b"])
    load(database, records, words=True)
    assert query(database, "select * exclude (call_id) from words where call_id = 'a'") == [
        {"word_id": 0, "side": "seller", "start_s": 10.0, "end_s": 10.3}
        | {"text": "Wat", "probability": 0.9},
        {"word_id": 1, "side": "customer", "start_s": 15.0, "end_s": 15.5}
        | {"text": "Twee", "probability": 0.9},
    ]
    load(database, records[:1], words=True)
    assert query(database, "select count(*) as n from words") == [{"n": 4}]
    records[0].unlink()
    rebuild(database, tmp_path / "records", words=True)
    assert query(database, "select distinct call_id from words") == [{"call_id": "b"}]


def test_a_changed_setting_brings_the_words_of_all_calls_or_takes_them_away(
    tmp_path: Path,
) -> None:
    packaged = load_settings()
    folders = packaged.folders.model_copy(update={"data": tmp_path})
    write_records(tmp_path / "records", ["a", "b"])
    for wanted in (False, True, True, False):
        warehouse = packaged.warehouse.model_copy(update={"words": wanted})
        settings = packaged.model_copy(update={"folders": folders, "warehouse": warehouse})
        load_records(settings)
        publish_snapshot(settings)
        counted = query(settings.snapshot, "select count(*) as n from words")
        assert counted == [{"n": 4 if wanted else 0}]


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '{"call": {"id": "b", "rec'])
def test_a_torn_record_is_named_and_nothing_is_loaded(
    tmp_path: Path, database: Path, content: str
) -> None:
    whole, torn = write_records(tmp_path / "records", ["a", "b"])
    torn.write_text(content, encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"b\.json is not a whole record"):
        load(database, [whole, torn])
    assert query(database, "select * from calls") == []


def test_a_record_that_is_gone_is_named(tmp_path: Path, database: Path) -> None:
    with pytest.raises(WarehouseError, match=r"gone\.json is not there any more"):
        load(database, [tmp_path / "gone.json"])


def test_figures_that_cannot_be_are_refused(tmp_path: Path, database: Path) -> None:
    impossible = replace(MEASURES, talk=replace(TALK, seller_talk_share_of_speech=1.4))
    with pytest.raises(WarehouseError, match="seller_share_of_speech"):
        load(database, [write_record(tmp_path / "records", "a", impossible)])
    assert query(database, "select * from calls") == []


def test_loading_nothing_makes_an_empty_warehouse(database: Path) -> None:
    assert load(database, []) == 0
    assert query(database, "select * from flagged_calls") == []


def test_the_file_can_be_opened_by_duckdb_1_5(tmp_path: Path, database: Path) -> None:
    load(database, write_records(tmp_path / "records", ["a"]))
    with open_warehouse(database) as connection:
        version = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where path is not null"
        ).fetchall()
    assert version[0][0].startswith("v1.5")


def test_another_writer_is_told_apart_from_a_broken_file(database: Path) -> None:
    database.write_text("this is no database", encoding="utf-8")
    with pytest.raises(WarehouseError, match="is no DuckDB database: move it away"):
        load(database, [])


WRITER = """
import sys
from pathlib import Path
from flows.warehouse import load
while True:
    load(Path(sys.argv[1]), sorted(Path(sys.argv[2]).iterdir()))
    print("loaded", flush=True)
"""


def test_a_killed_load_leaves_whole_calls(tmp_path: Path, database: Path) -> None:
    """SIGKILL at different moments of a load; afterwards every call is there or is not."""
    folder = tmp_path / "records"
    write_records(folder, [f"call-{number:02}" for number in range(20)])
    for attempt in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(database), str(folder)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"loaded\n"
            try:
                writer.wait(timeout=0.03 * attempt)
            except subprocess.TimeoutExpired:
                writer.send_signal(signal.SIGKILL)
        with duckdb.connect(str(database)) as connection:
            counted = connection.execute(
                "select (select count(*) from calls), (select count(*) from questions), "
                "(select count(*) from flags)"
            )
            assert counted.fetchall() == [(20, 20, 20)]


def test_records_keep_more_than_the_warehouse_reads(tmp_path: Path, database: Path) -> None:
    """A field that a later program adds to the record does not stop this one."""
    path = write_record(tmp_path / "records", "a")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["measures"]["talk"]["laughter_s"] = 3.0
    content["later"] = {"x": [1, 2]}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert load(database, [path]) == 1


def test_hold_and_announcements_are_rows_and_seconds_of_the_scorecard(
    tmp_path: Path, database: Path
) -> None:
    apart = (
        Interlude("announcement", "right", 14.0, 15.6, "zijn bezet", "Al onze lijnen zijn bezet."),
        Interlude("hold", None, 20.0, 50.0, "music", ""),
        Interlude("hold", "left", 60.0, 72.5, "in de wacht", ""),
    )
    waited = write_record(tmp_path / "records", "a", interludes=apart)
    load(database, [waited, write_record(tmp_path / "records", "b")], words=True)
    assert query(database, "select * exclude (call_id) from interludes where call_id = 'a'") == [
        {
            "interlude_id": number,
            "kind": item.kind,
            "start_s": item.start,
            "end_s": item.end,
            "cue": item.cue,
            "text": item.text,
        }
        for number, item in enumerate(apart)
    ]
    seconds = "select call_id, hold_s, round(announcements_s, 1) as told from call_scorecard"
    assert query(database, f"{seconds} order by 1") == [
        {"call_id": "a", "hold_s": 42.5, "told": 1.6},
        {"call_id": "b", "hold_s": 0.0, "told": 0.0},
    ]
    sides = "select call_id, side from words where text = 'Twee' order by 1"
    assert query(database, sides) == [
        {"call_id": "a", "side": "other"},
        {"call_id": "b", "side": "customer"},
    ]
    load(database, [write_record(tmp_path / "records", "a")])
    assert query(database, "from interludes") == []
