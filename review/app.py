"""The application: which address is answered by what, and what an error looks like."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from analysis.record import RecordError
from flows.ledger import BusyError
from flows.settings import Settings
from flows.troubles import OutputError, of_system
from flows.warehouse_file import WarehouseError
from review import acts, hearing, pages
from review.access_log import AccessLog
from review.door import door_of
from review.guard import Guard, Refused
from review.shop import Shop, language_of
from review.sound import SoundError
from review.texts import speaker_of

TROUBLE: dict[type[Exception], Refused] = {
    BusyError: Refused(409, "busy"),
    WarehouseError: Refused(503, "not_published"),
    RecordError: Refused(500, "unreadable"),
    OutputError: Refused(507, "not_written"),
    OSError: Refused(500, "unreadable"),
}
"""What a request comes to where a thing of ours fails. What it says in full, paths and all, is for
the terminal."""


def make_app(settings: Settings) -> Starlette:
    """The review application over one data folder. Old lines of the access log go.

    Raises OutputError, and PeopleError where it is not clear who may look.
    """
    shop = Shop(settings, AccessLog(settings.folders.data, settings.review.log_days))
    shop.log.forget_old()
    post = ["POST"]
    routes = [
        Route("/", _page(partial(pages.list_page, shop, "list"))),
        Route("/exemplary", _page(partial(pages.list_page, shop, "exemplary"))),
        Route("/library", _page(partial(pages.list_page, shop, "library"))),
        Route("/call/{call}", _page(partial(pages.call_page, shop))),
        Route("/call/{call}/sound.wav", _page(partial(hearing.sound, shop))),
        Route("/call/{call}/peaks.json", _page(partial(hearing.peaks, shop))),
        Route("/call/{call}/clip.wav", _page(partial(hearing.clip, shop))),
        Route("/call/{call}/clip.txt", _page(partial(hearing.clip_text, shop))),
        Route("/call/{call}/verdict", _act(partial(acts.give_verdict, shop)), methods=post),
        Route("/call/{call}/coaching", _act(partial(acts.leave_coaching, shop)), methods=post),
        Route("/call/{call}/seller", _act(partial(acts.say_seller, shop)), methods=post),
        Mount("/static", StaticFiles(directory=Path(str(files("review"))) / "static")),
    ]
    kinds = (Refused, SoundError, HTTPException, *TROUBLE)
    handlers: dict[Any, Any] = dict.fromkeys(kinds, partial(_answer, shop))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, door=door_of(settings.review))],
        exception_handlers=handlers,
    )


def _page(answer: partial[Response]) -> Callable[[Request], Response]:
    """A named function: Starlette takes no partial, and runs what is not async in a thread."""

    @wraps(answer.func)
    def endpoint(request: Request) -> Response:
        return answer(request)

    return endpoint


def _act(
    answer: partial[Coroutine[Any, Any, JSONResponse]],
) -> Callable[[Request], Coroutine[Any, Any, JSONResponse]]:
    @wraps(answer.func)
    async def endpoint(request: Request) -> JSONResponse:
        return await answer(request)

    return endpoint


async def _answer(shop: Shop, request: Request, error: Exception) -> Response:
    """One sentence in the reader's language: as JSON to what the page sends, as a page to whoever
    opens an address, else as text. Never a traceback."""
    refused = _refused(error)
    if refused.why == "not_published" and not shop.settings.snapshot.exists():
        refused = Refused(refused.status, "not_measured")
    say = speaker_of(language_of(request))
    sentence = say(f"refused.{refused.why}", **refused.named)
    if request.method == "POST":
        return JSONResponse({"reason": sentence}, refused.status)
    if "text/html" in request.headers.get("accept", ""):
        title = say("page.no_calls" if refused.why == "not_measured" else "page.sorry")
        answer: Response = shop.page(request, "refused.html", title=title, sentence=sentence)
        answer.status_code = refused.status
    else:
        answer = PlainTextResponse(sentence, refused.status)
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer


def _refused(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        return Refused(error.status_code, "no_page")
    if isinstance(error, SoundError):
        return Refused(404, error.code, name=error.name)
    refused = next(refused for kind, refused in TROUBLE.items() if isinstance(error, kind))
    if refused.status >= 500:
        said = of_system(error) if isinstance(error, OSError) else error
        logging.getLogger("callprobe.review").error("%s", said)
    return refused
