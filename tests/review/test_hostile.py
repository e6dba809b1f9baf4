"""Requests that a page of ours never sends: refused, or rendered harmless."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from starlette.requests import Request
from starlette.testclient import TestClient

from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.settings import Settings
from flows.store import Store
from review import guard
from review.moments import moments_of
from review.texts import speaker_of
from tests.review.conftest import call_id_of

TRAVERSALS = [
    "/call/..%2f..%2fetc%2fpasswd",
    "/call/../../../../etc/passwd",
    "/call/%2e%2e%2f%2e%2e%2fledger%2fseen",
    "/call/..%5c..%5cwindows",
    "/call/%00",
    "/call/1f57c2d9e474218a%00.json",
    "/call/*",
    "/call/%25",
    "/call/' or 1=1 --",
    "/call/x'; drop table calls; --",
    "/call/" + "a" * 1500,
    "/call/1F57C2D9E474218A ",
    "/call/～",
    "/call/../records/sound.wav",
    "/call/..%2frecords/clip.wav?from=0&to=1",
    "/call/%2e%2e/sound.wav",
    "/call/none/peaks.json",
    "/call/none/clip.txt?from=0&to=1",
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static/vendor/../../guard.py",
    "/static//etc/passwd",
    "/records",
    "/verdicts/",
    "/review/access.log",
    "/callprobe.duckdb",
    "/.git/config",
]

WRONG_QUERIES = [
    "/?flag=<script>",
    "/?since=yesterday",
    "/?until=2026-13-45",
    "/?page=-1",
    "/?page=1e9",
    "/?page=٣",
    "/?page=" + "9" * 50,
    "/?seller=" + "x" * 3000,
]

WRONG_CLIPS = [
    "",
    "?from=0",
    "?from=a&to=b",
    "?from=5&to=5",
    "?from=9&to=2",
    "?from=nan&to=5",
    "?from=0&to=inf",
    "?from=-inf&to=5",
    "?from=99999&to=100000",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_reaches_a_file(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    for secret in ("root:", "import ", "[project]", '"files"', "Traceback"):
        assert secret not in answer.text


@pytest.mark.parametrize("query", WRONG_QUERIES)
def test_a_wrong_filter_is_refused_in_a_sentence(client: TestClient, query: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("query", WRONG_CLIPS)
def test_a_wrong_clip_is_refused(client: TestClient, settings: Settings, query: str) -> None:
    call = call_id_of(settings, "nl-03")
    assert client.get(f"/call/{call}/clip.wav{query}").status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


ELSEWHERE = [
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "audio"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_sites_page_embeds_nothing_of_ours_and_may_link_to_it(
    client: TestClient, settings: Settings, headers: dict[str, str]
) -> None:
    call = call_id_of(settings, "nl-03")
    for path in ("/", f"/call/{call}", f"/call/{call}/sound.wav", "/static/call.js"):
        assert client.get(path, headers=headers).status_code == 400
    assert not (settings.folders.data / "review" / "access.log").exists()
    link = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get(f"/call/{call}", headers=headers | link).status_code == 200
    assert client.post("/", headers=headers | link).status_code == 400


def test_a_body_that_trickles_in_is_not_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BODY_WITHIN_S", 0.1)
    tokens = guard.Tokens()

    async def trickle() -> dict[str, Any]:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    given = {
        "host": "127.0.0.1",
        "x-csrf-token": tokens.of("mine"),
        "cookie": f"{guard.SESSION}=mine",
        "content-type": "application/json",
    }
    headers = [(name.encode(), value.encode()) for name, value in given.items()]
    request = Request({"type": "http", "method": "POST", "headers": headers}, trickle)
    with ThreadPoolExecutor() as elsewhere:  # a browser of other tests has a loop here
        answer = elsewhere.submit(lambda: asyncio.run(guard.checked_body(request, tokens)))
        with pytest.raises(guard.Refused) as refused:
            answer.result()
    assert refused.value.status == 408


RIGHT = {"kind": "flag", "key": "rescued_customer", "start_s": 1, "verdict": "right", "comment": ""}
MARK = {"kind": "moment", "key": "missed:10", "start_s": 1, "verdict": "wrong", "comment": "Hm."}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x-csrf-token": ""}, 403),
        ({"x-csrf-token": "0" * 64}, 403),
        ({"x-csrf-token": "é".encode("latin-1")}, 403),
        ({"cookie": "callprobe_session=mine"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://127.0.0.1"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_another_site_cannot_give_verdicts(
    client: TestClient, settings: Settings, token: str, headers: dict[str, Any], status: int
) -> None:
    path = f"/call/{call_id_of(settings, 'nl-03')}/verdict"
    ours = {"x-csrf-token": token, "content-type": "application/json"}
    if "cookie" in headers:
        client.cookies.clear()
    answer = client.post(path, content=json.dumps(RIGHT), headers=ours | headers)
    assert answer.status_code == status
    assert answer.json()["reason"]
    assert not (settings.folders.data / "verdicts").exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"{" * 20_000, 400),
        (b"\xff\xfe", 400),
        (json.dumps(RIGHT | {"verdict": "maybe"}).encode(), 400),
        (json.dumps(RIGHT | {"kind": "../../etc"}).encode(), 400),
        (json.dumps(RIGHT | {"author": "somebody else"}).encode(), 400),
        (json.dumps(RIGHT | {"comment": "x" * 5000}).encode(), 400),
        (json.dumps(RIGHT | {"start_s": -1}).encode(), 400),
        (json.dumps(RIGHT | {"start_s": "1"}).encode(), 400),
        (json.dumps(RIGHT | {"key": "../../x"}).encode(), 404),
        (json.dumps(RIGHT | {"key": "no_probing"}).encode(), 404),
        (json.dumps(RIGHT | {"kind": "moment", "key": "silence:999"}).encode(), 404),
        (json.dumps(RIGHT | {"kind": "moment", "key": "missed:10"}).encode(), 404),
        (json.dumps(RIGHT | {"verdict": "wrong", "should_be": "../x"}).encode(), 400),
        (json.dumps(RIGHT | {"should_be": "x" * 30}).encode(), 400),
        (json.dumps(RIGHT | {"end_s": float("inf")}).encode(), 400),
        (json.dumps(MARK | {"key": "missed:11"}).encode(), 404),
        (json.dumps(MARK | {"end_s": 0.5}).encode(), 404),
        (json.dumps(MARK | {"end_s": 9999}).encode(), 404),
        (json.dumps(MARK | {"key": "speaker:10", "should_be": "boss"}).encode(), 400),
        (json.dumps(MARK | {"key": "author:10"}).encode(), 404),
        (json.dumps(MARK | {"verdict": "right"}).encode(), 400),
        (b'{"comment": "' + b"x" * 200_000 + b'"}', 413),
    ],
)
def test_what_the_page_does_not_send_is_not_kept(
    client: TestClient, settings: Settings, token: str, body: bytes, status: int
) -> None:
    path = f"/call/{call_id_of(settings, 'nl-03')}/verdict"
    headers = {"x-csrf-token": token, "content-type": "application/json"}
    assert client.post(path, content=body, headers=headers).status_code == status
    assert not (settings.folders.data / "verdicts").exists()


def test_what_was_found_is_not_wrong_for_being_found(
    client: TestClient, settings: Settings, token: str
) -> None:
    record = Store(settings.kept).find(call_id_of(settings, "nl-03"))
    moments = moments_of(record.measures, speaker_of("nl"), str)
    rescued = next(item for item in moments if item.found == "rescued")
    given = {"kind": "moment", "key": rescued.key, "verdict": "wrong"}
    path, headers = f"/call/{record.call.id}/verdict", {"x-csrf-token": token}
    for should_be, status in (("rescued", 400), ("kept", 200)):
        answer = client.post(path, json=given | {"should_be": should_be}, headers=headers)
        assert answer.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize(("language", "said"), [("nl", "Dit gesprek"), ("en", "no such call")])
def test_who_opens_what_is_not_there_reads_why_in_his_language(
    client: TestClient, language: str, said: str
) -> None:
    answer = client.get("/call/none", params={"lang": language}, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert said in answer.text
    assert f'<html lang="{language}"' in answer.text
    hostile = client.get("/%3Cscript%3E?x=%22%3E%3Cscript%3E", headers={"accept": "text/html"})
    assert hostile.status_code == 404
    assert hostile.text.count("<script") == 0


RAW = {
    "two host names": "GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    "no host name": "GET / HTTP/1.1\r\n\r\n",
    "another in full": "GET http://{host}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a header with a nul": "GET / HTTP/1.1\r\nHost: {host}\r\nA: \0\r\n\r\n",
    "an endless header": "GET / HTTP/1.1\r\nHost: {host}\r\nA: " + "x" * 200_000 + "\r\n\r\n",
    "dots as they are": "GET /static/../../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "dots twice encoded": "GET /static/%252e%252e/app.py HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "dots too long encoded": "GET /static/%c0%ae%c0%ae/app.py HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a surrogate": "GET /call/%ed%a0%80 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a header in the path": "GET /call/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a socket": (
        "GET / HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ),
}


def test_what_no_client_sends_is_refused_by_the_server_that_really_runs(address: str) -> None:
    host = address.removeprefix("http://")
    for what, request in RAW.items():
        answer = raw(host, request.replace("{host}", host))
        status = int(answer.split(b" ", 2)[1])
        assert status in (400, 403, 404), what
        assert b"set-cookie: a=b" not in answer.lower()
        assert b"root:" not in answer


def raw(host: str, request: str) -> bytes:
    """What comes back for bytes as they are written."""
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=10) as line:
        line.settimeout(10)
        with suppress(ConnectionError):
            line.sendall(request.encode("latin-1"))
        return line.recv(65536)


SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_script_in_names_quotes_and_notes_is_text(
    settings: Settings, client: TestClient, token: str
) -> None:
    store = Store(settings.folders.data)
    call_id = call_id_of(settings, "nl-03")
    record = store.read(store.record_path(call_id))
    call = replace(record.call, seller=SCRIPT, account=SCRIPT, report=SCRIPT, customer="{{ 7*7 }}")
    turns = tuple(replace(turn, text=SCRIPT) for turn in record.conversation.turns)
    flags = tuple(replace(flag, sentence=SCRIPT) for flag in record.measures.flags)
    store.keep(
        replace(
            record,
            call=call,
            conversation=replace(record.conversation, turns=turns),
            measures=replace(record.measures, flags=flags, summary=SCRIPT),
        )
    )
    load_records(settings)
    publish_snapshot(settings)
    headers = {"x-csrf-token": token}
    note = client.post(f"/call/{call_id}/coaching", json={"note": SCRIPT}, headers=headers)
    assert note.status_code == 200
    for path in (f"/call/{call_id}", "/"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7*7 }}" in page


def test_script_among_the_words_heard_is_text(settings: Settings, client: TestClient) -> None:
    store = Store(settings.folders.data)
    call_id = call_id_of(settings, "nl-03")
    record = store.read(store.record_path(call_id))
    words = tuple(
        structs.replace(word, text=SCRIPT.replace(" ", "")) for word in record.heard.words
    )
    heard = replace(record.heard, words=words)
    new = measured(heard, record.call, settings.analysis)
    store.keep(new)
    page = client.get(f"/call/{call_id}").text
    assert "&lt;script&gt;alert(1)" in page
    seconds = re.findall('class="words" data-s="([0-9. ]+)"', page)
    assert sum(len(some.split()) for some in seconds) == len(words)
    assert "<script>alert" not in page
    assert "<imgsrc" not in page


def test_every_answer_shuts_the_page_in(client: TestClient) -> None:
    for path in ("/", "/static/call.js", "/call/none", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_session_cookie_stays_on_our_site_and_out_of_scripts(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
