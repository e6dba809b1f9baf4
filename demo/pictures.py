"""The pictures of the coach's page in ``docs/images``, made anew from the demo's calls.

    make pictures

After ``make demo``. Needs Chromium and the ``dev`` dependencies.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from demo.run import CONFIG, DEMO, WORK
from flows.settings import load_settings
from flows.store import Store

IMAGES = DEMO.parent / "docs" / "images"
SIZE = (1360, 900)
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
PORT = 8699
PAGE = f"http://127.0.0.1:{PORT}"
SHOWN = {"nl": "nl-03-de-geredde-klant.flac", "en": "en-05-what-will-the-board-say.flac"}
"""The call that stands for its language."""


@contextmanager
def served() -> Iterator[None]:
    """The coach's page over the demo's calls, as anybody starts it."""
    command = [sys.executable, "-m", "flows.cli", "--config", str(CONFIG), "review"]
    with subprocess.Popen(
        [*command, "--port", str(PORT)], cwd=DEMO.parent, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            if not server.stdout.readline().startswith(PAGE):
                raise SystemExit("the coach's page did not start: run `make demo` first")
            yield
        finally:
            server.terminate()


def addresses() -> dict[str, dict[str, str]]:
    """Of each language the pages that are shown, by the names of their pictures."""
    settings = load_settings(CONFIG)
    store = Store(settings.kept)
    ids = {record.call.recording: record.call.id for record in map(store.read, store.paths())}
    return {
        language: {"list": "/", "call": f"/call/{ids[recording]}"}
        for language, recording in SHOWN.items()
    }


def take(browser: Browser, address: str, language: str, theme: Theme, path: Path) -> None:
    """One page as it looks when all of it has been drawn."""
    width, height = SIZE
    page = browser.new_page(
        base_url=PAGE,
        viewport={"width": width, "height": height},
        locale=language,
        color_scheme=theme,
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # the waveform is drawn a frame after its peaks have come
    page.screenshot(path=path)
    page.close()


def main() -> None:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None or not (WORK / "data").is_dir():
        raise SystemExit("needs Chromium, and the calls of `make demo`")
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for (language, pages), theme in product(addresses().items(), THEMES):
            for name, address in pages.items():
                picture = IMAGES / f"review-{name}-{language}-{theme}.png"
                take(browser, address, language, theme, picture)
                print(picture.relative_to(DEMO.parent))


if __name__ == "__main__":
    main()
