"""What stands before every page: who may ask, what a browser may load, and what is kept of it.

A page of another site that a coach has open could send requests to it: so names other than this
machine's, and those of the settings, are refused (DNS rebinding), and whatever changes something
must carry a token that only our own pages know (cross-site requests). Nothing is answered before
it is known who asks.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from review.door import Door, NotAdmitted
from review.texts import speaker_of

SESSION = "callprobe_session"
LARGEST_BODY = 64 * 1024
LONGEST_QUERY = 2048
BODY_WITHIN_S = 20.0
"""A body that takes longer to come in is not waited for."""

NAMES = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens against cross-site requests: an HMAC of the browser's session, new every start."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def of(self, session: str) -> str:
        return hmac.new(self.key, session.encode(), hashlib.sha256).hexdigest()

    def fits(self, session: str, token: str) -> bool:
        return bool(session) and hmac.compare_digest(self.of(session), token)


class Refused(Exception):
    """A request that is not answered: HTTP ``status`` and one sentence, in the reader's language.

    ``why`` names the sentence in ``review/texts``, section ``refused``; ``named`` fills it in.
    """

    def __init__(self, status: int, why: str, **named: object) -> None:
        super().__init__(f"{status} {why}")
        self.status, self.why, self.named = status, why, named


async def checked_body(request: Request, tokens: Tokens) -> bytes:
    """The body of a request that changes something. Raises Refused.

    It must come from our own page (session cookie, token, origin) as JSON, and be small.
    """
    headers = request.headers
    origin = headers.get("origin")
    if origin is not None and origin != own_origin(headers):
        raise Refused(403, "another_site")
    token = headers.get("x-csrf-token", "")
    if not token.isascii() or not tokens.fits(request.cookies.get(SESSION, ""), token):
        raise Refused(403, "page_old")
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "only_json")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise Refused(413, "too_large")
    except TimeoutError as error:
        raise Refused(408, "too_slow") from error
    return bytes(body)


def own_origin(headers: Headers) -> str:
    """Where our own pages come from: this machine without a certificate, a proxy with one."""
    host = headers.get("host", "")
    return f"http://{host}" if _name(host) in NAMES else f"https://{host}"


class Guard:
    """ASGI middleware: host names, sizes, who asks, and the headers that shut the page in.

    Whoever asks is in ``request.state.person`` from here on.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {}), "nonce": secrets.token_urlsafe(16)}
        nonce = scope["state"]["nonce"]

        async def shut_in(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _headers(nonce).items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        reason = _refusal(scope, NAMES | self.door.names)
        answer = _said(scope, reason, 400) if reason else await self._admitted(scope)
        await answer(scope, receive, shut_in)

    async def _admitted(self, scope: Scope) -> ASGIApp:
        """The application, told who asks; or a refusal in its place."""
        try:
            person = await run_in_threadpool(self.door.admit, Headers(scope=scope))
        except NotAdmitted as error:
            asks = {"WWW-Authenticate": 'Basic realm="callprobe", charset="UTF-8"'}
            return _said(scope, error.why, error.status, asks if error.status == 401 else {})
        scope["state"]["person"] = person
        return self.app


def _said(
    scope: Scope, why: str, status: int, headers: dict[str, str] | None = None
) -> PlainTextResponse:
    """A refusal in the reader's language."""
    from review.shop import language_of  # late: what stands behind this door knows it

    sentence = speaker_of(language_of(Request(scope)))(f"refused.{why}")
    return PlainTextResponse(sentence, status, headers)


def _name(host: str) -> str:
    """A host without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


def _refusal(scope: Scope, names: frozenset[str]) -> str | None:
    """Which sentence refuses a request before anyone is asked who asks; None where none does."""
    host = Headers(scope=scope).get("host", "")
    if _name(host) not in names:
        return "no_name"
    if _embedded_elsewhere(scope):
        return "embedded"
    if len(scope.get("query_string", b"")) > LONGEST_QUERY or len(scope["path"]) > LONGEST_QUERY:
        return "long_address"
    return None


def _embedded_elsewhere(scope: Scope) -> bool:
    """Whether another site's page asks for something of ours other than to go there: its sound in
    an <audio>, a call in a frame. Browsers say so (Fetch Metadata); a link to a call is welcome."""
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return False
    goes_there = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return goes_there != ("navigate", "document") or scope["method"] not in ("GET", "HEAD")


def _headers(nonce: str) -> dict[str, str]:
    """The nonce is for the one style sheet that the waveform makes for itself."""
    policy = (
        "default-src 'none'; script-src 'self'; "
        f"style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; media-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
