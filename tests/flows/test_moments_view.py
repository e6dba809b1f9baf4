"""The view of moments says what each is in plain words, and keeps the cue apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.findings import MapEntry
from flows.figures_only import publish_figures
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import MEASURES, evidence, write_record

PATTERN = "^ (dat|het) is ... <lelijk> *"
MAPPED = replace(
    MEASURES,
    customer_map=(
        MapEntry("aversion", PATTERN, 0.7, evidence(15.0, "Dat is me te duur.")),
        MapEntry("need", "problem question", 0.5, evidence(20.0, "Dan staat alles stil.")),
    ),
)
OF_THE_MAP = """
    select kind, what from moments where kind in ('need', 'enthusiasm', 'aversion') order by start_s
"""
SAID = [
    {"kind": "aversion", "what": "in so many words"},
    {"kind": "need", "what": "told by an answer"},
]


def warehouse(tmp_path: Path) -> Path:
    load(tmp_path / "all.duckdb", [write_record(tmp_path / "records", "a", MAPPED)], words=True)
    return tmp_path / "all.duckdb"


def test_a_moment_of_the_customer_map_is_told_in_words_and_not_in_a_pattern(tmp_path: Path) -> None:
    with open_snapshot(warehouse(tmp_path)) as connection:
        assert rows(connection, OF_THE_MAP) == SAID
        found = rows(connection, f"select kind, quote from moments where cue = '{PATTERN}'")
        assert found == [{"kind": "aversion", "quote": "Dat is me te duur."}]


def test_what_a_moment_is_stands_in_the_figures_alone_too(tmp_path: Path) -> None:
    publish_figures(warehouse(tmp_path), tmp_path / "figures.duckdb")
    with open_snapshot(tmp_path / "figures.duckdb") as figures:
        assert rows(figures, OF_THE_MAP) == SAID
