"""What a coach does at a call: verdicts, notes, the training library, swapped sides."""

from __future__ import annotations

import json
from typing import Annotated, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from analysis.findings import FlagName
from analysis.record import Record
from flows.troubles import keeping
from flows.verdicts import (
    LONGEST_COMMENT,
    MARKS,
    Judgement,
    Kind,
    Verdict,
    VerdictError,
    now,
)
from review.coaching import LONGEST_NOTE, Coaching, coaching_of, keep_coaching
from review.guard import Refused, checked_body
from review.seller import set_seller
from review.shop import Shop, language_of
from review.subject import subject_of

Second = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


_Kind = TypeVar("_Kind", bound=_Given)


class GivenVerdict(_Given):
    """A verdict as the page sends it; ``verdict`` None takes an earlier one back. A comment, or
    what it should be, that is not given stays: a page opened before does not know of it."""

    kind: Kind
    key: str = Field(max_length=60)
    start_s: Second | None = None
    end_s: Second | None = None
    verdict: Judgement | None
    comment: str | None = Field(default=None, max_length=LONGEST_COMMENT)
    should_be: str | None = Field(default=None, max_length=20)
    found: str = Field(default="", max_length=60)


class GivenCoaching(_Given):
    """A note with what stood there ``before``, or a change of the training library; what is not
    given stays."""

    note: str | None = Field(default=None, max_length=LONGEST_NOTE)
    before: str = Field(default="", max_length=LONGEST_NOTE)
    library: bool | None = None


class GivenSeller(_Given):
    """Which voice sells, by its label."""

    voice: str = Field(max_length=100)


async def give_verdict(shop: Shop, request: Request) -> JSONResponse:
    """Keep a verdict on something the page shows, or take it back. Raises Refused, OutputError."""
    given = _read(GivenVerdict, await checked_body(request, shop.tokens))

    def keep() -> None:
        record = shop.record(request)
        author = shop.judge(request).name
        with shop.one_writer, keeping(shop.data):
            if given.verdict is None:
                shop.verdicts.withdraw(record.call.id, given.kind, given.key, author)
            else:
                before = shop.verdicts.given(record.call.id, given.kind, given.key, author)
                language = language_of(request)
                verdict = _verdict(record, given, given.verdict, author, before, language)
                shop.verdicts.keep(verdict)

    await run_in_threadpool(keep)
    return JSONResponse({"kept": True})


async def leave_coaching(shop: Shop, request: Request) -> JSONResponse:
    """Keep a note or a training tag; a note that another coach wrote meanwhile is not written over.

    Raises Refused, OutputError.
    """
    given = _read(GivenCoaching, await checked_body(request, shop.tokens))

    def keep() -> None:
        call_id = shop.record(request).call.id
        author = shop.judge(request).name
        with shop.one_writer, keeping(shop.data):
            old = coaching_of(shop.data, call_id)
            note = old.note if given.note is None else given.note.strip()
            if note != old.note and old.note.split() != given.before.split():
                raise Refused(409, "note_changed", author=old.author)
            tagged = old.library if given.library is None else given.library
            keep_coaching(shop.data, call_id, Coaching(note, tagged, author, now()))

    await run_in_threadpool(keep)
    return JSONResponse({"kept": True})


async def say_seller(shop: Shop, request: Request) -> JSONResponse:
    """Say which of the two voices sells; the call is measured again at once. Raises Refused."""
    given = _read(GivenSeller, await checked_body(request, shop.tokens))

    def said() -> None:
        shop.judge(request)
        set_seller(shop.record(request), given.voice, shop.settings, shop.sounds)

    await run_in_threadpool(said)
    return JSONResponse({"kept": True})


def _verdict(
    record: Record,
    given: GivenVerdict,
    judgement: Judgement,
    author: str,
    before: Verdict | None,
    language: str,
) -> Verdict:
    """Where it stands and what was shown are from the record: not from what a request claims."""
    span = None
    if given.start_s is not None:
        span = (given.start_s, given.start_s if given.end_s is None else given.end_s)
    subject = subject_of(record, given.kind, given.key, span, language)
    if given.found and (subject is None or subject.found != given.found):
        raise Refused(409, "measured_again")
    if subject is None:  # the page sends no flag that it did not show
        shown = given.key in get_args(FlagName)
        raise Refused(404, "measured_again" if shown else "nothing_there")
    stands = before if before is not None and before.about(subject.found) else None
    comment, should_be = given.comment, given.should_be
    if comment is None:
        comment = stands.comment if stands else ""
    if should_be is None:
        should_be = stands.should_be if stands and judgement == "wrong" else ""
    if given.key.partition(":")[0] in MARKS and not (comment.strip() or should_be):
        raise Refused(404, "nothing_there")
    if should_be and should_be == subject.found:  # wrong, and what was found
        raise Refused(400, "not_ours")
    try:
        return Verdict(
            call_id=record.call.id,
            kind=given.kind,
            key=given.key,
            start_s=subject.start_s,
            end_s=subject.end_s,
            verdict=judgement,
            author=author,
            at=now(),
            comment=comment,
            shown=subject.shown,
            should_be=should_be,
            found=subject.found,
        )
    except VerdictError as error:
        raise Refused(400, "not_ours") from error


def _read(kind: type[_Kind], body: bytes) -> _Kind:
    try:
        return kind.model_validate_json(json.dumps(json.loads(body)))
    except (ValidationError, ValueError, RecursionError) as error:
        raise Refused(400, "not_ours") from error
