"""What the page says is in the page's language, and what was said in the call's: where both stand
in one line, the call's words are quoted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import doubt_the_words, record_of


@pytest.mark.parametrize(
    ("language", "firm", "side"), [("nl", "vast (A)", "Klant"), ("en", "firm (A)", "Customer")]
)
def test_when_and_if_of_a_promise_are_quoted_as_they_were_said(
    settings: Settings, client: TestClient, language: str, firm: str, side: str
) -> None:
    page = client.get(f"/call/{call_id_of(settings, 'en-05')}?lang={language}").text
    heads = re.findall(r'<div class="head">.*?</div>', page)
    (promised,) = [head for head in heads if "on Monday morning" in head]
    assert f'{firm}, <q lang="en">on Monday morning</q>' in promised
    (supposed,) = [head for head in heads if "she says yes" in head]
    assert '<q lang="en">And if she says yes</q>' in supposed
    assert f'title="{side} ' in page
    assert f"{firm}, “on Monday morning”:" in page


def test_why_something_is_not_measurable_stands_below_what(page: Any, settings: Settings) -> None:
    doubt_the_words(settings, "en-03")
    page.goto(f"/call/{call_id_of(settings, 'en-03')}")
    line = page.locator(".reasons li")
    what, why = line.locator("b").bounding_box(), line.locator("[lang=en]").bounding_box()
    assert what["y"] + what["height"] <= why["y"] + 1


def test_a_mark_quotes_what_was_said_and_no_word_of_ours(
    settings: Settings, client: TestClient, token: str
) -> None:
    call = call_id_of(settings, "nl-03")
    record = record_of(settings, "nl-03")
    turn = next(one for one in record.conversation.turns if one.side == "customer" and one.text)
    at = round(turn.start, 1)
    given = {
        "kind": "moment",
        "key": f"speaker:{round(at * 10)}",
        "start_s": at,
        "verdict": "wrong",
        "should_be": "seller",
    }
    answer = client.post(f"/call/{call}/verdict", json=given, headers={"x-csrf-token": token})
    assert answer.status_code == 200
    page = client.get(f"/call/{call}?lang=nl").text
    (mark,) = re.findall(r'data-mark="speaker:.*?</li>', page)
    assert f'<q lang="nl">{turn.text}</q>' in mark
