"""Verdicts in the warehouse: they come with what is published, and outlive every rebuild."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.console import Console
from starlette.testclient import TestClient
from typer.testing import CliRunner

from flows import work
from flows.cli import app
from flows.current import publish_snapshot
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.verdicts import Verdicts
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import verdict
from tests.review.test_verdicts import give


def reviews(settings: Settings) -> list[dict[str, object]]:
    with open_snapshot(settings.snapshot) as connection:
        return rows(connection, "select * from reviews order by what, author")


def test_verdicts_are_rows_after_publishing_and_after_a_rebuild(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call, verdict="wrong", comment="Dat was een antwoord.")
    missed = {"kind": "moment", "key": "missed:305", "start_s": 30.5, "verdict": "wrong"}
    give(client, token, call, **missed, should_be="commitment")
    publish_snapshot(settings)
    flag, mark = reviews(settings)
    assert (flag["call_id"], flag["what"], flag["key"]) == (call, "flag", "rescued_customer")
    assert (flag["verdict"], flag["should_be"], flag["author"]) == ("wrong", None, "Vera")
    assert flag["comment"] == "Dat was een antwoord."
    assert (mark["what"], mark["start_s"], mark["should_be"]) == ("missed", 30.5, "commitment")
    before = reviews(settings)
    work.rebuild(settings)
    assert reviews(settings) == before
    give(client, token, call, verdict=None)
    publish_snapshot(settings)
    assert [row["what"] for row in reviews(settings)] == ["missed"]


def test_a_file_that_is_no_verdict_or_about_no_call_stops_no_publishing(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call)
    folder = settings.folders.data / "verdicts"
    (whole,) = folder.iterdir()
    (folder / f"{call}-copy.json").write_bytes(whole.read_bytes())
    (folder / "elsewhere-0.json").write_text(whole.read_text().replace(call, "elsewhere"))
    (folder / f"{call}-torn.json").write_bytes(b'{"call_id": "\xff')
    (folder / f"{call}-when.json").write_text(whole.read_text().replace('"at": "2', '"at": "x2'))
    publish_snapshot(settings)
    assert [row["call_id"] for row in reviews(settings)] == [call]


def test_a_run_with_nothing_to_hear_brings_new_verdicts_along(
    client: TestClient, settings: Settings, token: str
) -> None:
    quiet = Console(quiet=True)
    work.run(settings, quiet)
    assert reviews(settings) == []
    published = settings.snapshot.stat().st_mtime_ns
    work.run(settings, quiet)
    assert settings.snapshot.stat().st_mtime_ns == published
    give(client, token, call_id_of(settings, "nl-03"))
    work.run(settings, quiet)
    assert [row["what"] for row in reviews(settings)] == ["flag"]
    give(client, token, call_id_of(settings, "nl-03"), verdict=None)
    work.run(settings, quiet)
    assert reviews(settings) == []


def test_a_verdict_edited_by_hand_is_read_or_said_to_be_wrong(settings: Settings) -> None:
    call, data = call_id_of(settings, "nl-03"), settings.folders.data
    path = Verdicts(data).keep(verdict(call, "right"))
    publish_snapshot(settings)
    command = ["--data", str(data), "--inbox", str(settings.folders.inbox)]

    def said(*arguments: str) -> str:
        ran = CliRunner().invoke(app, [*command, *arguments])
        assert ran.exit_code == 0, ran.output
        return ran.output

    good = path.read_text(encoding="utf-8")
    path.write_text("\ufeff" + good.replace('"right"', '"wrong"'), encoding="utf-8")
    assert "is not read" not in said("run")
    assert [row["verdict"] for row in reviews(settings)] == ["wrong"]
    for text, why in (
        ("", "it is no JSON in UTF-8"),
        (good.replace('"right"', '"fout"'), "its verdict is wrong: write 'right', 'wrong' or"),
        (good.replace('"start_s": null', '"start_s": "soon"'), "its start_s is wrong"),
        (good.replace('"author"', '"autor"'), "it has no author"),
        (f"[{good}]", "it holds no fields of a verdict"),
    ):
        path.write_text(text, encoding="utf-8")
        assert f"the verdict {path} is not read ({why}" in said("run")
        assert reviews(settings) == []
    for asked in ("rebuild", "calibrate"):
        assert f"the verdict {path} is not read (it holds no fields" in said(asked)
    assert reviews(settings) == []


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2026-03-02T00:30:00+01:00", datetime(2026, 3, 1, 23, 30)),
        ("2026-03-02T00:30", datetime(2026, 3, 2, 0, 30)),
        ("20260302T003000Z", datetime(2026, 3, 2, 0, 30)),
        ("2026-W10-1", datetime(2026, 3, 2)),
    ],
)
def test_a_time_written_by_hand_in_any_form_of_iso_8601_is_read(
    settings: Settings, at: str, utc: datetime
) -> None:
    """Else one file somebody wrote would keep everybody's calls from being published."""
    kept, call = Verdicts(settings.folders.data), call_id_of(settings, "nl-03")
    kept.keep(verdict(call, "right", at=at))
    publish_snapshot(settings)
    assert [row["given_at"] for row in reviews(settings)] == [utc]
