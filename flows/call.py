"""One call's way from recording to record, in three stages.

*hear* costs engine time; *measure* (roles, conversation, measures) costs milliseconds and can be
repeated from what was heard; *keep* writes the record. ``flows.batch`` makes Prefect tasks of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from analysis.heard import Heard
from analysis.interludes import apart
from analysis.language.own_cues import pack_with
from analysis.language.pack import LANGUAGES, Pack, UnknownLanguage
from analysis.measure import measure
from analysis.record import SCHEMA, Call, Record, RecordError, fingerprint, recorded, settled
from analysis.roles import assign_roles
from analysis.settings import AnalysisSettings
from analysis.speech.errors import RecordingError
from analysis.turns import build_conversation
from flows.files import content_hash, printable
from flows.in_force import engine_hash, heard_with, settings_in_force
from flows.inbox import ID_LENGTH, Recording
from flows.places import at_hand
from flows.same_engines import HeardWith, made, of_record, of_today, same
from flows.settings import Settings
from flows.store import Store


class Listener(Protocol):
    """Whoever turns a recording into what was heard: the engines, or a replay of them."""

    @property
    def demo(self) -> bool:
        """Whether the models understand the demo's voices only."""
        ...

    @property
    def at_once(self) -> int:
        """How many recordings may be heard at the same time, a thread each."""
        ...

    def hear(
        self,
        path: Path,
        *,
        progress: Callable[[str], None] | None = None,
        language: str | None = None,
    ) -> Heard:
        """What is said in a recording on this machine, in ``language`` where it is told;
        ``progress`` is told what the engines are at. Raises a ``RecordingError``, ``ModelError``.
        """
        ...


def hear(
    recording: Recording,
    ears: Listener | None,
    settings: Settings,
    progress: Callable[[str], None] | None = None,
) -> Heard:
    """What is said in the recording: from the transcripts kept, else from ``ears``.

    ``progress`` is told what the engines are at. Raises what they raise.
    ``ears`` may be None only where the transcript is kept.
    """
    known = heard_before(recording, settings)
    if known is not None:
        return known
    assert ears is not None
    told = recording.facts.language
    with at_hand([recording.path]) as (path,):
        before = _as_found(path, recording)
        heard = settled(ears.hear(path, progress=progress, language=told))
        if None not in (before, after := _written(path)) and before != after:
            raise _written_to(path)
        return heard


def _as_found(path: Path, recording: Recording) -> tuple[int, int] | None:
    """What the file looks like, which is still the recording that was found: in a long run a slow
    copy goes on, or a recorder writes its next call over it, and the record of the one would hold
    the words of the other. None where it cannot be read: whoever hears it says so. Raises
    RecordingError."""
    before = _written(path)
    with suppress(FileNotFoundError, PermissionError):
        if content_hash(path)[:ID_LENGTH] != recording.call_id:
            raise _written_to(path)
    return before


def _written(path: Path) -> tuple[int, int] | None:
    """Size and time of writing; None where the file is gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _written_to(path: Path) -> RecordingError:
    said = "was written to after this run had found it: the next run measures it as it is by then"
    return RecordingError(f"{printable(path.name)} {said}")


def heard_before(recording: Recording, settings: Settings) -> Heard | None:
    """The transcript kept of a recording, unless another model of the same name made it, or it was
    heard in another language than what is told about it by now: its words are then guesses of the
    wrong language's sounds."""
    store, today = Store(settings.kept), of_today(settings)
    known = store.heard(recording.call_id, engine_hash(settings.analysis))
    known = known or _before_a_move(recording.call_id, store, today)
    if known is None or not made(today, known.engines):
        return None
    told = recording.facts.language
    if told in LANGUAGES and known.language != told:
        return None
    return known


def _before_a_move(call_id: str, store: Store, today: HeardWith) -> Heard | None:
    """The transcript that a call's record was made of, where the same models lay elsewhere then: it
    is kept by their name of that time."""
    try:
        record = store.read(store.record_path(call_id))
    except (OSError, RecordError):
        return None
    if not same(today, of_record(record)):
        return None
    return store.heard(call_id, fingerprint(heard_with(record.settings)))


def call_of(recording: Recording) -> Call:
    """The call as its record names it."""
    name = printable(recording.path.name)
    return Call(id=recording.call_id, recording=name, **asdict(recording.facts))


def measured(
    heard: Heard, call: Call, settings: AnalysisSettings, earlier: Mapping[str, Any] | None = None
) -> Record:
    """The record of a call, from what was heard. Pure: the same arguments, the same record.

    ``earlier`` are the settings it was heard with, where those are not today's.
    """
    heard = replace(heard, language=call.language or heard.language)
    pack = _pack_of(heard.language, settings)
    talk = apart(heard, pack, settings)
    roles = assign_roles(
        talk.heard,
        pack,
        settings,
        seller_channel=call.seller_channel,
        seller=call.seller,
        seller_speaks_at=call.seller_speaks_at,
    )
    conversation = build_conversation(
        talk.heard,
        roles,
        pack,
        settings.conversation,
        call.started_at,
        interludes=talk.interludes,
        left_out=talk.left_out,
    )
    document = settings_in_force(settings) | heard_with(earlier or {})
    return Record(
        schema=SCHEMA,
        program=program_version(),
        call=call,
        settings=document,
        settings_hash=fingerprint(document),
        pack_hash=pack.digest if pack else None,
        heard=heard,
        conversation=recorded(conversation),
        measures=measure(conversation, pack, settings, report=call.report),
    )


def _pack_of(language: str | None, settings: AnalysisSettings) -> Pack | None:
    """The language's pack with the settings' own cues; None for a language not known."""
    try:
        return pack_with(language, settings.cues) if language else None
    except UnknownLanguage:
        return None


def program_version() -> str:
    """The version of callprobe."""
    try:
        return version("callprobe")
    except PackageNotFoundError:
        return "not installed"
