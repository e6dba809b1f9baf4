"""An answer as a table on the screen: nothing is cut off, however wide the screen is."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.warehouse import rebuild
from tests.flows.made_records import write_record


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published snapshot of one call; nothing here writes to it."""
    folder = tmp_path_factory.mktemp("made")
    write_record(folder / "records", "a", seller="Jan Smit")
    rebuild(folder / "callprobe.duckdb", folder / "records")
    return folder


def callprobe(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments])


def test_a_table_of_many_columns_is_shown_row_by_row(data: Path) -> None:
    said = callprobe(data, "sql", "from call_scorecard limit 1").output
    assert "seller share of speech  44%" in said
    assert said.strip().endswith("1 row")


@pytest.mark.parametrize("columns", [80, 100])
def test_no_day_or_number_is_cut_off_in_a_table(
    data: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    query = (
        "select account, first_call, last_call, last_call as decided_at, days_to_outcome, "
        "1234 + calls_without_progress as calls_without_progress from account_momentum"
    )
    said = callprobe(data, "sql", query).output
    assert "…" not in said
    assert said.count("2026-03-09") == 3
    assert "1234" in said
    assert said.count("account") == 1  # one heading: a table still
    wide = f"select '{'x' * 50}' as a, '{'y' * 50}' as b"
    monkeypatch.setenv("COLUMNS", "80")
    assert "x" * 50 in (said := callprobe(data, "sql", wide).output)
    assert "y" * 50 in said


def test_a_long_word_in_one_column_cuts_nothing_off_in_another(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    sellers = "Alexandra, Karin de Wit, Jan Smit, Oldenbarnevelt-Vermeulen, Zoë Öztürk"
    query = (
        f"select 'Donaudampfschifffahrtsgesellschaft BV' as account, 12 as calls_without_progress, "
        f"timestamp '2026-03-03 14:24' as since, timestamp '2026-04-21 09:24' as last_call, "
        f"'{sellers}' as sellers"
    )
    said = callprobe(data, "sql", query).output
    for word in sellers.replace(",", "").split():
        assert word in said
    assert max(map(len, said.splitlines())) <= 120
