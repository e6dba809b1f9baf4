"""``callprobe review``: the page on this machine, until Ctrl-C."""

from __future__ import annotations

import socket

from flows.settings import Settings

HOST = "127.0.0.1"
"""Recordings of people: nothing from outside reaches the server but through a tunnel, or a proxy on
this machine that has a certificate."""


class PortError(Exception):
    """The port is taken: one sentence that says what to do."""


def serve(settings: Settings, port: int) -> None:
    """Serve until interrupted. Raises PortError, PeopleError, OutputError, WarehouseError."""
    import uvicorn

    from flows.snapshot import open_snapshot
    from review.app import make_app

    with open_snapshot(settings.snapshot):
        pass  # to say at once, not in the browser, that there is nothing to show yet
    app = make_app(settings)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise PortError(
                f"port {port} is kept for the system: choose one from 1024 on with --port"
            ) from error
        except OSError as error:
            raise PortError(
                f"port {port} is taken by another program: choose one with --port"
            ) from error
    print(f"http://{HOST}:{port}  (Ctrl-C ends it)", flush=True)
    uvicorn.run(
        app,
        host=HOST,
        port=port,
        http="h11",  # refuses what it cannot read in one way only, two host names for one
        proxy_headers=False,
        log_level="warning",
        server_header=False,
        lifespan="off",
    )
