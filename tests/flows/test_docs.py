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
