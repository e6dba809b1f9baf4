"""The report of a period: its figures are those of the calls, and it needs nothing but itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from analysis.heard import Doubt
from analysis.language.pack import LANGUAGES
from flows.publish import publish
from flows.report.data import NothingToReport, Period, findings, period_of
from flows.report.page import page
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load, rebuild
from tests.flows.made_records import MEASURES, evidence, write_record
from tests.flows.view_rows import NO_STEP, promise, scored

MADE = date(2026, 4, 1)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
NASTY = "<script>alert('x')</script> & Sons"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three calls of March by two sellers, one of April."""
    folder = tmp_path_factory.mktemp("made")
    when = {"a": (3, 2), "b": (3, 9), "c": (3, 31), "d": (4, 1)}
    records = [
        write_record(
            folder / "records",
            name,
            started_at=datetime(2026, month, day, 23, 30),
            seller="Ann" if name in "ab" else NASTY,
        )
        for name, (month, day) in when.items()
    ]
    load(folder / "warehouse.duckdb", records)
    publish(folder / "warehouse.duckdb", folder / "calls.duckdb")
    return folder


@pytest.fixture
def snapshot(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "calls.duckdb"


class Texts(HTMLParser):
    """The words of a page, and every address in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or ""
            for name, value in attrs
            if name in ("src", "href", "xlink:href", "action") and not (value or "").startswith("#")
        ]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_last_day_counts_and_the_next_does_not(snapshot: Path) -> None:
    assert findings(snapshot, MARCH).totals["calls"] == 3
    assert findings(snapshot, Period(MARCH.first, date(2026, 4, 1))).totals["calls"] == 4
    assert period_of(snapshot, None, None) == Period(date(2026, 3, 2), date(2026, 4, 1))


def test_sellers_are_in_the_order_of_their_names_with_their_calls(snapshot: Path) -> None:
    sellers = findings(snapshot, MARCH).sellers
    assert [(row["seller"], row["calls"]) for row in sellers] == [(NASTY, 1), ("Ann", 2)]


def test_outcomes_add_up_to_the_calls(snapshot: Path) -> None:
    found = findings(snapshot, MARCH)
    bars = ("orders", "advances", "clear_noes", "continuations", "others")
    assert sum(int(str(row[bar])) for row in found.outcomes for bar in bars) == 3
    assert len(found.outcomes) == 3  # three weeks
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert len(findings(snapshot, year).outcomes) == 2  # two months


@pytest.mark.parametrize("odd", [datetime.min, datetime.max])
def test_a_call_of_any_date_is_in_the_report(tmp_path: Path, odd: datetime) -> None:
    """Records of earlier versions may have any year."""
    for name, when in (("a", datetime(2026, 3, 2)), ("b", odd)):
        write_record(tmp_path / "records", name, started_at=when)
    rebuild(tmp_path / "warehouse.duckdb", tmp_path / "records")
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    found = findings(tmp_path / "calls.duckdb", period_of(tmp_path / "calls.duckdb", None, None))
    assert found.totals["calls"] == 2
    assert page(found, "nl", MADE).startswith("<!doctype html>")
    until = period_of(tmp_path / "calls.duckdb", date(2026, 1, 1), date.max)
    assert findings(tmp_path / "calls.duckdb", until).totals["calls"] == 1 + (
        odd > datetime(2026, 1, 1)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_needs_nothing_but_itself_and_runs_nothing(snapshot: Path, language: str) -> None:
    html = page(findings(snapshot, MARCH), language, MADE)
    read = Texts(html)
    assert read.addresses == []
    assert "script" not in read.tags
    assert "url(http" not in html
    assert NASTY in "".join(read.words)
    assert read.tags.count("svg") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_take_their_ink_from_the_page(snapshot: Path, language: str) -> None:
    """On a dark page nothing is drawn in black."""
    html = page(findings(snapshot, MARCH), language, MADE)
    for drawn in re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL):
        texts = re.findall(r"<text[^>]*>", drawn)
        assert texts
        for text in texts:
            assert "currentColor" in text
        assert 'aria-label="' in drawn


def test_a_moment_past_the_hour_reads_as_on_the_coachs_page(tmp_path: Path) -> None:
    late = replace(MEASURES.flags[0], evidence=(evidence(3727.0, "Nou"),))
    flagged = replace(MEASURES, flags=(late,))
    load(tmp_path / "w.duckdb", [write_record(tmp_path / "records", "a", flagged)])
    publish(tmp_path / "w.duckdb", tmp_path / "calls.duckdb")
    assert ">1:02:07<" in page(findings(tmp_path / "calls.duckdb", MARCH), "nl", MADE)


def published(folder: Path) -> Path:
    """The snapshot of the records that were written in ``folder``."""
    load(folder / "w.duckdb", sorted((folder / "records").iterdir()))
    publish(folder / "w.duckdb", folder / "calls.duckdb")
    return folder / "calls.duckdb"


def test_a_customer_spoken_to_again_since_still_lingers_in_the_period(tmp_path: Path) -> None:
    """The report of March is made in April, when the same customer has been called once more."""
    for account, days in (("Bakker", ((3, 2), (3, 9), (4, 1))), ("Smit", ((4, 1), (4, 2)))):
        for month, day in days:
            at = datetime(2026, month, day, 10)
            name = f"{account}{month}{day}"
            write_record(tmp_path / "records", name, NO_STEP, account=account, started_at=at)
    found = findings(published(tmp_path), MARCH).lingering
    assert [(row["account"], row["calls_without_progress"]) for row in found] == [("Bakker", 3)]


def test_a_mean_over_few_scores_is_dimmed_however_many_the_calls(tmp_path: Path) -> None:
    for number in range(10):
        measures = scored(50.0 if number in (0, *range(5, 10)) else None)
        name, seller = f"c{number}", "Ann" if number < 5 else "Bert"
        write_record(tmp_path / "records", name, measures, seller=seller)
    html = page(findings(published(tmp_path), MARCH), "en", MADE)
    assert '<tr class="few"><td>Ann</td><td class="n">5</td>' in html
    assert '<tr><td>Bert</td><td class="n">5</td>' in html


def test_a_seller_has_one_score_in_the_report_the_warehouse_and_the_ready_question(
    tmp_path: Path,
) -> None:
    """The mean, which is not the median here: 40, not 20."""
    for number, total in enumerate((10.0, 20.0, 90.0)):
        write_record(tmp_path / "records", f"c{number}", scored(total), seller="Ann")
    snapshot = published(tmp_path)
    monthly = "select score from seller_scorecard where period = 'month'"
    ready = (files("sql") / "queries" / "sellers.sql").read_text(encoding="utf-8")
    with open_snapshot(snapshot) as connection:
        stands = [rows(connection, query)[0] for query in (monthly, ready)]
    reported = findings(snapshot, MARCH).sellers[0]
    assert (reported["score"], stands[0]["score"], stands[1]["mean_score"]) == (40.0, 40.0, 40.0)


@pytest.mark.parametrize(("language", "said"), [("en", "The first 15 of 16."), ("nl", "De eerste")])
def test_a_list_that_is_cut_says_how_much_there_is(
    tmp_path: Path, language: str, said: str
) -> None:
    owed = tuple(promise(number, "customer", "deliver", date(2026, 4, 2)) for number in range(16))
    for left_out in (0, 1):
        measures = replace(MEASURES, commitments=owed[left_out:])
        write_record(tmp_path / "records", "a", measures)
        html = page(findings(published(tmp_path), MARCH), language, MADE)
        assert (said in html) is (left_out == 0)


def test_a_silence_that_no_sound_timed_has_no_seconds(tmp_path: Path) -> None:
    told = (Doubt("told_times", "Timed by another program."),)
    write_record(tmp_path / "records", "a", doubts=told)
    html = page(findings(published(tmp_path), MARCH), "nl", MADE)
    assert "Wat kost dat u?" in html
    assert "3,5 s" not in html
    write_record(tmp_path / "records", "a")
    assert "3,5 s" in page(findings(published(tmp_path), MARCH), "nl", MADE)


@pytest.mark.parametrize(("language", "said"), [("en", "holds: 2."), ("nl", "vallen: 2.")])
def test_calls_of_no_day_are_counted_where_no_period_holds_them(
    tmp_path: Path, language: str, said: str
) -> None:
    write_record(tmp_path / "records", "a")
    assert said not in page(findings(published(tmp_path), MARCH), language, MADE)
    for name in "bc":
        write_record(tmp_path / "records", name, started_at=None)
    found = findings(published(tmp_path), MARCH)
    assert found.totals["calls"] == 1
    assert said in page(found, language, MADE)


def test_a_call_to_hear_is_known_by_its_account_where_no_customer_was_told(tmp_path: Path) -> None:
    write_record(tmp_path / "records", "a", customer=None, account="Bakker Transport")
    assert [row["customer"] for row in findings(published(tmp_path), MARCH).hear] == [
        "Bakker Transport"
    ]


def test_a_day_of_another_year_says_which(tmp_path: Path) -> None:
    owed = (promise(0, "customer", "deliver", date(2027, 3, 2)),)
    late = datetime(2025, 12, 2)
    write_record(tmp_path / "records", "a", replace(MEASURES, commitments=owed), started_at=late)
    html = page(findings(published(tmp_path), Period(date(2025, 12, 1), MADE)), "en", MADE)
    assert ">2 March 2027<" in html
    assert ">2 December 2025<" in html


def test_both_languages_say_the_same_things() -> None:
    texts = [
        tomllib.loads((files("flows") / "report" / f"{name}.toml").read_text(encoding="utf-8"))
        for name in LANGUAGES
    ]
    keys = [{(part, key) for part, said in text.items() for key in said} for text in texts]
    assert keys[0] == keys[1]
    for part, key in keys[0]:
        fields = [set(re.findall(r"\{(\w+)\}", text[part][key])) for text in texts]
        assert fields[0] == fields[1]


def test_the_same_calls_give_the_same_page(snapshot: Path) -> None:
    pages = {page(findings(snapshot, MARCH), "nl", MADE) for _ in range(2)}
    assert len(pages) == 1


def test_nothing_is_said_where_a_services_user_has_no_home() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import flows.report.charts"],
        env=os.environ | {"HOME": "/proc/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("", "")


def test_a_period_without_calls_is_one_sentence(snapshot: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToReport, match="no call from 2020-01-01 to 2020-02-01"):
        findings(snapshot, Period(date(2020, 1, 1), date(2020, 2, 1)))
    with pytest.raises(NothingToReport, match=r"ends .* before it begins"):
        period_of(snapshot, date(2026, 5, 1), date(2026, 4, 1))
    for day in (date(2030, 1, 1), date(2020, 1, 1)):  # the only one that was given
        since, until = (day, None) if day.year == 2030 else (None, day)
        with pytest.raises(NothingToReport, match=f"no call from {day} to {day} has been"):
            findings(snapshot, period_of(snapshot, since, until))
    load(tmp_path / "empty.duckdb", [])
    publish(tmp_path / "empty.duckdb", tmp_path / "none.duckdb")
    with pytest.raises(NothingToReport, match="no call with a date"):
        period_of(tmp_path / "none.duckdb", None, None)


def test_the_lead_and_the_figure_count_the_same_calls(tmp_path: Path) -> None:
    """A call that was none, and one that cannot be measured, have no outcome to count."""
    for name, outcome in {"a": "order", "b": "continuation", "c": "none", "d": None}.items():
        measures = replace(MEASURES, outcome=outcome)
        write_record(tmp_path / "records", name, measures)
    html = page(findings(published(tmp_path), MARCH), "en", MADE)
    assert "Calls: 4." in html
    assert "Progress in 1 of 2 calls with an outcome" in html
    assert "<dd>50%</dd>" in html


def test_a_question_that_worked_often_stands_once_at_its_longest(tmp_path: Path) -> None:
    for name, pause_s in (("a", 2.5), ("b", 3.5)):
        silence = replace(MEASURES.silences[0], pause_s=pause_s)
        measures = replace(MEASURES, silences=(silence, *MEASURES.silences[1:]))
        write_record(tmp_path / "records", name, measures)
    asked = findings(published(tmp_path), MARCH).questions
    assert [row["question"] for row in asked] == ["Wat kost dat u?"]
    assert asked[0]["pause_s"] == 3.5
