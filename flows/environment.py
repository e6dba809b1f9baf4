"""Sets the process up before Prefect or an engine is imported: quiet, local, in the data folder.

Prefect reads its settings at import, and the libraries decide about calling home at import too,
so this must come first.
"""

from __future__ import annotations

import os
import socket
import sys
import warnings
from pathlib import Path

from analysis.speech.quiet import keep_quiet

STARTUP_S = "120"
"""Prefect's own server starts with the run; on a busy machine its 20 s are too few."""


def prepare(data: Path) -> None:
    """Nothing is sent anywhere, Prefect keeps its things in ``data`` and says only what matters.

    What the user's environment says of Prefect (a server of his own, another log level) stays.
    """
    keep_quiet()
    ours = {
        "PREFECT_HOME": str(data.absolute() / "prefect"),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": STARTUP_S,
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    for name in ("no_proxy", "NO_PROXY"):  # Prefect's server is on this machine, no proxy's affair
        there = os.environ.get(name, "")
        if "127.0.0.1" not in there:
            os.environ[name] = ",".join(filter(None, (there, "127.0.0.1", "localhost")))
    if not sys.warnoptions:  # the libraries' advice to programmers is no use to ops
        warnings.simplefilter("ignore")


def loopback_works() -> bool:
    """Whether a process can reach another one of this machine: Prefect's server needs that."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        try:
            listener.bind(("127.0.0.1", 0))
            listener.listen(1)
            with socket.create_connection(listener.getsockname(), timeout=2):
                return True
        except OSError:
            return False
