"""Prefect's server as a process of its own, which ends when the one that started it is gone.

python -P flows/prefect_child.py PORT

Its standard input is a pipe that the parent holds: the operating system closes it with the parent,
however that ends. A server that outlived a killed run would be there for good.
"""

from __future__ import annotations

import os
import sys
import threading

import uvicorn


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main(port: int) -> None:
    """Serve Prefect's API (and, where the environment wants it, its pages) on the loopback."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="critical",
        lifespan="on",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
