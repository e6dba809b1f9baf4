"""Verdicts: files that say who found what right or wrong, and outlive the warehouse."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from flows.work import rebuild
from tests.review.conftest import call_id_of


def give(client: TestClient, token: str, call: str, **more: object) -> int:
    body = {"kind": "flag", "key": "rescued_customer", "verdict": "right"}
    answer = client.post(
        f"/call/{call}/verdict",
        json=body | more,
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


def test_a_verdict_can_be_taken_back(client: TestClient, settings: Settings, token: str) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call, verdict="wrong")
    assert give(client, token, call, verdict=None) == 200
    assert give(client, token, call, verdict=None) == 200
    assert kept(settings) == []


@pytest.mark.parametrize(
    ("what", "should_be", "verdict", "status"),
    [
        ("silence", "kept", "wrong", 200),
        ("silence", "none", "wrong", 200),
        ("silence", "kept", "right", 400),
        ("silence", "seller", "wrong", 400),
        ("commitment", "seller", "wrong", 200),
        ("commitment", "rescued", "wrong", 400),
        ("commitment", "", "wrong", 200),
    ],
)
def test_what_it_should_be_is_one_of_what_there_is(
    client: TestClient,
    settings: Settings,
    token: str,
    what: str,
    should_be: str,
    verdict: str,
    status: int,
) -> None:
    call = call_id_of(settings, "nl-03")
    page = client.get(f"/call/{call}").text
    key = re.findall(f'data-key="({what}:[0-9]+)"', page)[0]
    given = {"kind": "moment", "key": key, "verdict": verdict, "should_be": should_be}
    assert give(client, token, call, **given) == status
    if status == 200:
        assert [item["should_be"] for item in kept(settings)] == [should_be]
        if should_be:
            assert f'value="{should_be}" selected' in client.get(f"/call/{call}").text


def test_who_speaks_and_what_is_asked_can_be_corrected_at_a_second(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    asked = next(q for q in record.measures.questions if q.side == "seller" and q.probing)
    at = round(asked.start + 0.1, 1)
    mark = {"kind": "moment", "start_s": at, "verdict": "wrong"}
    key = round(at * 10)
    for what, should_be in (("speaker", "customer"), ("question", "plain")):
        answer = give(client, token, call, **mark, key=f"{what}:{key}", should_be=should_be)
        assert answer == 200
    said = {str(item["key"]): item for item in kept(settings)}
    assert str(said[f"speaker:{key}"]["shown"]).startswith("seller: ")
    assert said[f"question:{key}"]["shown"] == f"probing: {asked.text}"
    assert said[f"question:{key}"]["start_s"] == asked.start
    page = client.get(f"/call/{call}?lang=en").text
    assert "Who speaks here: Customer" in page
    assert "The question here: Question" in page


def test_a_question_can_only_be_corrected_where_one_was_asked(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    answer = next(turn for turn in record.conversation.turns if turn.side == "customer")
    at = round((answer.start + answer.end) / 2, 1)
    mark = {"kind": "moment", "start_s": at, "verdict": "wrong", "should_be": "plain"}
    assert give(client, token, call, **mark, key=f"question:{round(at * 10)}") == 404
    assert give(client, token, call, **mark, key=f"question:{round(at * 10) + 7}") == 404


def test_the_words_selected_are_kept_with_the_mark(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    first = store.read(store.record_path(call)).heard.words[4:8]
    mark = {"key": f"missed:{round(first[0].start * 10)}", "start_s": first[0].start}
    mark |= {"kind": "moment", "end_s": first[-1].end, "verdict": "wrong", "should_be": "question"}
    assert give(client, token, call, **mark) == 200
    assert kept(settings)[0]["shown"] == " ".join(word.text for word in first)


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
