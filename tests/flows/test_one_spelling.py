"""A name typed with other capitals or blanks is the same seller, customer or account everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.alike import comparable
from flows.ask import ask
from flows.figures_only import publish_figures
from flows.publish import publish
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from flows.whose import Wanted, find
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in
from tests.flows.view_rows import STALLED, asked, day

SELLERS = ("Jan Smit", "jan smit", "Jan  Smit", "Jan\u00a0Smit ")
ACCOUNTS = ("Bakker BV", "BAKKER BV", "Bakker BV", "bakker  bv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four calls in a row without progress of one seller with one account; of another, one."""
    folder = tmp_path / "records"
    for number, (seller, account) in enumerate(zip(SELLERS, ACCOUNTS, strict=True), 1):
        about = {"seller": seller, "account": account, "started_at": day(number)}
        write_record(folder, f"a{number}", STALLED, **about)
    write_record(folder, "b", seller="Jan Smits", account="Bakker", started_at=day(9))
    return folder


def test_one_seller_and_one_account_in_every_view(folder: Path) -> None:
    sellers = "select seller, calls from seller_scorecard where period = 'month' order by 1"
    assert asked(folder, sellers) == [("Jan Smit", 4), ("Jan Smits", 1)]
    accounts = """select account, calls, calls_without_progress, painfully_long_no,
        sellers_without_progress from account_momentum order by 1"""
    assert asked(folder, accounts) == [
        ("Bakker", 1, 0, False, None),
        ("Bakker BV", 4, 4, True, "Jan Smit"),
    ]
    named = "select distinct name from participants where side = 'seller' order by 1"
    assert asked(folder, named) == [("Jan Smit",), ("Jan Smits",)]


def test_the_third_call_in_a_row_is_flagged_however_its_account_is_typed(folder: Path) -> None:
    flagged = "select call_id, calls_in_a_row from flags where calls_in_a_row is not null"
    assert asked(folder, f"{flagged} order by 1") == [("a3", 3), ("a4", 4)]


def test_a_call_without_an_account_is_its_customers_whatever_the_capitals(folder: Path) -> None:
    about = {"account": None, "customer": "bakker bv", "started_at": day(8)}
    write_record(folder, "c", **about)
    accounts = "select account, calls, last_outcome from account_momentum order by 1"
    assert asked(folder, accounts)[1] == ("Bakker BV", 5, "advance")


def test_the_order_of_loading_changes_no_spelling(tmp_path: Path, folder: Path) -> None:
    for order in (sorted(folder.iterdir()), sorted(folder.iterdir(), reverse=True)):
        database = tmp_path / f"{order[0].stem}.duckdb"
        for record in order:
            load(database, [record])
        publish(database, tmp_path / "calls.duckdb")
        with open_snapshot(tmp_path / "calls.duckdb") as shown:
            found = rows(shown, "select distinct seller, account from calls order by 1")
        assert [tuple(row.values()) for row in found] == [
            ("Jan Smit", "Bakker BV"),
            ("Jan Smits", "Bakker"),
        ]


def test_it_is_one_number_where_nobody_is_named(tmp_path: Path, folder: Path) -> None:
    load(tmp_path / "warehouse.duckdb", sorted(folder.iterdir()))
    publish_figures(tmp_path / "warehouse.duckdb", tmp_path / "figures.duckdb")
    with open_snapshot(tmp_path / "figures.duckdb") as shown:
        found = rows(shown, "select seller, account, count(*) as n from calls group by all")
    assert sorted(row["n"] for row in found) == [1, 4]


def test_a_ready_question_finds_it_however_it_is_typed(tmp_path: Path, folder: Path) -> None:
    asked(folder, "select 1")
    with ask(tmp_path / "calls.duckdb", "sellers", {"seller": "JAN   SMIT "}) as answer:
        assert [row[:2] for row in answer.rows] == [("Jan Smit", 4), ("Jan Smits", 1)]


def test_who_is_shown_as_one_is_forgotten_as_one(tmp_path: Path, folder: Path) -> None:
    settings: Settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    settings.folders.data.mkdir(parents=True, exist_ok=True)
    folder.rename(settings.folders.data / "records")
    found = find(settings, Wanted(seller="Jan Smit"))
    assert found.calls == {"a1", "a2", "a3", "a4"}


@pytest.mark.parametrize("name", [*SELLERS, "Zoë  Bos", "Zoe\u0308 bos", "ÉMILE\tLoos", "Jan-Smit"])
def test_python_and_the_warehouse_agree_which_names_are_one(folder: Path, name: str) -> None:
    asked(folder, "select 1")
    with open_snapshot(folder.parent / "calls.duckdb") as shown:
        said = shown.execute("select same_name(?)", [name]).fetchall()
    assert said == [(comparable(name),)]
