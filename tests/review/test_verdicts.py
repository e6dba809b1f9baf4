"""Verdicts: files that say who found what right or wrong, and outlive the warehouse."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from threading import Thread

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from flows.verdicts import Verdicts
from flows.work import rebuild
from review.app import make_app
from review.moments import moments_of
from review.texts import speaker_of
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


def test_a_verdict_stays_with_its_second_when_the_call_is_measured_again(
    client: TestClient, settings: Settings, token: str
) -> None:
    """With another cue list everything is renumbered: nothing may move to another moment."""
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    before = moment_keys(client.get(f"/call/{call}").text)
    assert give(client, token, call, kind="moment", key=before[-1], verdict="wrong") == 200
    rows = record.measures.commitments[1:]
    fewer = tuple(replace(row, id=number) for number, row in enumerate(rows))
    store.keep(replace(record, measures=replace(record.measures, commitments=fewer)))
    assert len(rows) > 0
    page = client.get(f"/call/{call}").text
    assert pressed(page) == [before[-1]]


def test_a_page_from_before_the_call_was_measured_again_judges_nothing_else(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    silence = next(item for item in record.measures.silences if item.result == "rescued")
    shown = {"kind": "moment", "key": f"silence:{round(silence.start * 10)}", "found": "rescued"}
    assert give(client, token, call, **shown) == 200
    turned = tuple(
        replace(item, result="kept") if item == silence else item
        for item in record.measures.silences
    )
    store.keep(replace(record, measures=replace(record.measures, silences=turned)))
    assert pressed(client.get(f"/call/{call}").text) == []
    assert give(client, token, call, **shown, verdict="wrong") == 409
    assert give(client, token, call, **shown | {"found": "kept"}, verdict="wrong") == 200
    assert pressed(client.get(f"/call/{call}").text) == [shown["key"]]


def test_every_moment_has_a_key_of_its_own(settings: Settings) -> None:
    store = Store(settings.folders.data)
    for path in store.paths():
        measures = store.read(path).measures
        twice = replace(measures, commitments=measures.commitments * 2)
        keys = [moment.key for moment in moments_of(twice, speaker_of("nl"), str)]
        assert len(set(keys)) == len(keys)


def moment_keys(page: str) -> list[str]:
    return re.findall('class="moment [^>]*data-key="([^"]+)"', page)


def pressed(page: str) -> list[str]:
    groups = re.findall('data-kind="moment" data-key="([^"]+)"(.*?)</div>', page, re.S)
    return [key for key, group in groups if 'aria-pressed="true"' in group]


def test_two_coaches_verdicts_stand_side_by_side(settings: Settings) -> None:
    call = call_id_of(settings, "nl-03")
    body = {"kind": "flag", "key": "rescued_customer"}

    def judged_by(coach: str, word: str) -> None:
        review = settings.review.model_copy(update={"coach": coach})
        server = make_app(settings.model_copy(update={"review": review}))
        with TestClient(server, base_url="http://127.0.0.1") as client:
            found = re.search('name="csrf" content="([0-9a-f]+)"', client.get("/").text)
            assert found
            for _ in range(3):
                assert give(client, found[1], call, **body, verdict=word) == 200

    coaches = [Thread(target=judged_by, args=item) for item in (("A", "right"), ("B", "wrong"))]
    for coach in coaches:
        coach.start()
    for coach in coaches:
        coach.join()
    assert {str(i["author"]): i["verdict"] for i in kept(settings)} == {"A": "right", "B": "wrong"}


def test_a_note_is_not_written_over_what_another_coach_wrote_meanwhile(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")

    def write(note: str, before: str) -> int:
        answer = client.post(
            f"/call/{call}/coaching",
            json={"note": note, "before": before},
            headers={"x-csrf-token": token},
        )
        return answer.status_code

    assert write("Mooi gewacht.", "") == 200
    assert write("Vraag eerder door.", "") == 409
    assert write("Mooi gewacht.", "") == 200
    assert "Mooi gewacht." in client.get(f"/call/{call}").text
    assert write("Vraag eerder door.", "Mooi gewacht.") == 200
    assert "Vraag eerder door." in client.get(f"/call/{call}").text


HOSTILE = {
    "a mark at no second": {"key": "missed:10", "kind": "moment", "start_s": None},
    "a second that is none": {"key": "silence:10", "kind": "moment", "start_s": float("nan")},
    "a flag there is not": {"key": "[/bold]", "kind": "flag"},
    "a number for words": {"comment": 7},
    "a time that is none": {"at": "soon"},
    "an endless comment": {"comment": "x" * 5000},
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_verdict_file_with_anything_in_it_is_passed_over(
    client: TestClient, settings: Settings, token: str, change: dict[str, object]
) -> None:
    call = call_id_of(settings, "nl-03")
    give(client, token, call, verdict="wrong", comment="Echt.")
    (file,) = (settings.folders.data / "verdicts").iterdir()
    odd = json.loads(file.read_bytes()) | change
    file.with_name(f"{call}-odd.json").write_text(json.dumps(odd))
    assert [item.comment for item in Verdicts(settings.folders.data).all()] == ["Echt."]
    page = client.get(f"/call/{call}")
    assert page.status_code == 200
    assert "Echt." in page.text


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
