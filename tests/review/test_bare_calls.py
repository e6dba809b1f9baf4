"""Calls of which little is known, and pages with no calls: each says what it can."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from analysis.record import Record
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from flows.store import Store
from review.card import figures_of
from review.markdown_card import page_of
from review.texts import speaker_of
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import record_of
from tests.review.test_terminal_card import page as printed

UNKNOWN = ("onbekend met onbekend", "unknown with unknown")


def published(settings: Settings, record: Record) -> Record:
    Store(settings.kept).keep(record)
    load_records(settings)
    publish_snapshot(settings)
    return record


def test_a_call_of_nobody_knows_who_is_called_by_its_recording(
    settings: Settings, client: TestClient
) -> None:
    old = record_of(settings, "nl-03")
    record = published(settings, replace(old, call=replace(old.call, seller=None, customer=None)))
    name = record.call.recording
    for language in ("nl", "en"):
        assert f">{name}</a></h2>" in client.get(f"/?lang={language}").text
        page = client.get(f"/call/{record.call.id}?lang={language}").text
        assert f"<h1>{name}</h1>" in page
        assert f"<title>{name} –" in page
    for text in (page, printed(settings, name), page_of(record)):
        assert not any(words in text for words in UNKNOWN)


def test_of_one_voice_the_page_asks_nobody_who_sells(
    settings: Settings, client: TestClient
) -> None:
    old = record_of(settings, "nl-03")
    voice = old.heard.speakers[0]
    heard = replace(
        old.heard,
        layout="mono",
        speakers=(voice,),
        words=tuple(one for one in old.heard.words if one.speaker == voice),
        segments=tuple(one for one in old.heard.segments if one.speaker == voice),
    )
    record = published(settings, measured(heard, old.call, settings.analysis))
    assert not record.conversation.roles.known
    page = client.get(f"/call/{record.call.id}?lang=en").text
    assert "not sure enough who sells" not in page
    assert "Voice 1" in page
    assert "Voice 2" not in page


def test_a_recording_that_is_gone_leaves_who_speaks_when(
    settings: Settings, client: TestClient
) -> None:
    call = call_id_of(settings, "nl-03")
    for path in settings.folders.inbox.glob("nl-03*.flac"):
        path.unlink()
    page = client.get(f"/call/{call}?lang=en").text
    assert "data-spoken" in page
    assert "Once the recording is in the inbox again, you can say here who sells." in page
    lanes = client.get(f"/call/{call}/peaks.json").json()
    assert all(max(lane) > 0 == min(lane) for lane in lanes)


def test_on_a_phone_a_player_that_plays_nothing_leaves_room_to_read_too(
    page: Any, settings: Settings
) -> None:
    for path in settings.folders.inbox.glob("nl-03*.flac"):
        path.unlink()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    assert page.locator(".warning").is_visible()
    assert page.locator(".player").bounding_box()["height"] < 844 / 4


@pytest.mark.parametrize(("language", "none"), [("nl", "geen"), ("en", "none")])
def test_where_nothing_was_asked_no_silence_is_counted(
    settings: Settings, language: str, none: str
) -> None:
    record = record_of(settings, "nl-03")
    counts = replace(record.measures.counts, silences_kept=0, silences_rescued=0, silences_run_on=0)
    quiet = replace(record, measures=replace(record.measures, counts=counts, silences=()))
    say = speaker_of(language)
    figures = {figure.title: figure.value for figure in figures_of(quiet, say, language)}
    assert figures[say("measure.kept")] == none


def test_before_the_first_run_the_page_says_what_to_do(
    settings: Settings, client: TestClient
) -> None:
    settings.snapshot.unlink()
    html = {"accept": "text/html"}
    page = client.get("/?lang=nl", headers=html)
    assert page.status_code == 503
    assert "<h1>Nog geen gesprekken</h1>" in page.text
    assert "callprobe run" in page.text
    assert "terminal" not in page.text
    settings.snapshot.write_bytes(b"no database")
    page = client.get("/?lang=nl", headers=html)
    assert "Er is niets gepubliceerd dat te lezen is" in page.text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "Geen enkel gesprek is gemarkeerd."),
        ("/exemplary", "Nog geen gesprek om te laten horen."),
        ("/library", "Nog geen gesprek bewaard voor de training."),
    ],
)
def test_a_list_without_calls_offers_no_filters(
    settings: Settings, client: TestClient, path: str, said: str
) -> None:
    store = Store(settings.kept)
    for file in store.paths():
        file.unlink()
    load_records(settings)
    publish_snapshot(settings)
    page = client.get(f"{path}?lang=nl").text
    assert said in page
    assert 'class="filters"' not in page
    filtered = client.get(f"{path}?lang=nl&seller=Karin").text
    assert "Geen gesprek voldoet" in filtered
    assert "Toon alles" in filtered
