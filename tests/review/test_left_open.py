"""Pages that are slow, break off, or stay open while what is behind them changes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import review.sound
from flows.settings import Settings
from review.coaching import Coaching, keep_coaching
from review.sound import Sounds
from review.texts import speaker_of
from tests.review.conftest import call_id_of, wait_until
from tests.review.made_verdicts import record_of


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_that_breaks_off_half_way_says_so(
    client: TestClient, settings: Settings, language: str
) -> None:
    """A note written by hand with half a character in it: no browser can be sent that."""
    call = call_id_of(settings, "nl-03")
    keep_coaching(settings.folders.data, call, Coaching(note="§"))
    path = settings.folders.data / "coaching" / f"{call}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("§", "\\ud83d"), encoding="utf-8")
    page = client.get(f"/call/{call}?lang={language}").text
    assert "Goedemorgen meneer de Boer" in page
    assert page.endswith(f"{speaker_of(language)('refused.unreadable')}</p>")


def test_a_long_call_that_is_made_playable_keeps_nobody_waiting_at_another(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    long, short = (record_of(settings, name).call for name in ("nl-03", "en-01"))
    begun, goes_on, make = threading.Event(), threading.Event(), review.sound._decode

    def slowly(recording: Path, target: Path, longest_s: float) -> None:
        if target.name.startswith(long.id):
            begun.set()
            goes_on.wait(20)
        make(recording, target, longest_s)

    monkeypatch.setattr(review.sound, "_decode", slowly)
    sounds = Sounds(settings)
    maker = threading.Thread(target=sounds.playable, args=(long.id, long.recording))
    other = threading.Thread(target=sounds.playable, args=(short.id, short.recording))
    maker.start()
    assert begun.wait(20)
    other.start()
    other.join(10)
    waits = other.is_alive()
    goes_on.set()
    maker.join()
    other.join()
    assert not waits


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("text/plain; charset=utf-8", "u hoort niet bij wie mag kijken", "bij wie mag kijken"),
        ("text/html", "<html>nginx</html>", "502"),
    ],
)
def test_a_verdict_that_the_door_or_a_proxy_refuses_says_why(
    browser: Any, address: str, settings: Settings, kind: str, body: str, said: str
) -> None:
    context = browser.new_context(base_url=address, locale="nl-NL")
    page = context.new_page()
    page.route("**/verdict", lambda it: it.fulfill(status=502, content_type=kind, body=body))
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    page.keyboard.press("n")
    page.keyboard.press("1")
    wait_until(page, "document.querySelector('.status').textContent.startsWith('Niet bewaard')")
    shown = page.locator(".status").inner_text()
    assert said in shown
    assert "JSON" not in shown
    context.close()


def test_what_was_not_kept_is_said_though_the_waveform_comes_later(
    browser: Any, address: str, settings: Settings
) -> None:
    context = browser.new_context(base_url=address, locale="nl-NL")
    page, held = context.new_page(), []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/peaks.json", hold)
    page.route("**/verdict", lambda route: route.abort())
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    wait_until(page, "document.querySelector('.status').textContent.startsWith('Het geluid')")
    page.keyboard.press("n")
    page.keyboard.press("1")
    wait_until(page, "document.querySelector('.status').textContent.startsWith('Niet bewaard')")
    held[0].continue_()
    page.locator(".wave > div").wait_for(state="attached")
    assert page.locator(".status").inner_text().startswith("Niet bewaard")
    context.close()


def test_a_call_that_is_erased_while_its_page_is_open_says_why_it_falls_silent(
    browser: Any, address: str, settings: Settings
) -> None:
    context = browser.new_context(base_url=address, locale="nl-NL")
    page = context.new_page()
    gone = {"status": 404, "content_type": "text/plain; charset=utf-8", "body": "Dit is gewist."}
    page.route("**/sound.wav", lambda it: it.fulfill(**gone))
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    said = "De opname is niet af te spelen: Dit is gewist."
    wait_until(page, f"document.querySelector('.status').textContent === '{said}'")
    assert page.locator(".play").is_disabled()
    context.close()
