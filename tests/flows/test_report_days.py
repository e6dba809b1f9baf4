"""A report of a period that is over says of what day its standings are, and starts when it does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.report.charts import silence_chart
from flows.report.data import Period, findings
from flows.report.page import page
from tests.flows.made_records import MEASURES, write_record
from tests.flows.test_report import published
from tests.flows.view_rows import NO_STEP, promise

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
SAID = {
    "en": ("overdue or due soon as of 4 April 2026", "As of 4 April 2026: calls after"),
    "nl": ("te laat of binnenkort op 4 april 2026", "Stand van 4 april 2026: gesprekken van na"),
}


@pytest.mark.parametrize("language", SAID)
def test_of_a_period_that_is_over_it_says_as_of_when_things_stand(
    tmp_path: Path, language: str
) -> None:
    owed = (promise(0, "customer", "deliver", date(2026, 4, 2)),)
    promised = replace(MEASURES, commitments=owed)
    write_record(tmp_path / "records", "a", promised, started_at=datetime(2026, 3, 2))
    for day in (3, 4):
        at = datetime(2026, 3, day)
        write_record(tmp_path / "records", f"b{day}", NO_STEP, account="Smit", started_at=at)
    snapshot = published(tmp_path)
    promises, lingering = SAID[language]
    over = page(findings(snapshot, MARCH), language, date(2026, 4, 4))
    assert promises in over
    assert lingering in over
    running = Period(MARCH.first, date(2026, 4, 30))
    assert lingering not in page(findings(snapshot, running), language, date(2026, 4, 4))


def test_no_bar_starts_before_the_period_does(tmp_path: Path) -> None:
    """New year's day 2026 is a Thursday: its week began in December."""
    for number, day in enumerate((date(2026, 1, 1), date(2026, 1, 6))):
        at = datetime(day.year, day.month, day.day, 10)
        write_record(tmp_path / "records", f"c{number}", started_at=at)
    found = findings(published(tmp_path), Period(date(2026, 1, 1), date(2026, 1, 31)))
    assert [row["starts_on"] for row in found.outcomes] == [date(2026, 1, 1), date(2026, 1, 5)]


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (("2026-03-02", "2026-03-09", "2026-03-30"), "2026-03-31"),
        (("2025-11-30", "2025-12-01", "2026-03-31"), "2026-12-31"),
    ],
    ids=["weeks", "months"],
)
def test_weeks_and_months_without_calls_keep_their_place_in_the_chart(
    tmp_path: Path, days: tuple[str, ...], last: str
) -> None:
    """From the second bar to the third is three times as far as from the first to the second."""
    for number, day in enumerate(days):
        at = datetime.fromisoformat(day)
        write_record(tmp_path / "records", f"c{number}", started_at=at)
    period = Period(date.fromisoformat(days[0]), date.fromisoformat(last))
    html = page(findings(published(tmp_path), period), "en", date(2026, 4, 4))
    chart = html[html.index("<svg") : html.index("</svg>")]
    first, second, third = (
        float(x) for x in re.findall(r"x=\"([\d.]+)\"[^>]*>\d+ \w{3} ’\d\d</text>", chart)
    )
    assert third - second == pytest.approx(3 * (second - first), rel=0.01)


def test_a_length_of_silence_that_never_happened_keeps_its_place_too() -> None:
    seen = [{"from_s": at, "silences": 2, "answered": 1, "too_few": True} for at in (0, 3)]
    chart = silence_chart(seen, lambda key, **_: key)
    missing = {band for band in ("0–1", "1–2", "2–3", "3–4", "4+") if f">{band}<" not in chart}
    assert missing == set()
