"""Records outlive the program that wrote them: what was not in them yet counts as not found."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.record import from_json
from flows.warehouse import rebuild
from tests.flows.made_records import write_record
from tests.flows.test_warehouse import query

LATER = (
    "conversation.roles.doubts",
    "conversation.interludes",
    "heard.known",
    "heard.doubts.says",
    "heard.doubts.figures",
    "measures.silences.confidence",
    "measures.silences.cue",
)
"""What records have held since they were first written; of a list, in each of its items."""


def as_it_was(path: Path) -> None:
    """Take out of a record what earlier versions did not write."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for name in LATER:
        *folders, key = name.split(".")
        parts = [document]
        for folder in folders:
            inside = [part[folder] for part in parts]
            parts = [item for part in inside for item in ([part], part)[isinstance(part, list)]]
        for part in parts:
            del part[key]
    path.write_text(json.dumps(document), encoding="utf-8")


def test_the_warehouse_takes_them_beside_those_of_today(tmp_path: Path) -> None:
    database, folder = tmp_path / "warehouse.duckdb", tmp_path / "records"
    early = write_record(folder, "early")
    write_record(folder, "late")
    as_it_was(early)
    assert rebuild(database, folder, words=True) == 2
    doubts = {
        call: query(database, "select code, detail from doubts where call_id = ?", call)
        for call in ("early", "late")
    }
    assert doubts["early"] == doubts["late"] != []


def test_they_are_read_and_measured_again(tmp_path: Path) -> None:
    path = write_record(tmp_path, "early")
    as_it_was(path)
    record = from_json(path.read_bytes(), path.name)
    assert (record.conversation.roles.doubts, record.heard.known) == ((), ())
    assert [(row.confidence, row.cue) for row in record.measures.silences] == [(None, "")]
    assert record.conversation.interludes == ()
