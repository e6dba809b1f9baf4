"""Who sells, said by a coach: measured again at once, and it stays."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from msgspec import structs
from starlette.testclient import TestClient

from analysis.record import Record
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.ledger import Ledger
from flows.plan import make_plan
from flows.retention import without_words
from flows.settings import Settings
from flows.store import Store
from flows.work import rebuild
from tests.review.conftest import call_id_of

LABELS = {"left": "SPEAKER_01", "right": "SPEAKER_00"}


def record_of(settings: Settings, call: str) -> Record:
    store = Store(settings.folders.data)
    return store.read(store.record_path(call))


def published(settings: Settings, record: Record) -> None:
    Store(settings.folders.data).keep(record)
    load_records(settings)
    publish_snapshot(settings)


def in_one_channel(settings: Settings, call: str, sure: float) -> Record:
    """A call as a diarizer tells it, its roles told from the talk if that is sure enough."""
    old = record_of(settings, call)
    heard = replace(
        old.heard,
        layout="mono",
        speakers=tuple(sorted(LABELS.values())),
        words=tuple(
            structs.replace(item, speaker=LABELS[item.speaker]) for item in old.heard.words
        ),
        segments=tuple(
            structs.replace(item, speaker=LABELS[item.speaker]) for item in old.heard.segments
        ),
    )
    roles = settings.analysis.roles.model_copy(update={"known_from": sure})
    new = measured(
        heard,
        replace(old.call, seller_channel=None),
        settings.analysis.model_copy(update={"roles": roles}),
    )
    published(settings, new)
    return new


def say(client: TestClient, token: str, call: str, side: str) -> int:
    """Press the button that makes the seller of whoever is now on that side."""
    page = client.get(f"/call/{call}").text
    voices = re.findall('class="sells" data-voice="([^"]+)"', page) or ["left", "right"]
    voice = voices[0] if len(voices) == 1 or side == "seller" else voices[1]
    return say_voice(client, token, call, voice)


def say_voice(client: TestClient, token: str, call: str, voice: str) -> int:
    answer = client.post(
        f"/call/{call}/seller", json={"voice": voice}, headers={"x-csrf-token": token}
    )
    return answer.status_code


OTHER = {"seller": "customer", "customer": "seller"}


def test_swapped_sides_are_measured_again_at_once_and_stay(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    before = record_of(settings, call)
    assert say(client, token, call, "customer") == 200
    after = record_of(settings, call)
    old, new = before.conversation.roles.side_of, after.conversation.roles.side_of
    assert new == {label: OTHER[side] for label, side in old.items()}
    assert after.measures.talk.seller_speech_s == before.measures.talk.customer_speech_s
    assert after.heard == before.heard
    assert call not in {item.call_id for item in make_plan(settings).work}
    rebuild(settings)
    assert record_of(settings, call) == after
    assert say(client, token, call, "customer") == 200
    assert record_of(settings, call).measures == before.measures


def test_what_heard_the_call_stands_in_the_swapped_record_whatever_hears_today(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    old = record_of(settings, call)
    models = old.settings["models"] | {"transcriber": "models/a-smaller-one"}
    published(settings, replace(old, settings=dict(old.settings) | {"models": models}))
    assert say(client, token, call, "customer") == 200
    after = record_of(settings, call)
    assert after.settings["models"] == models
    assert make_plan(settings).otherwise == 1  # --rehear would hear it again


def test_two_coaches_who_say_the_same_at_once_swap_once(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    sides = record_of(settings, call).conversation.roles.side_of
    other = next(label for label, side in sides.items() if side == "customer")
    assert say_voice(client, token, call, other) == 200
    once = record_of(settings, call)
    assert say_voice(client, token, call, other) == 200
    assert record_of(settings, call) == once
    assert once.conversation.roles.side_of[other] == "seller"
    assert say_voice(client, token, call, "SPEAKER_07") == 409


def test_while_calls_are_measured_nobody_is_swapped_and_verdicts_are_kept(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    before = record_of(settings, call)
    headers = {"x-csrf-token": token}
    with Ledger(settings.folders.data).alone():
        answer = client.post(f"/call/{call}/seller", json={"voice": "right"}, headers=headers)
        assert answer.status_code == 409
        assert "measuring calls right now" in answer.json()["reason"]
        given = {"kind": "flag", "key": "good_conversation", "verdict": "right"}
        answer = client.post(f"/call/{call}/verdict", json=given, headers=headers)
        assert answer.status_code == 200
    assert record_of(settings, call) == before


def test_in_one_channel_the_voice_is_told_by_a_second_whatever_it_is_called(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    before = in_one_channel(settings, call, sure=0.5)
    assert before.conversation.roles.known
    assert say(client, token, call, "customer") == 200
    after = record_of(settings, call)
    old, new = before.conversation.roles.side_of, after.conversation.roles.side_of
    assert new == {label: OTHER[side] for label, side in old.items()}
    (sidecar,) = settings.folders.inbox.glob("nl-03*.json")
    second = json.loads(sidecar.read_text())["seller_speaks_at"]
    speaking = {s.speaker for s in after.heard.segments if s.start <= second <= s.end}
    assert [new[label] for label in speaking] == ["seller"]
    turned = replace(
        after.heard,
        words=tuple(structs.replace(w, speaker="B" + w.speaker) for w in after.heard.words),
        segments=tuple(structs.replace(s, speaker="B" + s.speaker) for s in after.heard.segments),
        speakers=tuple("B" + speaker for speaker in after.heard.speakers),
    )
    again = measured(turned, after.call, settings.analysis)
    assert again.conversation.roles.source == "sidecar"
    assert [turn.side for turn in again.conversation.turns] == [
        turn.side for turn in after.conversation.turns
    ]


def test_where_nobody_is_sure_who_sells_a_coach_can_say_it_of_either_voice(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    before = in_one_channel(settings, call, sure=1.0)
    assert not before.conversation.roles.known
    page = client.get(f"/call/{call}?lang=en").text
    assert "Voice 1 is the seller" in page
    assert "Voice 2 is the seller" in page
    assert say(client, token, call, "seller") == 200
    after = record_of(settings, call)
    assert after.conversation.roles.known
    assert after.conversation.roles.side_of == before.conversation.roles.side_of
    assert "Seller and customer are swapped" in client.get(f"/call/{call}?lang=en").text


def test_without_words_a_call_is_never_measured_again(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    silent = without_words(record_of(settings, call))
    published(settings, silent)
    page = client.get(f"/call/{call}")
    assert page.status_code == 200
    assert 'class="sells"' not in page.text
    assert say(client, token, call, "customer") == 409
    assert record_of(settings, call) == silent


def test_facts_in_yaml_are_for_their_writer_to_change(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-01")
    (sidecar,) = settings.folders.inbox.glob("nl-01*.json")
    sidecar.unlink()
    sidecar.with_suffix(".yaml").write_text("seller: Sanne de Vries\n")
    headers = {"x-csrf-token": token}
    answer = client.post(f"/call/{call}/seller", json={"voice": "right"}, headers=headers)
    assert answer.status_code == 409
    assert "`seller_channel: right`" in answer.json()["reason"]
    assert sidecar.with_suffix(".yaml").read_text() == "seller: Sanne de Vries\n"
