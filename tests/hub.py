"""A model hub on this machine that speaks the real one's protocol, with refusals on order."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "c0ffee" + "0" * 34


@dataclass
class Hub:
    """``repositories`` hold files by path. ``gated`` ones need ``token``, and its owner's consent
    to their terms (``accepted``). ``breaks_after`` bytes every file is cut off."""

    repositories: dict[str, dict[str, bytes]]
    gated: set[str] = field(default_factory=set)
    token: str = ""
    accepted: bool = False
    breaks_after: int | None = None
    spoils: str = ""
    """Of this file one bit comes otherwise than the hub has it."""
    asked: list[str] = field(default_factory=list)
    address: str = ""


def files_of(folder: Path) -> dict[str, bytes]:
    """A model folder as the files of a repository."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    }


@contextmanager
def served(hub: Hub) -> Iterator[Hub]:
    """The hub, answering on a port of its own."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            hub.asked.append(self.path)
            name = "/".join(self.path.removeprefix("/api/models").split("/")[1:3])
            files = hub.repositories.get(name)
            if files is None:
                self._refuse(401 if not hub.token else 404, "RepoNotFound")
            elif self.path.startswith(f"/api/models/{name}/tree/"):
                self._json([_entry(path, content) for path, content in files.items()])
            elif self.path in (f"/api/models/{name}", f"/api/models/{name}/revision/main"):
                siblings = [{"rfilename": path} for path in files]
                self._json({"_id": "1", "id": name, "sha": COMMIT, "siblings": siblings})
            elif not self._known(name):
                self._refuse(403 if hub.token and self._token() == hub.token else 401, "GatedRepo")
            elif self.path == f"/api/models/{name}/auth-check":
                self._json({})
            else:
                self._file(files, self.path.split(f"/resolve/{COMMIT}/")[1])

        do_HEAD = do_GET  # noqa: N815

        def _token(self) -> str:
            return self.headers.get("Authorization", "").removeprefix("Bearer ")

        def _known(self, name: str) -> bool:
            return name not in hub.gated or (self._token() == hub.token and hub.accepted)

        def _refuse(self, status: int, code: str) -> None:
            self.send_response(status)
            self.send_header("X-Error-Code", code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _json(self, content: object) -> None:
            self._send(json.dumps(content).encode(), "application/json", {})

        def _file(self, files: dict[str, bytes], path: str) -> None:
            content = files[path]
            headers = {"ETag": f'"{_digest(content)}"', "X-Repo-Commit": COMMIT}
            if path == hub.spoils:
                content = bytes([content[0] ^ 1]) + content[1:]
            self._send(content, "application/octet-stream", headers)

        def _send(self, content: bytes, kind: str, headers: dict[str, str]) -> None:
            first = 0
            if asked := self.headers.get("Range"):
                first = int(asked.removeprefix("bytes=").partition("-")[0])
            self.send_response(206 if first else 200)
            if first:
                headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
            for name, value in (headers | {"Content-Type": kind}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) - first))
            self.end_headers()
            if self.command == "GET":
                cut = hub.breaks_after if kind != "application/json" else None
                self.wfile.write(content[first:][:cut])
                if cut is not None and len(content) - first > cut:
                    self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


def _digest(content: bytes) -> str:
    """Large files are kept as LFS objects, small ones in git."""
    if len(content) > 100_000:
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def _entry(path: str, content: bytes) -> dict[str, object]:
    entry: dict[str, object] = {"type": "file", "path": path, "size": len(content)}
    entry["oid"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    if len(content) > 100_000:
        entry["lfs"] = {"oid": _digest(content), "size": len(content), "pointerSize": 134}
    return entry
