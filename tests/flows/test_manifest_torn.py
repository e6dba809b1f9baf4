"""A manifest whose lines cannot be told apart, or that is not the only one: a line that is passed
over may say that there is no consent, so that nothing is heard until somebody has looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.inbox import look
from tests.flows.test_manifest import SETTINGS, drop, refusals


def calls(inbox: Path, *names: str) -> None:
    for name in names:
        drop(inbox, name)


@pytest.mark.parametrize(
    "text",
    [
        'file,seller,report,consent\na.wav,Sanne,"Goed,\nb.wav,Sanne,,no\nc.wav,Sanne,,no\n',
        'file,consent\n"a.wav","no\n"b.wav","no"\n',
        'file,report,consent\na.wav,"fine\nb.wav,"fine",no\n',
        'file,report,consent\na.wav,"een,yes\nb.wav,twee,no\nc.wav,drie",yes\n',
    ],
    ids=["to the end", "to the next line", "to the next quote", "to a quote that closes it"],
)
def test_a_quote_that_is_not_closed_sets_all_aside(tmp_path: Path, text: str) -> None:
    calls(tmp_path, "a.wav", "b.wav", "c.wav")
    (tmp_path / "manifest.csv").write_text(text)
    inbox = look(tmp_path, SETTINGS, {})
    assert inbox.recordings == ()
    reasons = refusals(inbox)
    assert set(reasons) == {"a.wav", "b.wav", "c.wav"}
    assert all("line 2" in reason and "close the quote" in reason for reason in reasons.values())


def test_a_cell_of_two_lines_is_one_cell(tmp_path: Path) -> None:
    calls(tmp_path, "a.wav", "b.wav")
    text = 'file,report,consent\na.wav,"Goed gesprek.\nZe tekent.",\nb.wav,,no\n'
    (tmp_path / "manifest.csv").write_text(text)
    inbox = look(tmp_path, SETTINGS, {})
    (heard,) = inbox.recordings
    assert heard.facts.report == "Goed gesprek.\nZe tekent."
    assert "b.wav" in refusals(inbox)


def test_a_line_with_a_cell_too_many_sets_its_recording_aside(tmp_path: Path) -> None:
    calls(tmp_path, "a.wav", "b.wav")
    text = "file,customer,deal_stage,consent\na.wav,Bakker, BV,,no\nb.wav,Bakker,demo,,,,\n"
    (tmp_path / "manifest.csv").write_text(text)
    inbox = look(tmp_path, SETTINGS, {})
    assert [one.facts.customer for one in inbox.recordings] == ["Bakker"]
    assert "line 2 of the manifest" in refusals(inbox)["a.wav"]
    assert "in quotes" in refusals(inbox)["a.wav"]


def test_where_it_may_be_another_recordings_line_all_are_set_aside(tmp_path: Path) -> None:
    calls(tmp_path, "a.wav", "b.wav")
    (tmp_path / "manifest.csv").write_text("customer,file,consent\nBakker, BV,a.wav,no\n")
    inbox = look(tmp_path, SETTINGS, {})
    assert inbox.recordings == ()
    assert set(refusals(inbox)) == {"a.wav", "b.wav"}


def test_two_manifests_are_one_too_many(tmp_path: Path) -> None:
    calls(tmp_path, "a.wav", "b.wav")
    (tmp_path / "manifest.csv").write_text("file,seller\na.wav,Sanne\n")
    (tmp_path / "MANIFEST.CSV").write_text("file,consent\nb.wav,no\n")
    if len(list(tmp_path.glob("*.[cC][sS][vV]"))) < 2:
        pytest.skip("here the case of a name's letters makes no other file")
    inbox = look(tmp_path, SETTINGS, {})
    assert inbox.recordings == ()
    assert "keep one of the two" in refusals(inbox)["b.wav"]


@pytest.mark.parametrize("kind", ["a folder", "a link to a drive that is not there"])
def test_a_manifest_that_is_no_file_is_no_empty_one(tmp_path: Path, kind: str) -> None:
    calls(tmp_path, "a.wav")
    manifest = tmp_path / "manifest.csv"
    if kind == "a folder":
        manifest.mkdir()
    else:
        manifest.symlink_to(tmp_path / "gone" / "manifest.csv")
    inbox = look(tmp_path, SETTINGS, {})
    assert inbox.recordings == ()
    assert "put the table there" in refusals(inbox)["a.wav"]


@pytest.mark.parametrize("told", ['{"seller_speaks_at": NaN}', '{"account": NaN}'])
def test_what_is_no_number_is_told_once_and_wrong(tmp_path: Path, told: str) -> None:
    drop(tmp_path, "a.wav", sidecar=told)
    reason = refusals(look(tmp_path, SETTINGS, {}))["a.wav"]
    assert "twice" not in reason
    assert told.split('"')[1] in reason
