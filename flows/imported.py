"""The transcripts in the inbox of which calls were imported: they hold every word of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flows.files import content_hash
from flows.inbox import ID_LENGTH
from flows.places import is_remote
from flows.settings import Settings

BYTES = 1_000_000


def transcripts(settings: Settings) -> Iterator[tuple[str, str]]:
    """Path inside the inbox of every file that may be a transcript, and the id of the call that it
    was imported as, if it was."""
    for name, path in _files(settings):
        with suppress(OSError):  # nobody could import what cannot be read
            yield name, content_hash(path)[:ID_LENGTH]


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """What is small enough to be a transcript, is no recording, and is not callprobe's own."""
    folder, most = settings.folders.inbox, settings.inbox.transcript_max_mb * BYTES
    own = [place for place in (settings.folders.data, settings.kept) if not is_remote(place)]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if (
            any(part.startswith(".") for part in name.parts)
            or path.suffix.lower() in settings.inbox.extensions
            or any(not is_remote(path) and path.is_relative_to(place) for place in own)
        ):
            continue
        with suppress(OSError):
            if path.is_file() and path.stat().st_size <= most:
                yield name.as_posix(), path
