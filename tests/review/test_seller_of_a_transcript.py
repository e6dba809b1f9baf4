"""Who sells in a call that came as a transcript: one click, as for a recording."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from analysis.record import Facts, Record
from flows.exchange.jobs import bring_in
from flows.remeasure import remeasured
from flows.settings import Settings
from flows.store import Store
from tests.review.test_seller import OTHER, record_of, say_voice

LINES = (
    ("Sanne de Vries", "Goedemorgen, u spreekt met Sanne van Delta."),
    ("Pieter Bakker", "Dag Sanne."),
    ("Sanne de Vries", "Wat gebeurt er als u niets doet?"),
    ("Pieter Bakker", "Dat kost ons twee klanten per maand."),
    ("Sanne de Vries", "Dan stuur ik u dinsdag een offerte."),
)


def transcript(folder: Path, name: str = "teams.vtt") -> Path:
    cues = (
        f"00:00:{5 * number:02}.000 --> 00:00:{5 * number + 3:02}.000\n<v {who}>{said}</v>\n"
        for number, (who, said) in enumerate(LINES, 1)
    )
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    return folder / name


def imported(settings: Settings, path: Path, **told: str) -> Record:
    done = bring_in([path], settings, Facts(language="nl", **told))
    assert done.measured == (path.name,), done.refused
    store = Store(settings.kept)
    records = (store.read(path) for path in store.paths())
    return next(one for one in records if one.call.recording == path.name)


def voice_on_the_page(client: TestClient, call: str) -> str:
    (voice,) = re.findall('class="sells" data-voice="([^"]+)"', client.get(f"/call/{call}").text)
    return str(voice)


def test_one_click_swaps_the_sides_of_an_imported_call_and_it_stays(
    client: TestClient, settings: Settings, token: str, tmp_path: Path
) -> None:
    path = transcript(tmp_path / "transcripts")
    before = imported(settings, path, seller="Pieter Bakker", customer="Sanne de Vries")
    voice = voice_on_the_page(client, before.call.id)
    assert say_voice(client, token, before.call.id, voice) == 200
    after = record_of(settings, before.call.id)
    old, new = before.conversation.roles.side_of, after.conversation.roles.side_of
    assert new == {label: OTHER[side] for label, side in old.items()}
    assert after.heard == before.heard
    assert (after.call.seller, after.call.customer) == ("Sanne de Vries", "Pieter Bakker")
    stored = Store(settings.kept).record_path(before.call.id).read_bytes()
    assert remeasured(stored, "the record", settings) == stored
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_second_import_leaves_who_sells_as_a_coach_said_unless_it_is_told(
    client: TestClient, settings: Settings, token: str, tmp_path: Path
) -> None:
    path = transcript(tmp_path / "transcripts")
    path.with_suffix(".json").write_text(json.dumps({"seller": "Pieter Bakker"}))
    call = imported(settings, path).call.id
    assert say_voice(client, token, call, voice_on_the_page(client, call)) == 200
    said = record_of(settings, call)
    assert imported(settings, path) == said
    assert said.call.seller == "Sanne de Vries"
    told = imported(settings, path, seller="Pieter Bakker")
    assert told.conversation.roles.side_of["Pieter Bakker"] == "seller"


@pytest.mark.parametrize("name", ["SPEAKER_01", "Speaker 2"])
def test_a_speaker_without_a_name_gives_nobody_one(
    client: TestClient, settings: Settings, token: str, tmp_path: Path, name: str
) -> None:
    path = transcript(tmp_path / "transcripts")
    path.write_text(path.read_text().replace("Sanne de Vries", name), encoding="utf-8")
    before = imported(settings, path, seller="Pieter Bakker")
    call = before.call.id
    assert say_voice(client, token, call, voice_on_the_page(client, call)) == 200
    after = record_of(settings, call)
    assert after.conversation.roles.side_of[name] == "seller"
    assert after.call.seller is None
    assert after.call.customer == "Pieter Bakker"


def test_where_nobody_is_sure_who_sells_the_page_asks_by_name(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    path = transcript(tmp_path / "transcripts")
    bland = re.sub(r">[^<>\n]+</v>", ">Ja, dat klopt, dank u wel.</v>", path.read_text())
    path.write_text(bland, encoding="utf-8")
    before = imported(settings, path)
    assert not before.conversation.roles.known
    page = client.get(f"/call/{before.call.id}?lang=en").text
    assert "Sanne de Vries is the seller" in page
    assert "Pieter Bakker is the seller" in page
