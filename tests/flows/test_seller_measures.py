"""Every measure of a seller, with its n, its trend and the team beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.findings import Measures
from tests.flows.made_records import (
    MEASURES,
    NOTHING,
)
from tests.flows.made_records import write_record as write
from tests.flows.view_rows import asked, day

FULL_TALK = replace(
    MEASURES.talk, longest_customer_story_s=9.0, customer_share_by_third=(0.4, 0.5, 0.3)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


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
