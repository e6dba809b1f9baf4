"""The pages a coach reads: the list and the call."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from analysis.findings import FlagName
from analysis.record import Record
from flows.texts import decimal
from flows.verdicts import MARKS, Verdict
from review.card import figures_of, gaps_of, missing_of, parts_of
from review.choices import choices_of
from review.coaching import coaching_of, library
from review.guard import Refused
from review.lanes import came_as_words, side_names
from review.listing import Filters, View, listed
from review.moments import Moment, marks_of, moments_of
from review.seller import can_swap, voices
from review.shop import Shop, language_of, person_of
from review.sound import SoundError
from review.subject import marked_words
from review.texts import speaker_of
from review.transcript import interludes_by_turn, pieces_of, spoken_turns
from review.who import who_of


def list_page(shop: Shop, view: View, request: Request) -> Response:
    """Calls of a view that fit the filters, a page of them. Raises WarehouseError, Refused."""
    filters = _filters(request)
    size = shop.settings.review.calls_a_page
    found = listed(
        shop.settings.snapshot,
        view,
        filters,
        shop.verdicts.heard_calls(),
        library(shop.data),
        number=_whole(request.query_params.get("page", "1")),
        size=size,
        only=person_of(request).seller,
    )
    return shop.page(
        request,
        "list.html",
        view=view,
        found=found,
        who_of=partial(who_of, say=speaker_of(language_of(request))),
        filters=filters,
        first=(found.number - 1) * size + 1,
        kept={k: v for k, v in request.query_params.items() if k not in ("page", "lang", "theme")},
        before_s=shop.settings.review.before_s,
    )


def call_page(shop: Shop, request: Request) -> Response:
    """One call. Raises Refused, RecordError, WarehouseError, OSError."""
    record = shop.record(request)
    call, measures = record.call, record.measures
    language = language_of(request)
    say = speaker_of(language)
    person = person_of(request)
    shop.log.note(person.name, "page", call.id)
    moments = moments_of(measures, say, partial(decimal, language=language))
    no_sound = _no_sound(shop, record)
    turns = spoken_turns(record)
    mine = [item for item in shop.verdicts.of_call(call.id) if item.author == person.name]
    return shop.page(
        request,
        "call.html",
        record=record,
        who=who_of(call.seller, call.customer, say) or call.recording,
        call=call,
        measures=measures,
        moments=moments,
        marks=marks_of(measures, say),
        parts=parts_of(measures, record.settings, say, moments),
        gaps=gaps_of(measures, say),
        missing=missing_of(measures, say),
        figures=figures_of(record, say, language),
        turns=turns,
        interludes=record.conversation.interludes,
        apart=interludes_by_turn(record),
        pieces=pieces_of(turns, moments),
        verdicts=_standing(mine, moments),
        marks_left=sorted(
            (item for item in mine if item.what in MARKS), key=lambda item: item.start_s or 0.0
        ),
        marked_words=marked_words,
        choices=choices_of(say),
        answers=choices_of(say, unsaid=True),
        swaps=can_swap(record) and (no_sound is None or came_as_words(record)),
        swaps_again=can_swap(record) and no_sound == "gone",
        voices=voices(record),
        coaching=coaching_of(shop.data, call.id),
        no_sound=no_sound,
        settings=shop.settings.review,
        names=side_names(record, say),
    )


def _standing(given: list[Verdict], moments: tuple[Moment, ...]) -> dict[tuple[str, str], Verdict]:
    """The coach's verdicts on what the page shows, by kind and key: one on something that was found
    there before the call was measured again is not one on what is found there now."""
    found = {moment.key: moment.found for moment in moments}
    return {
        (item.kind, item.key): item
        for item in given
        if item.kind == "flag" or item.about(found.get(item.key, ""))
    }


def _no_sound(shop: Shop, record: Record) -> str | None:
    """Why the call cannot be played; None where it can, or will be tried when it is asked for."""
    if came_as_words(record):
        return "transcript_only"
    try:
        shop.sounds.find(record.call.id, record.call.recording)
    except SoundError as error:
        return error.code
    return None


def _filters(request: Request) -> Filters:
    asked = request.query_params
    flag = asked.get("flag", "")
    if flag and flag not in get_args(FlagName):
        raise Refused(400, "no_flag")
    return Filters(
        seller=asked.get("seller", ""),
        flag=flag,
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        unreviewed=asked.get("unreviewed") == "1",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(400, "day") from error


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Refused(400, "page_number")
    return int(text)
