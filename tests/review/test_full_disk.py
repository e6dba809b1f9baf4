"""A full disk on the coach's page: a sentence for the coach, one with the folder for ops."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from flows.troubles import OutputError
from review.app import make_app
from tests.full_disk import full_disk
from tests.review.conftest import call_id_of

SAID = {
    "en": "callprobe cannot write in its data folder; the terminal where it runs says why.",
    "nl": "callprobe kan niet in de gegevensmap schrijven; de terminal waarin het draait zegt "
    "waarom.",
}


@pytest.fixture
def call(settings: Settings) -> str:
    return call_id_of(settings, "en-01")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("what", ["", "/sound.wav", "/peaks.json", "/clip.wav?from=0&to=1"])
def test_what_cannot_be_noted_is_not_heard(
    client: TestClient, call: str, what: str, language: str
) -> None:
    with full_disk():
        answer = client.get(f"/call/{call}{what}", headers={"accept-language": language})
    assert answer.status_code == 507
    assert answer.text == SAID[language]


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("verdict", {"kind": "flag", "key": "rescued_customer", "verdict": "right"}),
        ("coaching", {"note": "Well asked."}),
    ],
)
def test_what_cannot_be_kept_is_said_to_whoever_gave_it(
    client: TestClient,
    settings: Settings,
    token: str,
    caplog: pytest.LogCaptureFixture,
    act: str,
    given: dict[str, Any],
) -> None:
    call = call_id_of(settings, "nl-03")
    with full_disk(), caplog.at_level(logging.ERROR):
        answer = client.post(f"/call/{call}/{act}", json=given, headers={"x-csrf-token": token})
    assert (answer.status_code, answer.json()) == (507, {"reason": SAID["en"]})
    assert caplog.messages[0].startswith(f"{settings.folders.data} cannot be written (file too")


def test_who_sells_is_to_be_written_by_hand_where_the_inbox_is_shut(
    client: TestClient, settings: Settings, token: str, call: str
) -> None:
    roles = Store(settings.folders.data).find(call).conversation.roles.side_of
    voice = next(label for label, side in roles.items() if side == "customer")
    given = {"voice": voice}
    with full_disk():
        answer = client.post(f"/call/{call}/seller", json=given, headers={"x-csrf-token": token})
    said = f"write `seller_channel: {voice}` in en-01-a-clear-no.json yourself"
    assert (answer.status_code, answer.json()) == (409, {"reason": said})


def test_the_page_does_not_begin_where_old_lines_of_its_log_cannot_go(settings: Settings) -> None:
    log = settings.folders.data / "review" / "access.log"
    log.parent.mkdir(exist_ok=True)
    line = f'{{"at": "{datetime.now(UTC).isoformat()}"}}\n'
    log.write_text(f"of no use\n{line}", encoding="utf-8")
    with full_disk(), pytest.raises(OutputError, match=f"{settings.folders.data} cannot be wri"):
        make_app(settings)
    assert log.read_text(encoding="utf-8") == f"of no use\n{line}"
    make_app(settings)
    assert log.read_text(encoding="utf-8") == line
