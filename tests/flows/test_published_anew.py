"""A new version and new settings reach the snapshot with the next run, though no call is new."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows import migrations
from flows.cli import app
from flows.current import is_behind, load_records, publish_snapshot
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.warehouse_file import WarehouseError
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    write_record(settings.folders.data / "records", "one")
    load_records(settings)
    publish_snapshot(settings)
    assert not is_behind(settings)
    return settings


def test_what_a_new_version_shows_is_published(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements, _ = migrations.views()
    newer = [*statements, "create view lately as select call_id from calls"]
    monkeypatch.setattr(migrations, "views", lambda: (newer, "0" * 64))
    assert is_behind(settings)
    publish_snapshot(settings)
    with open_snapshot(settings.snapshot) as connection:
        assert rows(connection, "from lately") == [{"call_id": "one"}]
    assert not is_behind(settings)


def test_other_numbers_for_the_views_are_published(settings: Settings, tmp_path: Path) -> None:
    for more in (
        {"CALLPROBE_VIEWS__FEW_CALLS": "1"},
        {"CALLPROBE_REVIEW__PORT": "9000"},
        {"CALLPROBE_WAREHOUSE__FIGURES_ONLY": "figures.duckdb"},
    ):
        changed = settings_in(tmp_path, **more)
        assert is_behind(changed), more
        publish_snapshot(changed)
        assert not is_behind(changed), more
    assert (settings.folders.data / "figures.duckdb").is_file()


@pytest.mark.parametrize("asked", [("scorecards",), ("ask", "sellers"), ("report",)])
def test_a_snapshot_of_an_earlier_version_is_said_to_be_one(
    settings: Settings, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    with duckdb.connect(str(settings.snapshot)) as earlier:
        earlier.execute("alter table call_scorecard drop column silences_sure")
        earlier.execute("update schema_views set sha256 = repeat('0', 64)")
    command = ["--data", str(settings.folders.data), *asked]
    if asked == ("report",):
        command += ["--out", str(tmp_path / "report.html")]
    with pytest.raises(WarehouseError, match="another version of callprobe: `callprobe publish`"):
        CliRunner().invoke(app, command, catch_exceptions=False)
