"""Where records and transcripts lie: plain files in the folder for what is kept, one a call.

A call is done when its record is here, and nothing else says so. Transcripts are kept apart, by
the recording's content and the settings of the engines: what cost engine time is paid for once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.heard import Heard
from analysis.record import (
    NewerRecord,
    Record,
    RecordError,
    from_json,
    heard_from_json,
    heard_to_json,
    named_in,
    refuse_newer,
    to_json,
)
from flows.broken import why_broken
from flows.files import write_whole
from flows.named import Named, the_one
from flows.places import look_again


@dataclass(frozen=True, slots=True)
class Store:
    """The records and transcripts below ``data``."""

    data: Path

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.data / "records"

    @property
    def transcripts(self) -> Path:
        """The folder of what was heard."""
        return self.data / "transcripts"

    def record_path(self, call_id: str) -> Path:
        """Where the record of a call lies, or will."""
        return self.records / f"{call_id}.json"

    def has(self, call_id: str) -> bool:
        """Whether the call is done."""
        try:
            return self.record_path(call_id).is_file()
        except OSError:  # a link into a folder that is shut
            return False

    def paths(self) -> list[Path]:
        """All records, in a fixed order."""
        look_again(self.records)
        return sorted(self.records.glob("[!.]*.json"))

    def read(self, path: Path) -> Record:
        """Raises RecordError where the file is no record, OSError where it cannot be read."""
        return from_json(path.read_bytes(), str(path))

    def names(self) -> Iterator[Named]:
        """What the calls go by, records among them that are torn or cannot be read."""
        for path in self.paths():
            named = None
            with suppress(OSError):
                named = named_in(path.read_bytes())
            call_id, recording = named or (path.stem, "")
            yield Named(call_id, recording)

    def find(self, name: str) -> Record:
        """The record of the call that ``name`` means (``flows.named``).

        Raises NoSuchCall, RecordError.
        """
        if "/" in name or not self.has(name):
            name = str(the_one(name, self.names()).id)
        path = self.record_path(name)
        try:
            return self.read(path)
        except OSError as error:
            raise RecordError(why_broken(path) or str(error)) from error

    def keep(self, record: Record) -> Path:
        """Write a record in place of the call's last one. Raises OSError, NewerRecord where that
        one is a later callprobe's, RecordError where a folder lies there."""
        path = self.record_path(record.call.id)
        try:
            with suppress(OSError):
                refuse_newer(path.read_bytes(), str(path))
        except NewerRecord:
            raise
        except RecordError:
            pass  # torn: the new one heals it
        try:
            write_whole(path, to_json(record))
        except IsADirectoryError as error:
            raise RecordError(f"{path} is a folder, in place of a record: move it away") from error
        return path

    def transcript_path(self, call_id: str, engine: str) -> Path:
        """Where lies what engines of this hash (``flows.in_force``) heard of a call, or will."""
        return self.transcripts / f"{call_id}-{engine}.json"

    def heard(self, call_id: str, engine: str) -> Heard | None:
        """What was heard before with the same engines; None if it was not, or is not whole."""
        path = self.transcript_path(call_id, engine)
        try:
            return heard_from_json(path.read_bytes(), str(path))
        except (OSError, ValueError):
            return None  # it is only a saving: hearing again makes it anew

    def keep_heard(self, call_id: str, engine: str, heard: Heard) -> None:
        """Raises OSError."""
        write_whole(self.transcript_path(call_id, engine), heard_to_json(heard))
