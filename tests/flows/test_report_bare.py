"""The report of calls nobody told anything about, and of words in another language than its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flows.publish import publish
from flows.report.data import Period, findings
from flows.report.page import page
from flows.warehouse import load
from tests.flows.made_records import MEASURES, MEETING, write_record

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
SOMEDAY = replace(MEETING, when_text="zodra het kan", when_date=None, grade="B")
SAID = replace(MEASURES, commitments=(SOMEDAY,))


def reported(folder: Path, language: str, **told: str | None) -> str:
    record = write_record(
        folder / "records", "a", SAID, recording="0931.wav", started_at=datetime(2026, 3, 2), **told
    )
    load(folder / "all.duckdb", [record], words=True)
    publish(folder / "all.duckdb", folder / "calls.duckdb")
    return page(findings(folder / "calls.duckdb", MARCH), language, date(2026, 4, 1))


def test_a_call_nobody_told_anything_about_is_found_by_its_recording(tmp_path: Path) -> None:
    report = reported(tmp_path, "nl", seller=None, customer=None, account=None)
    assert report.count('<td class="name">0931.wav</td>') == 2  # to hear, and who owes what


def test_words_of_the_call_are_marked_as_its_own(tmp_path: Path) -> None:
    report = reported(tmp_path, "en", customer="Jan")
    assert '<td class="when"><q lang="nl">zodra het kan</q></td>' in report
    assert '<td class="said" lang="nl">De verkoper redde de klant.</td>' in report
    assert "0931.wav" not in report
