"""The README names every command and page there is, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from flows.cli import app
from tests.flows.test_cli import walked

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
EVERYTHING = "\n".join((README, *PAGES.values()))
COMMANDS = {path for path, _ in walked(typer.main.get_command(app))}


def test_the_table_of_commands_has_all_of_them_and_no_other() -> None:
    told = set(re.findall(r"^\| `callprobe (\w+)", README, flags=re.MULTILINE))
    assert told == {path[0] for path in COMMANDS}


@pytest.mark.parametrize("command", sorted(" ".join(path) for path in COMMANDS))
def test_every_command_is_in_the_documentation(command: str) -> None:
    assert f"callprobe {command}" in EVERYTHING


def test_every_page_is_linked_from_the_readme_and_every_link_leads_somewhere() -> None:
    links = set(re.findall(r"\]\(([^)#]+)\)", README))
    assert {f"docs/{path.name}" for path in PAGES} <= links
    missing = {link for link in links if not link.startswith("http") and not (ROOT / link).exists()}
    assert missing == set()


@pytest.mark.parametrize("path", [*PAGES, *ROOT.glob("*.md"), *(ROOT / "demo").glob("**/*.md")])
def test_every_table_has_as_many_cells_in_each_row(path: Path) -> None:
    """A table whose heading has another number of cells is shown as plain text."""
    uneven, before = [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.count("|") - line.count(r"\|") if line.startswith("|") else 0
        if before and cells not in (0, before):
            uneven.append(number)
        before = cells
    assert uneven == []
