"""Verdicts: files that say who found what right or wrong, and outlive the warehouse."""

from __future__ import annotations

import json

from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from flows.work import rebuild
from tests.review.conftest import call_id_of


def give(client: TestClient, token: str, call: str, **more: object) -> int:
    body = {"kind": "flag", "key": "rescued_customer", "start_s": None, "verdict": "right"}
    answer = client.post(
        f"/call/{call}/verdict",
        json=body | {"comment": ""} | more,
        headers={"x-csrf-token": token},
    )
    return answer.status_code


def kept(settings: Settings) -> list[dict[str, object]]:
    folder = settings.folders.data / "verdicts"
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def test_a_verdict_is_a_file_with_author_time_and_what_was_shown(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    assert give(client, token, call, comment="Terecht.") == 200
    (verdict,) = kept(settings)
    record = Store(settings.folders.data).read(Store(settings.folders.data).record_path(call))
    flag = next(item for item in record.measures.flags if item.name == "rescued_customer")
    assert verdict["call_id"] == call
    assert verdict["key"] == "rescued_customer"
    assert verdict["verdict"] == "right"
    assert verdict["author"] == "Vera"
    assert verdict["comment"] == "Terecht."
    assert verdict["shown"] == flag.sentence
    assert verdict["start_s"] == flag.evidence[0].start
    assert str(verdict["at"]).startswith("20")


def test_a_second_verdict_on_the_same_thing_replaces_the_first(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call, verdict="right")
    give(client, token, call, verdict="wrong")
    give(client, token, call, key="lingering_maybe", verdict="unsure")
    assert sorted(str(item["verdict"]) for item in kept(settings)) == ["unsure", "wrong"]


def test_the_page_shows_what_was_given_and_the_list_can_leave_it_out(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    before = client.get("/?unreviewed=1").text
    give(client, token, call, verdict="wrong", comment="Dat was een antwoord & geen redding")
    rebuild(settings)
    page = client.get(f"/call/{call}").text
    assert 'data-verdict="wrong" aria-pressed="true"' in page
    assert "Dat was een antwoord &amp; geen redding" in page
    assert f"/call/{call}" in before
    assert f"/call/{call}" not in client.get("/?unreviewed=1").text
    assert f"/call/{call}" in client.get("/").text


def test_a_missed_moment_needs_words_and_a_second_inside_the_call(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    missed = {"kind": "moment", "key": "missed:305", "start_s": 30.5, "verdict": "wrong"}
    assert give(client, token, call, **missed) == 404
    assert give(client, token, call, **missed, comment="Hier zuchtte hij.") == 200
    late = missed | {"key": "missed:99990", "start_s": 9999.0}
    assert give(client, token, call, **late, comment="Te laat.") == 404
    assert "Hier zuchtte hij." in client.get(f"/call/{call}").text


def test_a_verdict_written_by_hand_and_torn_stops_nothing(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call)
    folder = settings.folders.data / "verdicts"
    (folder / f"{call}-torn.json").write_text('{"call_id": "')
    (folder / f"{call}-list.json").write_text("[]")
    assert client.get(f"/call/{call}").status_code == 200


def test_a_note_and_the_training_library_stay(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    headers = {"x-csrf-token": token}
    client.post(f"/call/{call}/coaching", json={"note": "Mooi gewacht."}, headers=headers)
    client.post(f"/call/{call}/coaching", json={"library": True}, headers=headers)
    assert "Mooi gewacht." in client.get(f"/call/{call}").text
    assert f"/call/{call}" in client.get("/library").text
    client.post(f"/call/{call}/coaching", json={"library": False}, headers=headers)
    assert f"/call/{call}" not in client.get("/library").text
    assert "Mooi gewacht." in client.get(f"/call/{call}").text
