"""A call open in two tabs, left and come back to, or measured again meanwhile: nothing that a coach
wrote is lost."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store import Store
from review.coaching import Coaching, coaching_of, keep_coaching
from review.texts import speaker_of
from tests.review.conftest import PATIENCE_S, call_id_of
from tests.review.made_verdicts import record_of
from tests.review.test_verdicts import give, kept


def test_a_tab_opened_before_a_comment_was_written_does_not_wipe_it_out(
    page: Any, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-03")
    older = page.context.new_page()
    for tab in (page, older):
        tab.goto(f"/call/{call}")
    page.keyboard.press("n")
    with page.expect_response("**/verdict"):
        page.keyboard.press("2")
    page.keyboard.press("e")
    with page.expect_response("**/verdict"):
        page.locator(".moment.current .should").select_option("none")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("Te vroeg.")
    with page.expect_response("**/verdict"):
        page.keyboard.press("Escape")
    older.keyboard.press("n")
    with older.expect_response("**/verdict"):
        older.keyboard.press("2")
    (verdict,) = kept(settings)
    assert (verdict["comment"], verdict["should_be"]) == ("Te vroeg.", "none")
    with older.expect_response("**/verdict"):
        older.keyboard.press("1")
    (verdict,) = kept(settings)
    assert verdict["verdict"] == "right"
    assert (verdict["comment"], verdict["should_be"]) == ("Te vroeg.", "")


def test_a_comment_that_is_emptied_is_gone(
    client: TestClient, settings: Settings, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    assert give(client, token, call, comment="Terecht.") == 200
    assert give(client, token, call, comment="") == 200
    assert [item["comment"] for item in kept(settings)] == [""]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_a_flag_that_is_gone_by_now_the_page_says_to_load_it_again(
    client: TestClient, settings: Settings, token: str, language: str
) -> None:
    record = record_of(settings, "nl-03")
    flags = tuple(item for item in record.measures.flags if item.name != "rescued_customer")
    measures = replace(record.measures, flags=flags)
    Store(settings.folders.data).keep(replace(record, measures=measures))
    answer = client.post(
        f"/call/{record.call.id}/verdict?lang={language}",
        json={"kind": "flag", "key": "rescued_customer", "verdict": "right"},
        headers={"x-csrf-token": token},
    )
    assert answer.json()["reason"] == speaker_of(language)("refused.measured_again")


def test_the_back_button_brings_no_old_note_over_another_coachs(
    page: Any, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-03")
    page.goto(f"/call/{call}")
    page.locator("textarea.note").fill("Eerst.")
    with page.expect_response("**/coaching"):
        page.locator(".keep-note").click()
    page.locator(".speed").select_option("2")
    page.goto("/?lang=nl")
    keep_coaching(settings.folders.data, call, Coaching("Van Karin.", author="Karin"))
    page.go_back()
    assert page.locator("textarea.note").input_value() == "Van Karin."
    assert page.locator(".speed").input_value() == "1"


def test_after_the_back_button_the_filters_are_those_of_the_list(page: Any) -> None:
    page.goto("/")
    every = page.locator(".call").count()
    page.locator("[name=flag]").select_option("rescued_customer")
    page.locator(".filters button").click()
    page.wait_for_url("**flag=rescued_customer**")
    page.go_back()
    assert page.locator(".call").count() == every
    assert page.locator("[name=flag]").input_value() == ""


def test_a_note_that_is_being_typed_is_kept_when_the_page_is_left(
    page: Any, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-03")
    page.goto(f"/call/{call}")
    page.locator("textarea.note").click()
    page.keyboard.type("Vraag door.")
    page.goto("/")
    until = time.monotonic() + PATIENCE_S
    while coaching_of(settings.folders.data, call).note != "Vraag door.":
        assert time.monotonic() < until
        page.wait_for_timeout(20)
