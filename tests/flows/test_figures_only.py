"""A snapshot for wider circles: all figures, and not a word or a name in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest

from flows.figures_only import publish_figures
from flows.publish import publish
from flows.reviews import load_reviews
from flows.snapshot import open_snapshot, rows
from flows.verdicts import Verdict, Verdicts
from flows.warehouse import load
from tests.flows.made_records import write_record
from tests.flows.view_rows import NO_STEP, day

NAMES = ("Wilhelmina Verkoopsma", "Klaas de Klantenaar", "Zonderling Staalbouw")
FIGURES = """
    select call_id, started_at, minutes, outcome, score, seller_share_of_speech, seller_questions,
        probing_questions, silences_kept, silences_judged, customer_commitments, stalls, flags
    from call_scorecard order by call_id
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    seller, customer, account = NAMES
    told = [
        write_record(tmp_path / "records", name, seller=seller, customer=customer, account=account)
        for name in ("one", "two")
    ]
    told.append(write_record(tmp_path / "records", "three", seller="Somebody", customer=None))
    database = tmp_path / "warehouse.duckdb"
    load(database, told, words=True)
    return database


@pytest.fixture
def figures(tmp_path: Path, database: Path) -> Path:
    publish_figures(database, tmp_path / "figures.duckdb")
    return tmp_path / "figures.duckdb"


def test_every_figure_is_there(tmp_path: Path, database: Path, figures: Path) -> None:
    publish(database, tmp_path / "all.duckdb")
    with open_snapshot(tmp_path / "all.duckdb") as whole, open_snapshot(figures) as shown:
        assert rows(shown, FIGURES) == rows(whole, FIGURES)
        for table in ("turns", "questions", "silences", "commitments", "tensions", "flags"):
            counted = f"select count(*) as n from {table}"
            assert rows(shown, counted) == rows(whole, counted)
            assert rows(whole, counted) != [{"n": 0}]


def test_calls_of_one_seller_stay_together(figures: Path) -> None:
    with open_snapshot(figures) as shown:
        cards = {
            str(card["call_id"]): card
            for card in rows(shown, "select call_id, seller, customer from call_scorecard")
        }
    assert cards["one"]["seller"] == cards["two"]["seller"] != cards["three"]["seller"]
    assert str(cards["one"]["seller"]).startswith("seller ")
    assert cards["three"]["customer"] is None


def test_who_took_part_has_the_same_numbers(figures: Path) -> None:
    with open_snapshot(figures) as shown:
        cards = rows(shown, "select call_id, seller as name from calls order by 1")
        sellers = "select call_id, name from participants where side = 'seller' order by 1"
        assert rows(shown, sellers) == cards


def test_no_word_and_no_name_is_in_the_bytes(tmp_path: Path, database: Path, figures: Path) -> None:
    publish(database, tmp_path / "all.duckdb")
    texts = set(NAMES)
    for path in (tmp_path / "records").iterdir():
        record = json.loads(path.read_text())
        texts |= {turn["text"] for turn in record["conversation"]["turns"]}
        texts |= {question["text"] for question in record["measures"]["questions"]}
        texts |= {row["evidence"]["quote"] for row in record["measures"]["commitments"]}
        texts |= {flag["sentence"] for flag in record["measures"]["flags"]}
        texts.add(record["measures"]["summary"])
    with open_snapshot(figures) as shown:
        tables = rows(shown, "select table_name from duckdb_tables() where not internal")
        said = "\n".join(
            repr(shown.execute(f'select * from "{row["table_name"]}"').fetchall()) for row in tables
        )
    whole, bytes_ = (tmp_path / "all.duckdb").read_bytes(), figures.read_bytes()
    assert any(text.encode() in whole for text in NAMES)
    for text in texts:
        if len(text) > 5:  # shorter ones may stand in anything
            assert text not in said
            assert text.encode() not in bytes_


