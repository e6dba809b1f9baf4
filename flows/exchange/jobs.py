"""Bringing transcripts in as calls, and writing calls out for other tools."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from analysis.language.pack import LANGUAGES
from analysis.record import Call, Facts, NewerRecord, Record, RecordError, settled
from flows.alike import comparable
from flows.beside import by_recording, listed, told_beside
from flows.call import measured
from flows.current import load_records, publish_snapshot
from flows.exchange.file_name import file_name
from flows.exchange.readers import content_of, read
from flows.exchange.transcript import (
    Transcript,
    TranscriptError,
    as_heard,
    nameless,
    renamed,
)
from flows.exchange.written import FORMATS, WORDLESS
from flows.files import printable, write_whole
from flows.inbox import ID_LENGTH
from flows.ledger import Ledger
from flows.named import Named
from flows.redaction import redacted, redacted_facts
from flows.settings import Settings
from flows.sidecar import SidecarError
from flows.store import Store
from flows.troubles import keeping, to_write
from flows.worded import words_gone


class WordsGone(ValueError):
    """A call cannot be written out, for its words had to go: one sentence."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of the files: names of calls measured, a sentence for each that was not, and one
    for each of which there is something to know: a copy, or what could not be measured."""

    measured: tuple[str, ...]
    refused: tuple[str, ...]
    hints: tuple[str, ...] = ()


def bring_in(paths: list[Path], settings: Settings, given: Facts) -> Imported:
    """Measure transcripts of other programs as calls; one bad file stops no other, and the same
    file twice is one call.

    Facts come from a sidecar beside each, those ``given`` win. Raises BusyError, OutputError,
    OSError, WarehouseError.
    """
    store = Store(settings.kept)
    done: dict[str, str] = {}
    refused: list[str] = []
    hints: list[str] = []
    data = settings.folders.data
    near = by_recording(
        item for folder in {path.parent for path in paths} for item in listed(folder)
    )
    with keeping(data, settings.kept), Ledger(data).alone():
        for path in paths:
            try:
                content = content_of(path, settings.inbox.transcript_max_mb)
                digest = hashlib.sha256(content).hexdigest()[:ID_LENGTH]
                if digest in done:
                    if path.name != done[digest]:
                        hints.append(printable(f"{path.name} is {done[digest]} again: one call"))
                    continue
                told = told_beside(path, settings.inbox.sidecar_max_kb, near)
                if False in (told.consent, given.consent):
                    raise _unwanted(path, store, digest)
                if given.seller is None:
                    told = _as_corrected(told, store, digest)
                record = _record(content, digest, path, settings, told, given)
                store.keep(record)
            except (TranscriptError, NewerRecord) as error:
                refused.append(printable(str(error)))
                continue
            except SidecarError as error:
                refused.append(printable(f"{path.name} is not measured: {error}"))
                continue
            done[digest] = path.name
            hints += _hints(record)
        if done:
            load_records(settings)
            publish_snapshot(settings)
    return Imported(tuple(done.values()), tuple(refused), tuple(hints))


def _unwanted(path: Path, store: Store, digest: str) -> TranscriptError:
    """The sentence about a transcript without consent."""
    said = f"{path.name} is not measured: consent was not given"
    if store.has(digest):
        said += f"; it was before: `callprobe forget --call {digest}` erases that"
    return TranscriptError(said)


def _as_corrected(told: Facts, store: Store, digest: str) -> Facts:
    """What is told of a call, with who sells as a coach said it of the same file before: that
    stands in its record alone, for nobody knows by then where the transcript lies."""
    if told.seller_speaks_at is not None or not store.has(digest):
        return told
    try:
        said = store.read(store.record_path(digest)).call
    except RecordError:
        return told
    if said.seller_speaks_at is None:
        return told
    return replace(
        told,
        seller=said.seller,
        customer=said.customer or told.customer,
        seller_speaks_at=said.seller_speaks_at,
    )


def _record(
    content: bytes, digest: str, path: Path, settings: Settings, told: Facts, given: Facts
) -> Record:
    transcript = read(content, path, settings.analysis.speech.longest_s)
    facts = replace(told, **{name: v for name, v in asdict(given).items() if v is not None})
    transcript, facts = _with_seller(transcript, facts, path, asked=given.seller is not None)
    heard = as_heard(transcript, digest, settings.analysis.activity.close_gaps_s)
    heard = replace(heard, language=facts.language or transcript.language)
    if heard.language:
        heard = replace(
            heard, doubts=tuple(d for d in heard.doubts if d.code != "unknown_language")
        )
    facts = redacted_facts(facts, settings.redaction)
    call = Call(id=digest, recording=printable(path.name), **asdict(facts))
    return measured(redacted(settled(heard), settings.redaction), call, settings.analysis)


def _with_seller(
    transcript: Transcript, facts: Facts, path: Path, *, asked: bool
) -> tuple[Transcript, Facts]:
    """The seller goes by one name in the facts and in the transcript, where both are known.

    ``asked``: the seller's name was given for this import, to say which speaker it is. Raises
    TranscriptError where that is no speaker, or more than one.
    """
    names = transcript.speakers
    if transcript.seller is None:
        if facts.seller is None or facts.seller in names:
            return transcript, facts
        wanted = comparable(facts.seller)
        close = [name for name in names if comparable(name) == wanted]
        close = close or [name for name in names if wanted in comparable(name)]
        if len(close) == 1:
            return renamed(transcript, {close[0]: facts.seller}), facts
        if not asked and all(map(nameless, names)):
            return transcript, facts  # a name, and speakers without one: the talk tells who it is
        raise TranscriptError(
            f"{path.name} is not measured: {facts.seller!r} is {_which(close)} its speakers "
            f"({', '.join(map(printable, names))}); name the seller as the transcript does"
        )
    seller = facts.seller or transcript.seller
    if seller != transcript.seller and seller in names:
        raise TranscriptError(
            f"{path.name} calls {transcript.seller} the seller, not {seller}; leave one of them out"
        )
    return renamed(transcript, {transcript.seller: seller}), replace(facts, seller=seller)


def _which(close: list[str]) -> str:
    return f"part of the names of {len(close)} of" if close else "none of"


def _hints(record: Record) -> list[str]:
    """What to tell about a call that was measured only in part."""
    language = record.heard.language
    if language in LANGUAGES:
        return []
    why = f"it is in {language!r}" if language else "nobody says in which language it is"
    return [
        f"{record.call.recording}: questions, promises, outcome and who sells are not measured, "
        f"since {why}; callprobe reads {' and '.join(LANGUAGES)}: import it again with --language"
    ]


def write_out(
    record: Record, form: str, folder: Path | None, calls: Iterable[Named] = ()
) -> Path | str:
    """The call in one of ``FORMATS``: the file written into ``folder``, whose name none of the
    other ``calls`` has, or the text itself. Raises OutputError, WordsGone."""
    ending, written = FORMATS[form]
    if form not in WORDLESS and words_gone(record):
        raise WordsGone(
            f"the words of {printable(record.call.recording)} are no longer kept: "
            f"only who speaks when can be written (--as {', '.join(WORDLESS)})"
        )
    if folder is None:
        return written(record)
    path = folder / file_name(Named(record.call.id, record.call.recording), calls, ending)
    with to_write(path):
        write_whole(path, written(record).encode("utf-8"))
    return path
