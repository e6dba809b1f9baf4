"""What a coach hears: the recording, its waveform, and clips of it with their words."""

from __future__ import annotations

import json
import math

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from analysis.record import Record
from review.guard import Refused
from review.lanes import came_as_words, lanes_of, side_names
from review.shop import Shop, language_of, person_of
from review.sound import PEAKS, SoundError
from review.texts import speaker_of
from review.transcript import text_between

_EVEN = 0.5
"""How loud a voice is drawn that nobody recorded (0-1)."""


def sound(shop: Shop, request: Request) -> Response:
    """The recording as WAV, whole or the range of bytes that is asked for."""
    call = shop.record(request).call
    path = shop.sounds.playable(call.id, call.recording)
    shop.log.note_hearing(person_of(request).name, call.id)
    return FileResponse(path, media_type="audio/wav")


def peaks(shop: Shop, request: Request) -> Response:
    """The waveform: two rows of numbers 0-1, seller and customer. Of a call without sound, or whose
    recording is gone, when each of them speaks."""
    record = shop.record(request)
    return JSONResponse(lanes_of(record, _heard_or_even(shop, record)))


def _heard_or_even(shop: Shop, record: Record) -> list[list[float]]:
    even = [[_EVEN] * PEAKS]
    if came_as_words(record):
        return even
    try:
        path = shop.sounds.peaks(record.call.id, record.call.recording)
    except SoundError as error:
        if error.code != "gone":
            raise
        return even
    channels: list[list[float]] = json.loads(path.read_bytes())
    return channels


def clip(shop: Shop, request: Request) -> Response:
    """``?from=`` to ``?to=`` (seconds) as a WAV file to keep."""
    record = shop.record(request)
    start, end = _span(shop, request, record.heard.duration)
    shop.log.note(person_of(request).name, "clip", record.call.id)
    content = shop.sounds.clip(record.call.id, record.call.recording, start, end)
    return Response(
        content, media_type="audio/wav", headers=_to_keep(record.call.id, start, end, "wav")
    )


def clip_text(shop: Shop, request: Request) -> Response:
    """The words of the same seconds, as text."""
    record = shop.record(request)
    start, end = _span(shop, request, record.heard.duration)
    shop.log.note(person_of(request).name, "text", record.call.id)
    names = side_names(record, speaker_of(language_of(request)))
    text = text_between(record, start, end, names)
    headers = _to_keep(record.call.id, start, end, "txt")
    return PlainTextResponse(text, headers=headers)


def _span(shop: Shop, request: Request, duration: float) -> tuple[float, float]:
    """The seconds asked for, inside the call. Raises Refused."""
    try:
        start, end = (float(request.query_params[name]) for name in ("from", "to"))
    except (KeyError, ValueError) as error:
        raise Refused(400, "clip_needs") from error
    if not (math.isfinite(start) and math.isfinite(end) and start < end):
        raise Refused(400, "clip_order")
    start, end = max(0.0, start), min(duration, end)
    longest = shop.settings.review.clip_longest_s
    if not 0 < end - start <= longest:
        raise Refused(400, "clip_inside", longest=f"{longest:g}")
    return start, end


def _to_keep(call_id: str, start: float, end: float, ending: str) -> dict[str, str]:
    name = json.dumps(f"{call_id}-{start:.0f}-{end:.0f}s.{ending}")
    return {"Content-Disposition": f"attachment; filename={name}"}
