"""What a coach does at a call: verdicts, notes, the training library, swapped sides."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from analysis.record import Record
from review.coaching import LONGEST_NOTE, Coaching, coaching_of, keep_coaching
from review.guard import Refused, checked_body
from review.moments import moments_of
from review.shop import Shop, language_of
from review.swap import swap_sides
from review.texts import speaker_of
from review.verdicts import LONGEST_COMMENT, Judgement, Kind, Verdict, now


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GivenVerdict(_Given):
    """A verdict as the page sends it."""

    kind: Kind
    key: str = Field(max_length=60)
    start_s: float | None = Field(ge=0, le=1e6, allow_inf_nan=False)
    verdict: Judgement
    comment: str = Field(max_length=LONGEST_COMMENT)


class GivenCoaching(_Given):
    """A note, or a change of the training library; what is not given stays."""

    note: str | None = Field(default=None, max_length=LONGEST_NOTE)
    library: bool | None = None


async def give_verdict(shop: Shop, request: Request) -> JSONResponse:
    """Keep a verdict on something the page shows. Raises Refused, OSError."""
    given = _read(GivenVerdict, await checked_body(request, shop.tokens))

    def keep() -> None:
        record = shop.record(request)
        start_s, shown = _shown(record, given, language_of(request))
        shop.verdicts.keep(
            Verdict(
                record.call.id,
                given.kind,
                given.key,
                start_s,
                given.verdict,
                shop.coach,
                now(),
                given.comment,
                shown,
            )
        )

    await run_in_threadpool(keep)
    return JSONResponse({"kept": True})


async def leave_coaching(shop: Shop, request: Request) -> JSONResponse:
    """Keep a note or a training tag. Raises Refused, OSError."""
    given = _read(GivenCoaching, await checked_body(request, shop.tokens))

    def keep() -> None:
        call_id = shop.record(request).call.id
        old = coaching_of(shop.data, call_id)
        note = old.note if given.note is None else given.note
        tagged = old.library if given.library is None else given.library
        keep_coaching(shop.data, call_id, Coaching(note, tagged, shop.coach, now()))

    await run_in_threadpool(keep)
    return JSONResponse({"kept": True})


async def swap(shop: Shop, request: Request) -> JSONResponse:
    """Say that seller and customer are swapped; the call is measured again at once."""
    await checked_body(request, shop.tokens)

    def swapped() -> None:
        swap_sides(shop.record(request), shop.settings, shop.sounds)

    await run_in_threadpool(swapped)
    return JSONResponse({"kept": True})


def _shown(record: Record, given: GivenVerdict, language: str) -> tuple[float | None, str]:
    """Where it stands and what was shown, from the record: not from what a request claims."""
    measures = record.measures
    if given.kind == "flag":
        for flag in measures.flags:
            if flag.name == given.key:
                return (flag.evidence[0].start if flag.evidence else None), flag.sentence
    elif given.key == f"missed:{round((given.start_s or 0) * 10)}" and given.comment.strip():
        if (given.start_s or 0) <= record.heard.duration:
            return given.start_s, ""
    else:
        for moment in moments_of(measures, speaker_of(language), str):
            if moment.key == given.key:
                return moment.start, f"{moment.title}: {moment.said}"
    raise Refused(404, "this call has nothing like that to judge")


def _read(kind: type[Any], body: bytes) -> Any:
    try:
        return kind.model_validate_json(json.dumps(json.loads(body)))
    except (ValidationError, ValueError, RecursionError) as error:
        raise Refused(400, "this is not what the page sends") from error
