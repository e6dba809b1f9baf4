"""An account's third call in a row without progress: in the list, on the page, in a verdict."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from flows.store import Store
from review.calibrate_command import calibrate
from review.terminal_card import print_card
from tests.review.conftest import call_id_of
from tests.review.test_verdicts import give, kept

SAID = {
    "en-02": "3 calls in a row without progress with this customer: ",
    "nl-03": "3 gesprekken op rij zonder vooruitgang bij deze klant: ",
}


def three_calls(settings: Settings, name: str) -> tuple[str, ...]:
    """Copies of a call on three days for one account; the last is heard first."""
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call_id_of(settings, name)))
    assert record.measures.outcome == "continuation"
    assert record.call.started_at is not None
    ids = tuple(f"{record.call.id[:-1]}-{number}" for number in (1, 2, 3))
    for number in (3, 1, 2):
        when = record.call.started_at + timedelta(days=number)
        call = replace(record.call, id=ids[number - 1], started_at=when, account="Three times")
        flags = tuple(f for f in record.measures.flags if f.name != "lingering_maybe")
        store.keep(replace(record, call=call, measures=replace(record.measures, flags=flags)))
        load_records(settings)
        publish_snapshot(settings)
    return ids


@pytest.mark.parametrize("name", SAID)
def test_it_is_shown_and_judged_as_any_flag(
    client: TestClient, settings: Settings, token: str, name: str
) -> None:
    first, _, last = three_calls(settings, name)
    listed = client.get("/?flag=lingering_maybe").text
    assert f'href="/call/{last}"' in listed
    assert f'href="/call/{first}"' not in listed
    page = html.unescape(client.get(f"/call/{last}").text)
    assert SAID[name] in page
    assert SAID[name] not in client.get(f"/call/{first}").text
    assert give(client, token, last, key="lingering_maybe") == 200
    assert give(client, token, first, key="lingering_maybe") == 404
    (verdict,) = kept(settings)
    assert str(verdict["shown"]).startswith(SAID[name])
    assert verdict["start_s"] is not None
    said = StringIO()
    calibrate(settings, Console(file=said, width=160), None, None)
    assert "lingering_maybe" in said.getvalue()


def test_it_is_on_the_page_in_the_terminal(settings: Settings) -> None:
    first, _, last = three_calls(settings, "nl-03")
    printed = {}
    for call_id in (first, last):
        out = StringIO()
        print_card(settings, call_id, Console(file=out, width=200))
        printed[call_id] = out.getvalue()
    assert SAID["nl-03"] in printed[last]
    assert SAID["nl-03"] not in printed[first]
