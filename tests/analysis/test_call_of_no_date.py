"""A call whose day nobody told has appointments all the same, though no dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import SETTINGS, Said, conversation


@pytest.mark.parametrize(
    ("language", "asked", "yes", "rows"),
    [
        ("nl", "Zullen we het voorstel dinsdag doornemen?", "Ja, goed.", ["joint meeting"]),
        ("en", "Shall we go through the proposal on Tuesday?", "Yes, fine.", ["joint meeting"]),
        ("nl", "Zullen we het voorstel doornemen?", "Ja, goed.", []),
        ("en", "Shall we go through the proposal?", "Yes, fine.", []),
    ],
)
def test_an_appointment_stands(language: str, asked: str, yes: str, rows: list[str]) -> None:
    lines: list[Said] = [("S", 0.6, asked), ("C", 0.6, yes)]
    undated = replace(conversation(lines, language), started_at=None)
    found = measure(undated, load_pack(language), SETTINGS).commitments
    assert [f"{row.by} {row.step}" for row in found] == rows
    assert all(row.when_date is None for row in found)
