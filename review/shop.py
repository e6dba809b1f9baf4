"""What every page needs at hand: settings, folders, tokens, and the templates."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape
from starlette.requests import Request
from starlette.responses import StreamingResponse

from analysis.language.pack import LANGUAGES
from analysis.record import Record
from flows.erased import ERASED, reworded
from flows.places import is_remote
from flows.settings import Settings
from flows.store import Store
from flows.texts import clock, decimal
from flows.verdicts import Verdicts
from review.access_log import AccessLog
from review.account_flags import known_flags, with_flags
from review.guard import SESSION, Refused, Tokens, own_origin
from review.people import Person
from review.sound import Sounds
from review.texts import speaker_of

THEMES = ("auto", "light", "dark")
RECORDS_KEPT = 8
"""Records held in memory, of those heard last."""

PARTS_SENT = 2000
"""So many parts of a page, a word or a sign each, are sent at a time: of a long call the browser
draws the first while the last are made."""

YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Shop:
    """One review server. ``templates`` escape everything they are given."""

    settings: Settings
    log: AccessLog
    tokens: Tokens = field(default_factory=Tokens)
    one_writer: threading.Lock = field(default_factory=threading.Lock, repr=False)
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=PackageLoader("review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )

    @property
    def data(self) -> Path:
        return self.settings.folders.data

    @property
    def verdicts(self) -> Verdicts:
        return Verdicts(self.data)

    @property
    def sounds(self) -> Sounds:
        return Sounds(self.settings)

    def record(self, request: Request) -> Record:
        """The record of the call in the address, with the flags of its account.

        The address is only compared with the calls of the snapshot that this person may hear; the
        file is that call's. Raises Refused, RecordError, WarehouseError, OSError.
        """
        call_id = str(request.path_params["call"])
        added = known_flags(self.settings.snapshot, call_id, person_of(request).seller)
        if added is None:
            raise Refused(404, "no_call")
        store = Store(self.settings.kept)
        path = store.record_path(call_id)
        if is_remote(path):
            record = store.read(path)
        else:
            facts = path.stat()
            record = _read(path, facts.st_mtime_ns, facts.st_ino)
        gone = speaker_of(language_of(request))("page.erased")
        return reworded(with_flags(record, added), gone)

    def judge(self, request: Request) -> Person:
        """The coach who asks. Raises Refused where a seller does."""
        person = person_of(request)
        if person.seller is not None:
            raise Refused(403, "not_coach")
        return person

    def page(self, request: Request, template: str, **shown: Any) -> StreamingResponse:
        """A page in the reader's language and theme, both of which ``?lang=`` and ``?theme=`` set
        for a year, and with the token that its own requests carry."""
        language, theme = language_of(request), _chosen(request, "theme", THEMES, "auto")
        session = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
        html = self.templates.get_template(template).stream(
            say=speaker_of(language),
            language=language,
            theme=theme,
            clock=clock,
            decimal=decimal,
            erased=ERASED,
            path=request.url.path,
            asked={k: v for k, v in request.query_params.items() if k not in ("lang", "theme")},
            token=self.tokens.of(session),
            nonce=request.state.nonce,
            judges=person_of(request).seller is None,
            **shown,
        )
        html.enable_buffering(PARTS_SENT)
        sorry = speaker_of(language)("refused.unreadable")
        answer = StreamingResponse(_whole(html, sorry), media_type="text/html")
        secure = own_origin(request.headers).startswith("https:")
        answer.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=secure)
        for name, value in (("lang", language), ("theme", theme)):
            if name in request.query_params:
                answer.set_cookie(name, value, YEAR_S, httponly=True, samesite="lax", secure=secure)
        return answer


def _whole(html: Iterable[str], sorry: str) -> Iterator[bytes]:
    """A page as it is made. One that fails half-way ends with a sentence, out of whatever it broke
    off in: what was sent before cannot be taken back, and half a page looks like a whole one."""
    try:
        for part in html:
            yield part.encode()
    except Exception:
        logging.getLogger("callprobe.review").exception("a page broke off")
        yield f'"></textarea></select></button><p class="warning">{escape(sorry)}</p>'.encode()


@lru_cache(maxsize=RECORDS_KEPT)
def _read(path: Path, _written_at: int, _which: int) -> Record:
    """A record as it lies there now: a page asks for its sound in many pieces, and each is asked
    for by the call. Raises RecordError, OSError."""
    return Store(path.parent.parent).read(path)


def person_of(request: Request) -> Person:
    """Who asks, as the guard found out."""
    person: Person = request.state.person
    return person


def language_of(request: Request) -> str:
    """The reader's language: asked for, chosen before, else the browser's."""
    header = request.headers.get("accept-language", "").lower()
    return _chosen(request, "lang", LANGUAGES, "nl" if header.startswith("nl") else "en")


def _chosen(request: Request, name: str, allowed: tuple[str, ...], otherwise: str) -> str:
    for value in (request.query_params.get(name), request.cookies.get(name)):
        if value in allowed:
            return str(value)
    return otherwise
