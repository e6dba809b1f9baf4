"""Reads transcripts of other programs: which one a file comes from is told by what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.beside import TRANSCRIPTS
from flows.encoding import NotUtf8, decoded
from flows.exchange import amazon, vtt, whisperx
from flows.exchange.item import Item
from flows.exchange.transcript import Transcript, TranscriptError
from flows.sidecar import LONGEST_NAME

LONGEST_LANGUAGE = 40
"""Programs write codes (``nl-NL``), some the language's whole name."""

FORMATS = "WhisperX JSON, WebVTT with speakers and Amazon Transcribe Call Analytics JSON"


def content_of(path: Path, most_mb: int) -> bytes:
    """The bytes of a transcript, read once and no more than are allowed: a device has no end.

    Raises TranscriptError.
    """
    most = most_mb * 1_000_000
    if path.is_dir():
        raise TranscriptError(f"{path} is a folder: name the transcripts in it")
    try:
        if path.is_fifo():  # it is waited for until somebody writes, and so is the data folder
            raise TranscriptError(f"{path.name} is no ordinary file: save the transcript as one")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TranscriptError(f"{path} cannot be read ({why}): {_step(error)}") from error
    if len(content) > most:
        raise TranscriptError(
            f"{path.name} is larger than {most_mb} MB, no transcript "
            "([inbox] transcript_max_mb allows more)"
        )
    return content


def read(content: bytes, path: Path, longest_s: float) -> Transcript:
    """The transcript that ``path`` holds, of a call of at most ``longest_s`` seconds.

    Raises TranscriptError.
    """
    text = _text(content, path)
    try:
        transcript = vtt.read(text) if path.suffix.lower() == ".vtt" else _json(text)
        _require_short(transcript)
    except ValueError as error:
        raise TranscriptError(f"{path.name} is not measured: {error}") from error
    if not transcript.words:
        raise TranscriptError(f"{path.name} holds no words; export the transcript again")
    last = max(transcript.words, key=lambda word: word.end)
    if last.end > longest_s:
        raise TranscriptError(
            f"{path.name} is not measured: its word {last.text[:40]!r} ends at "
            f"{last.end:.6g} s, and a call lasts at most {longest_s:g} s ([speech] longest_s)"
        )
    return transcript


def _step(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "look at its name"
    if isinstance(error, PermissionError):
        return "give this user the right to"
    return "copy the transcript here again"


def _require_short(transcript: Transcript) -> None:
    """No language or name is so long that it cannot be one. Raises ValueError."""
    language = transcript.language or ""
    if len(language) > LONGEST_LANGUAGE:
        raise ValueError(
            f"its language {language[:LONGEST_LANGUAGE]!r}… has {len(language)} characters; "
            "write a code like nl or en"
        )
    for name in transcript.speakers:
        if len(name) > LONGEST_NAME:
            raise ValueError(
                f"the name of its speaker {name[:40]!r}… has {len(name)} characters; "
                f"give a name of at most {LONGEST_NAME}"
            )


def _json(text: str) -> Transcript:
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(
            f"it is neither WebVTT (.vtt) nor whole JSON; callprobe reads {FORMATS}"
        ) from error
    for reader, key in zip((whisperx.read, amazon.read), TRANSCRIPTS, strict=True):
        if isinstance(content, dict) and isinstance(content.get(key), list):
            return reader(Item(content))
    raise ValueError(
        "it is JSON, but neither WhisperX's (a list 'segments') nor Amazon Transcribe Call "
        "Analytics' (a list 'Transcript')"
    )


def _text(content: bytes, path: Path) -> str:
    try:
        return decoded(content)
    except NotUtf8 as error:
        raise TranscriptError(
            f"{path.name} is not measured: its line {error.line} is no text in UTF-8; save the "
            "transcript in that encoding, or give a transcript where this is sound"
        ) from error
