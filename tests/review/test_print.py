"""The pages on paper: dark ink on white, whatever the screen's theme is."""

from __future__ import annotations

from typing import Any

import pytest

from flows.settings import Settings
from tests.review.conftest import call_id_of

INK = "getComputedStyle(document.body).color"


@pytest.mark.parametrize("theme", ["dark", "auto"])
def test_a_dark_page_is_printed_in_dark_ink(page: Any, settings: Settings, theme: str) -> None:
    page.emulate_media(color_scheme="dark")
    for path in ("/", f"/call/{call_id_of(settings, 'nl-03')}"):
        page.goto(f"{path}?theme=light")
        light = page.evaluate(INK)
        page.goto(f"{path}?theme={theme}")
        assert page.evaluate(INK) != light
        page.emulate_media(media="print")
        assert page.evaluate(INK) == light
        page.emulate_media(media="screen")


def test_on_paper_the_list_is_the_calls_alone(page: Any) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible() and page.locator(".call").first.is_visible()
    for what in (".site", ".filters", ".keys"):
        assert not page.locator(what).is_visible()
