"""Nothing runs over the edge of its card, its table or the window, whatever it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.current import load_records, publish_snapshot
from flows.report.data import findings, period_of
from flows.report.page import page as report_of
from flows.report.page import today
from flows.settings import Settings
from flows.store import Store
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import doubt_the_words, record_of

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

OVER_ITS_EDGE = """([box, inside]) => [...document.querySelectorAll(inside)].filter((it) =>
  it.getBoundingClientRect().right > it.closest(box).getBoundingClientRect().right
  || it.scrollWidth > it.clientWidth
).map((it) => it.textContent)"""


@pytest.fixture
def long_names(settings: Settings) -> str:
    """A call of people with very long names; its id."""
    record = record_of(settings, "nl-03")
    call = replace(record.call, seller=LONG, customer=LONG, account=LONG)
    Store(settings.folders.data).keep(replace(record, call=call))
    load_records(settings)
    publish_snapshot(settings)
    return call.id


@pytest.mark.parametrize("width", [380, 1400])
def test_long_names_stay_in_the_window(page: Any, long_names: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", f"/call/{long_names}"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_names_leave_room_for_the_rest_of_the_report(
    page: Any, long_names: str, settings: Settings, tmp_path: Path
) -> None:
    found = findings(settings.snapshot, period_of(settings.snapshot, None, None))
    (tmp_path / "report.html").write_text(report_of(found, "nl", today()), encoding="utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    assert LONG in page.content()
    assert page.evaluate(OVER_ITS_EDGE, [".scroll", "td, th"]) == []


@pytest.mark.parametrize("width", [380, 1400])
def test_what_is_not_measurable_stays_in_its_card(
    page: Any, settings: Settings, width: int
) -> None:
    doubt_the_words(settings, "nl-03")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    assert page.locator(".parts .points").all_inner_texts().count("niet te meten") == 4
    assert page.evaluate(OVER_ITS_EDGE, [".parts", ".parts span"]) == []
    page.goto("/")
    why = page.locator(".call:has-text('niet te meten') .why").bounding_box()
    assert why["width"] > 250


def test_on_a_phone_one_sees_which_choice_is_speed_and_which_is_zoom(
    page: Any, settings: Settings
) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    for choice in (".speed", ".zoom"):
        label = page.locator(f"label:has({choice}) span").bounding_box()
        field = page.locator(choice).bounding_box()
        assert page.locator(f"label:has({choice}) span").evaluate("it => it.checkVisibility()")
        assert (
            page.locator(f"label:has({choice}) span").evaluate(
                "it => getComputedStyle(it).clipPath"
            )
            == "none"
        )
        assert label["x"] + label["width"] <= field["x"] + 1
        assert abs((label["y"] + label["height"] / 2) - (field["y"] + field["height"] / 2)) < 3


def test_on_a_phone_the_player_leaves_room_to_read(page: Any, settings: Settings) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}")
    page.evaluate("window.scrollTo(0, 900)")
    player = page.locator(".player").bounding_box()
    assert player["y"] == 0
    assert player["height"] < 844 / 4
    assert page.locator(".below-player").is_visible()
    page.set_viewport_size({"width": 1100, "height": 844})
    assert page.locator(".in-player").is_visible()
    assert not page.locator(".below-player").is_visible()


@pytest.mark.parametrize("width", [390, 800, 1100, 1360])
@pytest.mark.parametrize("call", ["nl-01", "nl-03"])
def test_no_part_of_a_call_hides_behind_its_words(
    page: Any, settings: Settings, call: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/call/{call_id_of(settings, call)}")
    for part in (".parts summary", ".keep-note", ".sells", ".reason .judge button", ".turn .at"):
        page.locator(part).last.click(trial=True, timeout=10_000)


def test_the_scorecard_is_as_wide_as_what_it_stands_below(page: Any, settings: Settings) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"/call/{call_id_of(settings, 'en-05')}")
    above, below = (page.locator(f"{part} .card").last for part in (".findings", ".aside"))
    assert above.bounding_box()["width"] == below.bounding_box()["width"]
    assert page.evaluate(OVER_ITS_EDGE, [".aside", ".aside button, .aside dd, .aside li"]) == []
