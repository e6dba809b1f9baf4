"""Every example of the manager's page runs on the demo's calls, and has an answer there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in, truth

PAGE = (Path(__file__).parents[2] / "docs" / "manager.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for line in re.findall(r"^ +(callprobe (?:ask|sql|report|scorecard|publish) .+)$", PAGE, re.M)
]
QUERIES = re.findall(r'\bselect [^"`;\n]+ from [a-z_]+(?:\([^)]*\))?[^"`;\n]*', PAGE)
VIEWS = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", PAGE, re.M)
EMPTY_IN_THE_DEMO = {"flag_precision"}
"""Coaches' verdicts, of which the demo has none."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_in(tmp_path_factory.mktemp("demo"))
    drop_calls(settings, list(truth()))
    run_replayed(settings, Replay())
    load_records(settings)
    publish_snapshot(settings)
    return settings


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_on_the_page_has_an_answer(
    command: list[str], demo: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = str(demo.folders.data)
    ran = CliRunner().invoke(app, ["--data", data, *command])
    assert ran.exit_code == 0, ran.output
    assert "0 rows" not in ran.output
    if command[0] == "ask" and "--out" in command:
        without = command[: command.index("--out")]
        told = CliRunner().invoke(app, ["--data", data, *without, "--as", "json"])
        assert json.loads(told.output)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_on_the_page_has_an_answer(query: str, demo: Settings) -> None:
    with open_snapshot(demo.snapshot) as connection:
        assert rows(connection, query)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_on_the_page_has_rows(view: str, demo: Settings) -> None:
    with open_snapshot(demo.snapshot) as connection:
        assert bool(rows(connection, f"from {view}")) is (view not in EMPTY_IN_THE_DEMO)
