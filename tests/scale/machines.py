"""Several machines on one: PostgreSQL, Prefect's server, S3, a head and workers, all on loopback.

Every part is the real one (the S3 is moto's server), started as docs/scale.md says.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


def postgres_bin() -> Path | None:
    """Where Debian keeps PostgreSQL's programs, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def free_port() -> int:
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return int(any_socket.getsockname()[1])


def wait_for(done: Callable[[], object], what: str, seconds: float = 300) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


@dataclass
class Machines:
    """What runs, in ``folder``; ``settings`` is callprobe's part of the environment. PostgreSQL's
    ``database`` lies where another user than pytest's may go."""

    folder: Path
    database: Path
    settings: dict[str, str]
    postgres_port: int = field(default_factory=free_port)
    prefect_port: int = field(default_factory=free_port)
    s3_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.s3_port}",
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.prefect_port}/api",
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            **self.settings,
        }

    def start(self, name: str, command: list[str], **more: str) -> None:
        """A process with a group of its own, as a machine has; its words go to a file."""
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment | more,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def prefect(self, *arguments: str) -> str:
        """One of Prefect's commands, run where callprobe is installed."""
        ran = subprocess.run(
            [str(BIN / "prefect"), "--no-prompt", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def start_postgres(self) -> None:
        programs, data = postgres_bin(), self.database
        assert programs is not None
        user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(data, "postgres", "postgres")
            user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "callprobe", "-N"]
        subprocess.run([*user, *initdb], check=True, cwd="/", capture_output=True)
        self.start(
            "postgresql",
            [
                *(
                    *user,
                    str(programs / "postgres"),
                    "-D",
                    str(data),
                    "-p",
                    str(self.postgres_port),
                ),
                *("-k", str(data), "-c", "listen_addresses=127.0.0.1"),
            ],
        )
        wait_for(lambda: self.psql("select 1") == "1", "PostgreSQL")
        self.psql("create database prefect")

    def psql(self, sql: str, database: str = "postgres") -> str:
        programs = postgres_bin()
        assert programs is not None
        where = f"host=127.0.0.1 port={self.postgres_port} user=callprobe dbname={database}"
        ran = subprocess.run(
            [str(programs / "psql"), "-Atqc", sql, where],
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.stdout.strip()

    def start_servers(self) -> None:
        """Everything but workers, with the deployments and automations of configs/."""
        s3 = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.s3_port)]
        self.start("s3", s3)
        self.start_postgres()
        database = f"postgresql+asyncpg://callprobe@127.0.0.1:{self.postgres_port}/prefect"
        command = [str(BIN / "prefect"), "server", "start", "--host", "127.0.0.1"]
        self.start(
            "prefect-server",
            [*command, "--port", str(self.prefect_port)],
            PREFECT_API_DATABASE_CONNECTION_URL=database,
        )
        api = self.environment["PREFECT_API_URL"]
        wait_for(lambda: answers(f"{api}/health"), "Prefect's server")
        for pool in ("callprobe", "callprobe-head"):
            self.prefect("work-pool", "create", pool, "--type", "process")
        self.prefect("deploy", "--all", "--prefect-file", "configs/prefect.yaml")
        self.prefect("automation", "create", "--from-file", "configs/automations.yaml")

    def start_worker(self, name: str, pool: str) -> None:
        command = [str(BIN / "prefect"), "worker", "start", "--pool", pool]
        self.start(name, [*command, "--name", name, "--limit", "1"])

    def kill(self, name: str) -> None:
        """The machine is gone: its worker and every process that it started, at once."""
        worker = self.running.pop(name)
        os.kill(worker.pid, signal.SIGSTOP)  # so that it tells nobody of the others' end
        for process in (*_started_by(worker.pid), worker.pid):
            os.kill(process, signal.SIGKILL)
        worker.wait()

    def end(self) -> None:
        for name in reversed(list(self.running)):
            process = self.running.pop(name)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT if name == "postgresql" else signal.SIGKILL)
            process.wait()


def _started_by(process: int) -> list[int]:
    """A process's children, theirs and so on."""
    asked = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    own = [int(word) for word in asked.stdout.split()]
    return [found for child in own for found in (child, *_started_by(child))]


@contextlib.contextmanager
def machines(folder: Path, settings: dict[str, str]) -> Iterator[Machines]:
    """The servers, running, and whatever is started besides; all of it is ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="callprobe-postgresql-") as database:
        found = Machines(folder, Path(database), settings)
        try:
            found.start_servers()
            yield found
        finally:
            found.end()
