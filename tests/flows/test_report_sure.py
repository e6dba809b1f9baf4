"""What a report shows of how sure it is, and of what lies beyond the edge of a phone."""

from datetime import date
from pathlib import Path

import pytest

from analysis.language.pack import LANGUAGES
from flows.publish import publish
from flows.report.data import Period, findings
from flows.report.page import page
from flows.warehouse import rebuild
from tests.flows.made_records import write_record

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
MADE = date(2026, 4, 4)


@pytest.mark.parametrize(("few", "pale"), [(1, False), (100, True)])
@pytest.mark.parametrize(("language", "says"), [("nl", "anekdote"), ("en", "anecdote")])
def test_a_bar_of_few_silences_is_seen_to_be_one(
    tmp_path: Path, few: int, pale: bool, language: str, says: str
) -> None:
    for name in "abcdefgh":
        write_record(tmp_path / "records", name)
    rebuild(tmp_path / "warehouse.duckdb", tmp_path / "records")
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb", {"few_silences": few})
    html = page(findings(tmp_path / "calls.duckdb", MARCH), language, MADE)
    assert ("stroke-dasharray" in html) == pale
    assert (says in html.partition("<svg")[2].partition("<svg")[0]) == pale


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_scrolls_sideways_on_a_phone_says_so(tmp_path: Path, language: str) -> None:
    write_record(tmp_path / "records", "a")
    rebuild(tmp_path / "warehouse.duckdb", tmp_path / "records")
    publish(tmp_path / "warehouse.duckdb", tmp_path / "calls.duckdb")
    html = page(findings(tmp_path / "calls.duckdb", MARCH), language, MADE)
    assert html.count('<div class="scroll wider" data-more="') >= 3
