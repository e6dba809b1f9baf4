"""Starting the page: what is wrong is said at once, in the terminal."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.warehouse import WarehouseError
from review.serve import PortError, serve
from tests.flows.replay import settings_in


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


def test_the_page_is_reached_from_this_machine_only(address: str) -> None:
    port = int(address.rpartition(":")[2])
    with socket.socket() as here:
        here.connect(("127.0.0.1", port))
    with socket.socket() as elsewhere, pytest.raises(OSError, match="refused"):
        elsewhere.connect(("127.0.0.2", port))
