"""The record: everything known of one call, with its evidence, as one JSON document.

A record is the truth of a call; the warehouse is built from records, never the other way round.
It is canonical: keys sorted, floats to three decimals, nothing of the clock or the machine. The
same recording, facts, engines and settings give the same bytes. ``docs/record.md`` describes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import Any, TypeVar

import msgspec
import orjson

from analysis.conversation import Conversation, Interlude, Roles, Side
from analysis.findings import Measures
from analysis.heard import Heard, SpeechSegment, Word

SCHEMA = 1
"""Version of the document's form. Raised when a field changes its name or meaning."""

DECIMALS = 3
"""Seconds to the millisecond; finer is below what any engine can tell."""

_ROWS = {"words": Word.__struct_fields__, "segments": SpeechSegment.__struct_fields__}
"""Words and segments are written as rows: they are nine tenths of a record."""

_AS_IT_IS = frozenset((str, int, bool, type(None)))

_FINER = (re.compile(rb"\.\d{4}"), re.compile(rb"e-\d"))
"""How a number is written that has more than three decimals. Two patterns, since each begins with a
fixed letter: they are found four times as fast as either of them in one."""


class RecordError(ValueError):
    """A document that is no record: one sentence that says what is wrong, and where."""


class NewerRecord(RecordError):
    """A record of a form that only a later callprobe knows: not to be read, nor written over."""


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


class _Form(msgspec.Struct):
    """What is read of a record of any version."""

    schema: int


class _Named(msgspec.Struct):
    """The call's id and its recording's name: all that finding it by these needs."""

    id: str
    recording: str


class _Header(msgspec.Struct):
    call: _Named


Kind = TypeVar("Kind")

_RECORD = msgspec.json.Decoder(Record)
_HEARD = msgspec.json.Decoder(Heard)
_FORM = msgspec.json.Decoder(_Form)
_HEADER = msgspec.json.Decoder(_Header)


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
            SpeechSegment(item.speaker, round(item.start, DECIMALS), round(item.end, DECIMALS))
            for item in heard.segments
        ),
        words=tuple(
            Word(
                word.speaker,
                word.text,
                round(word.start, DECIMALS),
                round(word.end, DECIMALS),
                round(word.probability, DECIMALS),
            )
            for word in heard.words
        ),
        moved=tuple(round(start, DECIMALS) for start in heard.moved),
        lost=tuple((round(a, DECIMALS), round(b, DECIMALS)) for a, b in heard.lost),
        dropped=tuple(
            replace(item, start=round(item.start, DECIMALS), end=round(item.end, DECIMALS))
            for item in heard.dropped
        ),
    )


def to_json(record: Record) -> bytes:
    """The record as canonical UTF-8 JSON. Raises RecordError for a number that is none (NaN)."""
    return _canonical(record)


def from_json(document: bytes, source: str) -> Record:
    """Read a record; ``source`` names it in the error. Raises RecordError, NewerRecord."""
    refuse_newer(document, source)
    return _decoded(_RECORD, document, source)


def refuse_newer(document: bytes, source: str) -> None:
    """Raises NewerRecord where a later callprobe wrote the record, RecordError where it is none."""
    form = _decoded(_FORM, document, source).schema
    if form > SCHEMA:
        raise NewerRecord(
            f"{source} is a record of form {form}, this callprobe knows up to {SCHEMA}: "
            "update callprobe"
        )


def named_in(document: bytes) -> tuple[str, str] | None:
    """The call's id and its recording's name in a record, without reading the rest; None in what
    is none."""
    try:
        call = _HEADER.decode(document).call
        return call.id, call.recording
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def heard_to_json(heard: Heard) -> bytes:
    """What was heard alone, in the same form as inside a record."""
    return _canonical(heard)


def heard_from_json(document: bytes, source: str) -> Heard:
    """Read what was heard. Raises RecordError."""
    return _decoded(_HEARD, document, source)


def fingerprint(content: Mapping[str, Any]) -> str:
    """A short hash of plain values: equal settings give equal hashes on every machine."""
    return hashlib.sha256(_canonical(content)).hexdigest()[:16]


def _canonical(content: object) -> bytes:
    options = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    try:
        return orjson.dumps(_plain(content), option=options)
    except (TypeError, ValueError) as error:
        raise RecordError(f"a number of the record is none ({error})") from error


def _plain(value: Any) -> Any:
    """Values as JSON knows them, floats rounded (and no negative zero)."""
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is float:
        if not isfinite(value):
            raise ValueError(f"{value} is not JSON compliant")
        return round(value, DECIMALS) + 0.0
    if hasattr(kind, "__dataclass_fields__"):
        return {
            name: item if type(item := getattr(value, name)) in _AS_IT_IS else _plain(item)
            for name in _names(kind)
        }
    if issubclass(kind, (list, tuple)):
        rows = bool(value) and isinstance(value[0], msgspec.Struct)
        return _rows(value) if rows else list(map(_plain, value))
    if issubclass(kind, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.isoformat() if issubclass(kind, date) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def _rows(items: Sequence[Word | SpeechSegment]) -> object:
    """Words or segments as rows, rounded. Those of a record are so already: what they are written
    as shows it, and eight thousand words are not rounded again."""
    written = msgspec.json.encode(items)
    finer = any(pattern.search(written) for pattern in _FINER)
    if finer or b"-0.0" in written or b"null" in written:  # "null" stands for what is no number
        return [_row(item) for item in items]
    return orjson.Fragment(written)


def _row(item: Word | SpeechSegment) -> list[Any]:
    return [_plain(value) for value in msgspec.structs.astuple(item)]


def _decoded(decoder: msgspec.json.Decoder[Kind], document: bytes, source: str) -> Kind:
    try:
        return decoder.decode(document)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        wrong = f"{place.rstrip('`')}: {what}" if place else what
        for name, columns in _ROWS.items():
            if f"{name}[" in place:
                wrong = f"heard.{name} must be rows of {', '.join(columns)} ({wrong})"
        raise RecordError(f"{source} is not a whole record: {wrong.lower()}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{source} is not a whole record: it is no JSON ({error})") from error
    except RecursionError as error:  # brackets in brackets, thousands deep
        raise RecordError(f"{source} is not a whole record: {error}") from error
