"""When a recording's or its words' time is over, the page's own copies of them go too."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

from rich.console import Console
from starlette.testclient import TestClient

from flows.current import load_records, publish_snapshot
from flows.erased import ERASED
from flows.report.data import findings, period_of
from flows.report.page import page
from flows.retention import DAY_S, enforce
from flows.settings import Settings
from flows.store import Store
from review.terminal_card import print_card
from tests.review.conftest import call_id_of

NOBODY = 2**22 + 1
"""The number of a process that there cannot be: Linux gives none above 2**22."""


def kept_for(settings: Settings, **days: float) -> Settings:
    retention = settings.retention.model_copy(update=days)
    return settings.model_copy(update={"retention": retention})


def begun(settings: Settings, call: str) -> float:
    store = Store(settings.folders.data)
    started = store.read(store.record_path(call)).call.started_at
    assert started is not None
    return started.timestamp()


def test_the_copy_to_play_goes_with_the_recording(client: TestClient, settings: Settings) -> None:
    call = call_id_of(settings, "nl-03")
    client.get(f"/call/{call}/peaks.json")
    copies = settings.folders.data / "review"
    assert len(list(copies.glob(f"{call}.*"))) == 2
    (copies / f".{call}.wav.{NOBODY}.tmp").write_bytes(b"half of it")  # of a page that was killed
    enforce(kept_for(settings, recordings_days=1.0), begun(settings, call) + 2 * DAY_S)
    assert list(copies.glob(f"*{call}*")) == []


def test_half_a_copy_of_a_killed_page_goes_with_the_next_call_heard(
    client: TestClient, settings: Settings
) -> None:
    copies = settings.folders.data / "review"
    copies.mkdir(exist_ok=True)
    half = copies / f".0123456789abcdef.wav.{NOBODY}.tmp"
    half.write_bytes(b"half of it")
    client.get(f"/call/{call_id_of(settings, 'nl-03')}/peaks.json")
    assert not half.exists()


def test_the_words_a_coach_was_shown_go_and_his_verdict_stays(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    body = {"kind": "flag", "key": "rescued_customer", "verdict": "wrong", "comment": "Nee."}
    client.post(f"/call/{call}/verdict", json=body, headers={"x-csrf-token": token})
    folder = settings.folders.data / "verdicts"
    (folder / f"{call}-torn.json").write_text('{"shown": "woorden')
    enforce(kept_for(settings, transcripts_days=1.0), begun(settings, call) + 2 * DAY_S)
    (path,) = folder.iterdir()
    verdict = json.loads(path.read_bytes())
    assert verdict["shown"] == ERASED
    assert (verdict["verdict"], verdict["comment"]) == ("wrong", "Nee.")
    assert ERASED in client.get(f"/call/{call}").text


def test_that_words_are_gone_is_said_in_the_readers_language(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    body = {"kind": "moment", "key": "missed:305", "start_s": 30.5, "verdict": "wrong"}
    headers = {"x-csrf-token": token}
    kept = client.post(f"/call/{call}/verdict", json=body | {"comment": "Hm."}, headers=headers)
    assert kept.status_code == 200
    short = kept_for(settings, transcripts_days=1.0)
    enforce(short, begun(settings, call) + 2 * DAY_S)
    load_records(settings)
    publish_snapshot(settings)
    out = StringIO()
    print_card(settings, call, Console(file=out, width=100))
    found = findings(settings.snapshot, period_of(settings.snapshot, None, None))
    dutch = {"accept-language": "nl-NL"}
    for text in (
        client.get(f"/call/{call}", headers=dutch).text,
        client.get(f"/call/{call}/clip.txt?from=0&to=60", headers=dutch).text,
        client.get("/?seller=Karin+Smit", headers=dutch).text,
        page(found, "nl", date(2026, 4, 1)),
        out.getvalue(),
    ):
        assert "(niet meer bewaard)" in text
        assert ERASED not in text
    assert ERASED in client.get(f"/call/{call}", headers={"accept-language": "en"}).text
