"""The demo calls, measured without engines, behind a review server; and a browser before it."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from review.app import make_app
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in, truth

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
COACH = {"CALLPROBE_REVIEW__COACH": "Vera"}
PATIENCE_S = 60
"""Longer than any machine takes, however busy."""


@pytest.fixture(scope="session")
def measured_calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All demo calls measured, once: copied for every test that asks."""
    folder = tmp_path_factory.mktemp("measured")
    settings = settings_in(folder, **COACH)
    drop_calls(settings, list(truth()))
    run_replayed(settings, Replay())
    load_records(settings)
    publish_snapshot(settings)
    return folder


@pytest.fixture
def settings(measured_calls: Path, tmp_path: Path) -> Settings:
    shutil.copytree(measured_calls, tmp_path / "here")
    return settings_in(tmp_path / "here", **COACH)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(make_app(settings), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def token(client: TestClient) -> str:
    """What our own page sends along with everything that changes something."""
    found = re.search('name="csrf" content="([0-9a-f]+)"', client.get("/").text)
    assert found
    return found[1]


def call_id_of(settings: Settings, name: str) -> str:
    """The id of a demo call, by the beginning of its recording's name."""
    from flows.store import Store

    store = Store(settings.folders.data)
    records = [store.read(path) for path in store.paths()]
    (found,) = [item.call.id for item in records if item.call.recording.startswith(name)]
    return found


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """The review server on a free port, as a browser reaches it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(settings)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, http="h11", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = time.monotonic() + PATIENCE_S
        while not server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian's package chromium)")
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with sync.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page in Dutch; the test fails where it reports an error, a refused script or style."""
    context = browser.new_context(
        base_url=address, locale="nl-NL", viewport={"width": 1360, "height": 900}
    )
    context.set_default_timeout(PATIENCE_S * 1000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
    )
    yield page
    context.close()
    assert complaints == []


def wait_until(page: Any, expression: str) -> None:
    """Wait until a page's expression holds. Playwright's own way evaluates strings in the page,
    which our policy forbids, and the page says so."""
    until = time.monotonic() + PATIENCE_S
    while not page.evaluate(expression):
        assert time.monotonic() < until, expression
        page.wait_for_timeout(20)
