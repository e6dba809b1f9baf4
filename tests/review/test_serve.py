"""Starting the page: what is wrong is said at once, in the terminal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.warehouse_file import WarehouseError
from review.serve import PortError, serve
from tests.flows.replay import settings_in
from tests.review.conftest import PATIENCE_S


def test_without_calls_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="measure some calls first"):
        serve(settings_in(tmp_path), 8642)


def test_a_taken_port_is_named_with_the_option_to_change_it(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortError, match=f"port {port} is taken.*--port"):
            serve(settings, port)


def test_a_port_of_the_system_is_not_called_taken(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bind(_socket: socket.socket, _address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", bind)
    with pytest.raises(PortError, match=r"port 80 is kept for the system: .* from 1024 on"):
        serve(settings, 80)


def test_it_starts_says_where_and_ends_quietly(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {
        "CALLPROBE_FOLDERS__INBOX": str(settings.folders.inbox),
        "CALLPROBE_FOLDERS__DATA": str(settings.folders.data),
    }
    server = subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", "review", "--port", str(port)],
        env=os.environ | folders,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdout.readline().startswith(f"http://127.0.0.1:{port} ")
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as here:
            if here.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGINT)
    _, said = server.communicate(timeout=PATIENCE_S)
    assert said == ""
    assert server.returncode == 0


def test_the_page_is_reached_from_this_machine_only(address: str) -> None:
    port = int(address.rpartition(":")[2])
    with socket.socket() as here:
        here.connect(("127.0.0.1", port))
    with socket.socket() as elsewhere, pytest.raises(OSError, match="refused"):
        elsewhere.connect(("127.0.0.2", port))
