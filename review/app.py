"""The application: which address is answered by what, and what an error looks like."""

from __future__ import annotations

import logging
from collections.abc import Callable
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
from flows.warehouse import WarehouseError
from review import acts, hearing, pages
from review.access_log import AccessLog
from review.door import door_of
from review.guard import Guard, Refused
from review.shop import Shop
from review.sound import SoundError

STATUS: dict[type[Exception], int] = {
    SoundError: 404,
    BusyError: 409,
    WarehouseError: 503,
    RecordError: 500,
    OSError: 500,
}
"""What a request comes to where a thing of ours says why it cannot be done."""


def make_app(settings: Settings) -> Starlette:
    """The review application over one data folder. Old lines of the access log go.

    Raises PeopleError where it is not clear who may look.
    """
    shop = Shop(settings, AccessLog(settings.folders.data))
    shop.log.forget_before(settings.review.log_days)
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
    handlers: dict[Any, Any] = dict.fromkeys((Refused, *STATUS), _answer)
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, door=door_of(settings.review))],
        exception_handlers={**handlers, HTTPException: _plain},
    )


def _page(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A named function: Starlette takes no partial, and runs what is not async in a thread."""

    @wraps(answer.func)  # type: ignore[attr-defined]
    def endpoint(request: Request) -> Response:
        return answer(request)

    return endpoint


def _act(answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
    @wraps(answer.func)  # type: ignore[attr-defined]
    async def endpoint(request: Request) -> Response:
        return await answer(request)  # type: ignore[no-any-return]

    return endpoint


async def _answer(request: Request, error: Exception) -> Response:
    """One sentence: as JSON to the page's own requests, else as text. Never a traceback."""
    status = error.status if isinstance(error, Refused) else _status(error)
    sentence = str(error)
    if status == 500:
        logging.getLogger("callprobe.review").error("%s: %s", type(error).__name__, error)
        sentence = "this call cannot be read; the terminal where callprobe runs says why"
    if request.method == "POST":
        return JSONResponse({"reason": sentence}, status)
    return PlainTextResponse(sentence, status)


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(str(error.detail), error.status_code, headers=error.headers)


def _status(error: Exception) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))
