"""The record: everything known of one call, with its evidence, as one JSON document.

A record is the truth of a call; the warehouse is built from records, never the other way round.
It is canonical: keys sorted, floats to three decimals, nothing of the clock or the machine. The
same recording, facts, engines and settings give the same bytes. ``docs/record.md`` describes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from analysis.conversation import Conversation, Interlude, Roles, Side
from analysis.findings import Measures
from analysis.heard import Heard, SpeechSegment, Word

SCHEMA = 1
"""Version of the document's form. Raised when a field changes its name or meaning."""

DECIMALS = 3
"""Seconds to the millisecond; finer is below what any engine can tell."""

WORD = ("speaker", "text", "start", "end", "probability")
SEGMENT = ("speaker", "start", "end")
"""Words and segments are written as rows: they are nine tenths of a record."""

_ROWS = {Word: attrgetter(*WORD), SpeechSegment: attrgetter(*SEGMENT)}


class RecordError(ValueError):
    """A document that is no record: one sentence that says what is wrong, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What somebody told about a call; None where nobody did.

    ``seller_channel`` is ``left`` or ``right``; ``seller_speaks_at`` a second at which the seller
    and nobody else is heard; ``language`` an ISO 639-1 code; ``consent`` False
    where a person on the call did not agree to be recorded; ``report`` is the seller's own words.
    """

    seller: str | None = None
    customer: str | None = None
    account: str | None = None
    started_at: datetime | None = None
    direction: str | None = None
    language: str | None = None
    seller_channel: str | None = None
    seller_speaks_at: float | None = None
    deal_stage: str | None = None
    consent: bool | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Facts):
    """A call: ``id`` is a hash of the recording's bytes, ``recording`` the name of its file."""

    id: str
    recording: str


@dataclass(frozen=True, slots=True)
class RecordedTurn:
    """A turn as it is kept: its words are in ``Heard``, its text is here to be read."""

    id: int
    side: Side
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class RecordedConversation:
    """Who sells, the turns, and what is no part of the talk (not told by earlier versions)."""

    roles: Roles
    turns: tuple[RecordedTurn, ...]
    interludes: tuple[Interlude, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All of one call. ``settings`` are the analysis settings in force, ``pack_hash`` names the
    language pack (None where the language has none), ``program`` the version of callprobe."""

    schema: int
    program: str
    call: Call
    settings: dict[str, Any]
    settings_hash: str
    pack_hash: str | None
    heard: Heard
    conversation: RecordedConversation
    measures: Measures


Kind = TypeVar("Kind")

_RECORD = TypeAdapter(Record)
_HEARD = TypeAdapter(Heard)


def recorded(conversation: Conversation) -> RecordedConversation:
    """What is kept of a conversation: all else can be built again from what was heard."""
    turns = (
        RecordedTurn(turn.id, turn.side, turn.start, turn.end, turn.text)
        for turn in conversation.turns
    )
    return RecordedConversation(conversation.roles, tuple(turns), conversation.interludes)


def settled(heard: Heard) -> Heard:
    """What was heard, with times as a record keeps them.

    Measures are made from this, so that measuring again from the record gives the same numbers.
    """
    return replace(
        heard,
        duration=round(heard.duration, DECIMALS),
        language_confidence=round(heard.language_confidence, DECIMALS),
        segments=tuple(
            replace(item, start=round(item.start, DECIMALS), end=round(item.end, DECIMALS))
            for item in heard.segments
        ),
        words=tuple(
            replace(
                word,
                start=round(word.start, DECIMALS),
                end=round(word.end, DECIMALS),
                probability=round(word.probability, DECIMALS),
            )
            for word in heard.words
        ),
        dropped=tuple(
            replace(item, start=round(item.start, DECIMALS), end=round(item.end, DECIMALS))
            for item in heard.dropped
        ),
    )


def to_json(record: Record) -> bytes:
    """The record as canonical UTF-8 JSON. Raises RecordError for a number that is none (NaN)."""
    return _canonical(record)


def from_json(document: bytes, source: str) -> Record:
    """Read a record; ``source`` names it in the error. Raises RecordError."""
    content = _parsed(document, source)
    schema = content.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise RecordError(
            f"{source} is a record of form {schema}, this callprobe knows up to {SCHEMA}: "
            "update callprobe"
        )
    content["heard"] = _from_rows(content.get("heard"), source)
    return _validated(_RECORD, content, source)


def heard_to_json(heard: Heard) -> bytes:
    """What was heard alone, in the same form as inside a record."""
    return _canonical(heard)


def heard_from_json(document: bytes, source: str) -> Heard:
    """Read what was heard. Raises RecordError."""
    return _validated(_HEARD, _from_rows(_parsed(document, source), source), source)


def fingerprint(content: Mapping[str, Any]) -> str:
    """A short hash of plain values: equal settings give equal hashes on every machine."""
    return hashlib.sha256(_canonical(content)).hexdigest()[:16]


def _canonical(content: object) -> bytes:
    try:
        text = json.dumps(
            _plain(content),
            ensure_ascii=False,
            allow_nan=False,
            sort_keys=True,
            separators=(",", ":"),
        )
    except ValueError as error:
        raise RecordError(f"a number of the record is none ({error})") from error
    return text.encode("utf-8") + b"\n"


def _plain(value: Any) -> Any:
    """Values as JSON knows them, floats rounded (and no negative zero)."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if is_dataclass(type(value)):
        return _fields_of(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _fields_of(value: Any) -> Any:
    """A dataclass, by the names of its fields or as a row."""
    kind: Any = type(value)
    if kind in _ROWS:
        return [
            round(item, DECIMALS) + 0.0 if type(item) is float else _plain(item)
            for item in _ROWS[kind](value)
        ]
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def _from_rows(heard: Any, source: str) -> dict[str, Any]:
    if not isinstance(heard, dict):
        raise RecordError(f"{source} is not a whole record: it does not say what was heard")
    rows = {"words": WORD, "segments": SEGMENT}
    named = dict(heard)
    for name, columns in rows.items():
        try:
            named[name] = [dict(zip(columns, row, strict=True)) for row in heard[name]]
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(
                f"{source} is not a whole record: heard.{name} must be rows of {', '.join(columns)}"
            ) from error
    return named


def _parsed(document: bytes, source: str) -> dict[str, Any]:
    try:
        content = orjson.loads(document)
    except ValueError as error:
        raise RecordError(f"{source} is not a whole record: it is no JSON ({error})") from error
    if not isinstance(content, dict):
        raise RecordError(f"{source} is not a whole record: it is no JSON object")
    return content


def _validated(adapter: TypeAdapter[Kind], content: dict[str, Any], source: str) -> Kind:
    try:
        return adapter.validate_json(orjson.dumps(content), strict=True)
    except orjson.JSONEncodeError as error:  # brackets in brackets, hundreds deep
        raise RecordError(f"{source} is not a whole record: {str(error).lower()}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordError(
            f"{source} is not a whole record: {where}: {first['msg'].lower()}"
        ) from error