def test_questions_without_their_words_are_not_one_question(figures: Path) -> None:
    """They would lead the bank together, as the one that is asked everywhere and works best."""
    with open_snapshot(figures) as shown:
        assert rows(shown, "from question_bank") == []
        assert rows(shown, "select count(*) as n from questions where probing") == [{"n": 3}]


def test_a_name_with_a_quote_in_it_and_a_path_with_one_do_no_harm(tmp_path: Path) -> None:
    record = write_record(tmp_path / "records", "odd", seller="'); DROP TABLE calls;--")
    load(tmp_path / "warehouse.duckdb", [record])
    target = tmp_path / "o'clock" / "figures.duckdb"
    publish_figures(tmp_path / "warehouse.duckdb", target)
    with open_snapshot(target) as shown:
        assert rows(shown, "select seller from calls") == [{"seller": "seller 1"}]
    assert [path.name for path in target.parent.iterdir()] == ["figures.duckdb"]


def judged(data: Path, author: str, verdict: Literal["right", "wrong"]) -> None:
    said = ("2026-03-10T09:00:00+00:00", "Klaas vond het niks", "De verkoper redde Klaas.", "")
    Verdicts(data).keep(
        Verdict("one", "flag", "rescued_customer", 40.0, 41.5, verdict, author, *said)
    )


def test_verdicts_of_coaches_are_counted_and_nobody_is_named(
    tmp_path: Path, database: Path
) -> None:
    judged(tmp_path, "Vera de Coach", "right")
    judged(tmp_path, "Bert de Coach", "wrong")
    load_reviews(database, tmp_path)
    target = tmp_path / "figures.duckdb"
    publish_figures(database, target)
    publish(database, tmp_path / "all.duckdb")
    with open_snapshot(tmp_path / "all.duckdb") as whole, open_snapshot(target) as shown:
        found = "select * from flag_precision"
        assert rows(shown, found) == rows(whole, found)
        assert rows(shown, found)[0]["coaches"] == 2
        told = rows(shown, "select author, comment, shown from reviews order by author")
    assert told == [{"author": f"coach {number}", "comment": "", "shown": ""} for number in (1, 2)]
    for name in (b"Vera de Coach", b"Bert de Coach", b"Klaas"):
        assert name in (tmp_path / "all.duckdb").read_bytes()
        assert name not in target.read_bytes()


def test_where_a_deal_stood_is_a_text_of_somebodys_own(tmp_path: Path) -> None:
    for name, stage in (("one", "Offerte bij Zonderling"), ("two", "Offerte bij Zonderling")):
        write_record(tmp_path / "records", name, deal_stage=stage)
    load(tmp_path / "warehouse.duckdb", sorted((tmp_path / "records").iterdir()))
    target = tmp_path / "figures.duckdb"
    publish_figures(tmp_path / "warehouse.duckdb", target)
    assert b"Zonderling" not in target.read_bytes()
    with open_snapshot(target) as shown:
        found = rows(shown, "select deal_stage, count(*) as calls from calls group by all")
    assert found == [{"deal_stage": "deal stage 1", "calls": 2}]


def test_an_account_that_was_told_as_the_customer_too_stays_one(tmp_path: Path) -> None:
    for number, told in enumerate(({"account": "Bakker"}, {"account": None, "customer": "Bakker"})):
        for again in (0, 1):
            name = f"{number}{again}"
            write_record(tmp_path / "records", name, NO_STEP, started_at=day(1 + number), **told)
    load(tmp_path / "warehouse.duckdb", sorted((tmp_path / "records").iterdir()))
    counted = "select calls, calls_without_progress from account_momentum"
    lingers = "select count(*) as n from flags where calls_in_a_row is not null"
    for publishing in (publish, publish_figures):
        publishing(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
        with open_snapshot(tmp_path / "calls.duckdb") as shown:
            assert rows(shown, counted) == [{"calls": 4, "calls_without_progress": 4}]
            assert rows(shown, lingers) == [{"n": 2}]
