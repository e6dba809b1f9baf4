"""The table a sales manager reads: every call, nothing invented, and it fits the screen."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from analysis.findings import NotMeasurable
from analysis.heard import Doubt
from flows.card_filter import FilterError, card_filter
from flows.publish import publish
from flows.scorecards import SHORT_FLAG, print_scorecards
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from flows.warehouse_file import WarehouseError
from tests.flows.made_records import COUNTS, MEASURES, MEETING, NOTHING, write_record

PLAIN_FLAGS = tuple(
    replace(MEASURES.flags[0], name=name)
    for name in ("good_conversation", "lingering_maybe", "rescued_customer", "tension_abandoned")
)


def shown(snapshot: Path, *, width: int = 120, calls: list[str] | None = None) -> str:
    out = io.StringIO()
    print_scorecards(snapshot, Console(file=out, width=width), calls=calls)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four calls: an advance, a pleasant one with nothing, one nobody can read, one without
    probing questions."""
    folder = tmp_path_factory.mktemp("made")
    records, database = folder / "records", folder / "warehouse.duckdb"
    stall = replace(MEETING, by="customer", kind="stall", step="other", grade=None)
    nothing = replace(MEASURES, outcome="continuation", commitments=(stall,), flags=PLAIN_FLAGS)
    unasked = replace(COUNTS, probing_questions=0, silences_kept=0, silences_rescued=0)
    silent = replace(MEASURES, counts=replace(unasked, silence_kept_rate=None), flags=())
    write_record(records, "advance")
    write_record(records, "pleasant", nothing, started_at=datetime(2026, 3, 10, 10))
    write_record(records, "unclear", NOTHING, seller=None, customer=None, started_at=None)
    write_record(records, "unprobing", silent, started_at=datetime(2026, 3, 8, 10))
    load(database, sorted(records.iterdir()))
    publish(database, folder / "calls.duckdb")
    return folder


@pytest.fixture
def snapshot(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "calls.duckdb"


def line_with(text: str, printed: str) -> str:
    return next(line for line in printed.splitlines() if text in line)


def test_a_row_says_what_came_of_the_call(snapshot: Path) -> None:
    line = line_with("advance ", shown(snapshot))
    for cell in ("9 Mar", "advance", "72", "44%", "5", "4", "3 of 4", "joint 1"):
        assert cell in line, cell
    below = shown(snapshot).splitlines()[shown(snapshot).splitlines().index(line) + 1]
    assert "Sanne de Vries → Pieter Bakker" in below
    assert "meeting dinsdag" in below


def test_newest_calls_come_first_and_undated_ones_last(snapshot: Path) -> None:
    printed = shown(snapshot)
    places = [printed.index(name) for name in ("pleasant", "advance", "unprobing", "unclear")]
    assert places == sorted(places)


def test_what_is_not_measurable_is_a_dash_with_its_reason(snapshot: Path) -> None:
    printed = shown(snapshot)
    line = line_with("unclear", printed)
    assert line.count("–¹") + line.count("–²") == 7  # outcome to commitments
    assert "it is not certain who sells" in printed
    assert " 0 " not in line


def test_no_probing_question_is_no_rate_of_zero(snapshot: Path) -> None:
    printed = shown(snapshot)
    assert "0 of 0" not in printed
    assert "no probing question was asked" in printed


def test_flags_are_short_words(snapshot: Path) -> None:
    printed = shown(snapshot)
    for words in ("nice, no step", "lingering maybe", "rescues customer", "backed off"):
        assert words in printed


@pytest.mark.parametrize("width", [60, 72, 80, 88, 100, 120, 160])
def test_no_line_is_wider_than_the_screen(snapshot: Path, width: int) -> None:
    printed = shown(snapshot, width=width)
    assert max(map(len, printed.splitlines())) <= width
    for words in ("continuation", "3 of 4", *SHORT_FLAG.values()):
        if words in shown(snapshot, width=160):
            assert words in printed, words


def test_the_calls_together_in_a_sentence(snapshot: Path) -> None:
    printed = " ".join(shown(snapshot).split())
    assert "4 calls: 2 made progress (2 advances); 6 of 8 silences kept (75%)" in printed
    assert "at the median (only 3 calls)" in printed


def test_how_few_calls_are_few_is_the_setting_of_the_snapshot(snapshot: Path) -> None:
    publish(snapshot.with_name("warehouse.duckdb"), snapshot, {"few_calls": 3})
    assert "only 3 calls" not in " ".join(shown(snapshot).split())


def test_only_the_calls_asked_for(snapshot: Path) -> None:
    printed = shown(snapshot, calls=["pleasant"])
    assert "pleasant" in printed
    assert "unprobing" not in printed
    assert "1 call: 0 made progress" in printed


def test_a_name_is_never_taken_for_markup(tmp_path: Path) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, [write_record(tmp_path / "records", "a", seller="[red]Jan[/]", customer="X")])
    publish(database, tmp_path / "calls.duckdb")
    assert "[red]Jan[/] → X" in shown(tmp_path / "calls.duckdb")


