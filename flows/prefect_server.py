"""Prefect's own server beside a run: it shows runs, tasks and scorecards, and nothing else.

Where the environment names a server (PREFECT_API_URL), that one is used and none is started.
Where none can be had, the same stages run without Prefect: nothing that is kept depends on it.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from flows.environment import STARTUP_S, loopback_works, prepare

URL = "PREFECT_API_URL"
CHILD = Path(__file__).with_name("prefect_child.py")
DATABASE = "prefect.db"


class PrefectServer:
    """A server with its database in ``data``, started with the first run that wants it.

    ``most_mb`` is the size from which its database is thrown away before a run. With a ``port``
    it shows Prefect's pages at http://127.0.0.1:<port>; 0 takes any free one and shows none.
    """

    def __init__(self, data: Path, most_mb: float, port: int = 0) -> None:
        prepare(data)
        self._home = data / "prefect"
        self._most_mb = most_mb
        self._theirs = foreign_server() is not None
        self._pages = port > 0
        self.port = port if port and _is_free(port) else _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._database: int | None = None
        self._again = self._waking = False

    @property
    def pages(self) -> str | None:
        """Where Prefect's pages are; None where this server shows none."""
        return f"http://127.0.0.1:{self.port}" if self._pages and not self._theirs else None

    def start(self) -> None:
        """Begin, and return at once; a server whose database is gone or too large begins anew."""
        if self._theirs or not loopback_works():
            return
        if self._process and (self._process.poll() is not None or not self._as_it_was()):
            self.stop()
        if _size_mb(self._home) > self._most_mb:
            self.clear()
        self._again = False
        if self._process is None:
            self._process, self._waking = self._begun(), False

    def ready(self) -> bool:
        """Wait until it answers; False where it never will."""
        if self._theirs:
            return True
        until = time.monotonic() + float(STARTUP_S)
        while self._process and self._process.poll() is None and time.monotonic() < until:
            if _answers(self.port):
                self._database = _inode(self._home / DATABASE)
                return True
            time.sleep(0.1)
        return False

    def alive(self) -> bool:
        """Whether it still runs, as far as that can be told without asking it.

        One that died is begun again, once a run, and nobody waits for it: until it answers what is
        done is not shown, and a run that ends later than that waits for no server that is gone.
        """
        if self._theirs or self._process is None:
            return self._theirs
        if self._process.poll() is not None and not self._again:
            self._process, self._again, self._waking = self._begun(), True, True
        self._waking = self._waking and not _answers(self.port)
        return self._process.poll() is None and not self._waking

    def clear(self) -> None:
        """End it, and throw away what it knew."""
        self.stop()
        throw_away(self._home.parent)

    def stop(self) -> None:
        """End it, if it was started here."""
        if self._process is None:
            return
        process, self._process, self._database = self._process, None, None
        if os.environ.get(URL) in _started:  # whoever comes next finds no server that is gone
            del os.environ[URL]
            _read_again()
        process.terminate()
        try:
            process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def __enter__(self) -> PrefectServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _as_it_was(self) -> bool:
        """Whether its database is still the one it has open: forgetting takes it away."""
        return self._database is None or self._database == _inode(self._home / DATABASE)

    def _begun(self) -> subprocess.Popen[bytes]:
        url = f"http://127.0.0.1:{self.port}/api"
        _started.add(url)
        os.environ[URL] = url
        # Ours is next door: one that does not answer soon is gone, and not worth minutes.
        os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "2")
        _read_again()
        self._home.mkdir(parents=True, exist_ok=True)
        ours = {"PREFECT_SERVER_API_HOST": "127.0.0.1", "PREFECT_SERVER_API_PORT": str(self.port)}
        if self._pages:
            ours["PREFECT_UI_STATIC_DIRECTORY"] = str(self._home.absolute() / "pages")
        else:
            ours |= {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}
        return subprocess.Popen(
            [sys.executable, "-P", str(CHILD), str(self.port)],
            env=os.environ | ours,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


_started: set[str] = set()
"""The addresses that this process itself put into the environment."""


def _read_again() -> None:
    """Let Prefect, once imported, see what the environment says by now."""
    if "prefect.context" in sys.modules:
        from prefect.context import refresh_global_settings_context

        refresh_global_settings_context()


def throw_away(data: Path) -> bool:
    """Remove what Prefect keeps in ``data``; whether there was anything. Raises OSError.

    Renamed first: a server that still runs finds no folder to write a new file into.
    """
    home, gone = data / "prefect", data / ".prefect-gone"
    there = home.is_dir()
    if there:
        shutil.rmtree(gone, ignore_errors=True)
        home.rename(gone)
    if gone.is_dir():
        shutil.rmtree(gone)
    return there


def foreign_server() -> str | None:
    """The server that the environment names, and that is none of ours."""
    url = os.environ.get(URL)
    return url if url and url not in _started else None


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        try:
            listener.bind(("127.0.0.1", 0))
        except OSError:  # no loopback: no server either
            return 0
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _size_mb(folder: Path) -> float:
    """What Prefect wrote about runs; its pages are not counted."""
    return sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*")) / 1e6
