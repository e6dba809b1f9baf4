"""The words of a transcript that are not drawn yet: they are found, selected, linked to and played
as those in sight are."""

from __future__ import annotations

from typing import Any

import pytest

from flows.settings import Settings
from tests.review.conftest import wait_until
from tests.review.test_browser import kept, open_call

IN_PANE = """(() => {
  const box = (it) => document.querySelector(it).getBoundingClientRect();
  const word = box(".w.now"), pane = box(".turns");
  return word.top >= pane.top && word.bottom <= pane.bottom;
})()"""

SELECT_FAR = """() => {
  const piece = [...document.querySelectorAll(".words:not(:has(.w))")].at(-1);
  const text = piece.firstChild;
  piece.id = "far";
  getSelection().setBaseAndExtent(text, text.data.indexOf(" ") + 1, text, text.data.length - 2);
  return {said: text.data.split(" ").slice(1).join(" "), start: piece.dataset.s.split(" ")[1]};
}"""


@pytest.fixture
def low(page: Any, settings: Settings) -> Any:
    """A call in a window so low that its end is far off."""
    page.set_viewport_size({"width": 1360, "height": 620})
    open_call(page, settings, "nl-03")
    return page


def test_words_found_far_off_are_marked_where_they_were_said(low: Any, settings: Settings) -> None:
    found = low.evaluate(SELECT_FAR)
    low.keyboard.press("m")
    assert low.locator(".mark-at q").inner_text() == found["said"]
    low.select_option(".mark-form select", "missed:question")
    with low.expect_event("load"):
        low.click(".mark-form button")
    (verdict,) = kept(settings)
    assert (verdict["start_s"], verdict["shown"]) == (float(found["start"]), found["said"])


def test_what_is_selected_stays_so_when_it_comes_near(low: Any) -> None:
    low.evaluate(SELECT_FAR)
    selected = low.evaluate("getSelection().toString()")
    low.evaluate("document.querySelector('#far').scrollIntoView()")
    wait_until(low, "document.querySelector('#far .w') !== null")
    assert low.evaluate("getSelection().toString()") == selected


def test_the_browsers_own_search_keeps_what_it_found(low: Any) -> None:
    """It shows its finding in the text, and has the focus as long as somebody searches."""
    low.evaluate(SELECT_FAR)
    low.evaluate("document.hasFocus = () => false")
    near = low.locator(".turn:not(:has(.w)) .words").first
    low.evaluate("document.querySelector('#far').scrollIntoView()")
    low.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    assert low.locator("#far .w").count() == 0
    assert near.count() == 1
    low.evaluate("delete document.hasFocus; window.dispatchEvent(new Event('focus'))")
    wait_until(low, "document.querySelector('#far .w') !== null")


def test_a_link_to_a_second_shows_what_is_said_there(low: Any) -> None:
    last = low.locator(".turn").last.get_attribute("data-at")
    low.evaluate("at => { location.hash = `t=${at}`; }", last)
    wait_until(low, IN_PANE)


def test_a_turn_longer_than_its_pane_is_followed_to_its_end(low: Any) -> None:
    low.evaluate("document.querySelector('.turns').style.maxHeight = '3rem'")
    longest = """[...document.querySelectorAll(".words")]
      .sort((a, b) => a.textContent.length - b.textContent.length).at(-1).dataset.s.split(" ")"""
    for second in low.evaluate(longest):
        low.evaluate("at => { location.hash = `t=${at}`; }", second)
        wait_until(low, f"document.querySelector('.w.now')?.dataset.s === '{second}'")
        assert low.evaluate(IN_PANE)


def test_a_comment_typed_while_its_verdict_is_on_its_way_goes_with_it(
    low: Any, settings: Settings
) -> None:
    held: list[Any] = []
    low.route("**/verdict", lambda route: held.append(route) if not held else route.continue_())
    low.keyboard.press("n")
    low.keyboard.press("2")
    low.keyboard.press("c")
    low.keyboard.type("Jammer.")
    low.keyboard.press("Escape")
    wait_until(low, "document.activeElement === document.body")
    with low.expect_response(lambda it: "Jammer" in (it.request.post_data or "")):
        held[0].continue_()
    (verdict,) = kept(settings)
    assert (verdict["verdict"], verdict["comment"]) == ("wrong", "Jammer.")


def test_a_mark_at_the_very_end_is_inside_the_call(low: Any, settings: Settings) -> None:
    length = float(low.locator(".player").get_attribute("data-duration"))
    assert round(length, 1) > length
    low.evaluate("at => { location.hash = `t=${at}`; }", length)
    low.keyboard.press("m")
    low.select_option(".mark-form select", "missed:stall")
    with low.expect_event("load"):
        low.click(".mark-form button")
    (verdict,) = kept(settings)
    assert verdict["start_s"] == pytest.approx(length, abs=0.1)