def test_no_calls_is_said(tmp_path: Path) -> None:
    load(tmp_path / "warehouse.duckdb", [])
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    assert shown(tmp_path / "calls.duckdb") == "No calls have been measured yet.\n"
    with pytest.raises(WarehouseError):
        shown(tmp_path / "nowhere.duckdb")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"advance", "pleasant", "unclear", "unprobing"}),
        ({"outcome": "continuation"}, {"pleasant"}),
        ({"flag": "lingering_maybe"}, {"pleasant"}),
        ({"since": "2026-03-10"}, {"pleasant"}),
        ({"account": "pieter b"}, {"advance", "pleasant", "unprobing"}),
        ({"account": "LOGISTIEK"}, {"advance", "pleasant", "unclear", "unprobing"}),
        ({"seller": "nobody at all"}, set()),
        ({"outcome": "continuation", "flag": "exemplary"}, set()),
    ],
)
def test_only_calls_that_fit_are_shown(
    snapshot: Path, asked: dict[str, str], found: set[str]
) -> None:
    given = dict.fromkeys(("seller", "account", "since", "outcome", "flag")) | asked
    out = io.StringIO()
    wanted = card_filter(**given)
    print_scorecards(snapshot, Console(file=out, width=160), wanted=wanted)
    with open_snapshot(snapshot) as connection:
        condition, values = wanted.condition()
        cards = rows(connection, f"select recording from call_scorecard where {condition}", values)
    assert {Path(str(card["recording"])).stem for card in cards} == found
    assert ("No call is like that." in out.getvalue()) == (not found)
    for name in found:
        assert name in out.getvalue()


def test_a_filter_finds_a_seller_by_part_of_the_name_and_quotes_are_letters(
    tmp_path: Path,
) -> None:
    seller = "'); DROP TABLE calls;--"
    write_record(tmp_path / "records", "odd", seller=seller)
    load(tmp_path / "warehouse.duckdb", sorted((tmp_path / "records").iterdir()))
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    for asked in (seller, "drop TABLE"):
        out = io.StringIO()
        wanted = card_filter(asked, None, None, None, None)
        print_scorecards(tmp_path / "calls.duckdb", Console(file=out, width=160), wanted=wanted)
        assert "odd" in out.getvalue()


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("since", "yesterday", "write it as 2026-03-31"),
        ("outcome", "won", "only order, advance"),
        ("flag", "boring", "good_conversation"),
    ],
)
def test_a_filter_nothing_can_match_is_refused(option: str, value: str, told: str) -> None:
    given = dict.fromkeys(("seller", "account", "since", "outcome", "flag")) | {option: value}
    with pytest.raises(FilterError, match=told):
        card_filter(**given)


def test_figures_that_rest_on_lost_or_unheard_sound_are_marked(tmp_path: Path) -> None:
    lost = NotMeasurable("silences", "40 s were lost")
    unheard = NotMeasurable("talk share", "3 tracks")
    silent = replace(MEASURES.score, total=None, missing="silence")
    records = tmp_path / "records"
    write_record(records, "lost", replace(MEASURES, not_measurable=(lost,)))
    write_record(records, "tracks", replace(MEASURES, not_measurable=(unheard,), score=silent))
    load(tmp_path / "warehouse.duckdb", sorted(records.iterdir()))
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    printed = shown(tmp_path / "calls.duckdb")
    notes = {line[2:]: line[0] for line in printed.splitlines() if line[:1] in ("¹", "²", "³")}
    assert f"3 of 4{notes['40 s were lost']}" in line_with("lost ", printed)
    assert f"%{notes['3 tracks']}" in line_with("tracks ", printed)
    assert f"–{notes['no score without silence']}" in line_with("tracks ", printed)


def test_silences_of_a_transcript_are_shown_as_uncertain_and_not_summed_up(tmp_path: Path) -> None:
    why = NotMeasurable("silences", "another program timed the words")
    imported = replace(MEASURES, not_measurable=(why,))
    doubts = (Doubt("told_times", "there is no sound"),)
    records = tmp_path / "records"
    write_record(records, "heard")
    write_record(records, "imported", imported, doubts=doubts)
    load(tmp_path / "warehouse.duckdb", sorted(records.iterdir()))
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    printed = shown(tmp_path / "calls.duckdb")
    assert "3 of 4¹" in line_with("imported ", printed)
    score = f"{MEASURES.score.total:.0f}"
    assert f" {score}¹" in line_with("imported ", printed)  # a fifth of it is for silences
    assert f" {score} " in line_with("heard ", printed)
    assert "3 of 4¹" not in line_with("heard ", printed)
    assert "¹ another program timed the words" in printed
    assert "3 of 4 silences kept" in printed
