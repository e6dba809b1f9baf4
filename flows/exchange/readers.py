"""Reads transcripts of other programs: which one a file comes from is told by what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.exchange import amazon, vtt, whisperx
from flows.exchange.transcript import Transcript, TranscriptError

LARGEST_MB = 64
"""A transcript of a day's talk has a few megabytes; something larger is something else."""


def read(path: Path) -> Transcript:
    """The transcript in ``path``. Raises TranscriptError."""
    text = _text(path)
    transcript = _vtt(text, path) if path.suffix.lower() == ".vtt" else _json(text, path)
    if not transcript.words:
        raise TranscriptError(f"{path.name} holds no words; export the transcript again")
    return transcript


def _vtt(text: str, path: Path) -> Transcript:
    try:
        return vtt.read(text)
    except ValueError as error:
        raise TranscriptError(f"{path.name} is no WebVTT with speakers: {error}") from error


def _json(text: str, path: Path) -> Transcript:
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TranscriptError(
            f"{path.name} is neither WebVTT (.vtt) nor JSON; callprobe reads WhisperX JSON, "
            "WebVTT with speakers and Amazon Transcribe Call Analytics JSON"
        ) from error
    for reader, key in ((whisperx.read, "segments"), (amazon.read, "Transcript")):
        if isinstance(content, dict) and isinstance(content.get(key), list):
            try:
                return reader(content)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise TranscriptError(
                    f"{path.name} breaks off or is not what it seems: {key} cannot be read "
                    f"({type(error).__name__}: {error}); export it again"
                ) from error
    raise TranscriptError(
        f"{path.name} is JSON, but neither WhisperX's ('segments') nor Amazon Transcribe Call "
        "Analytics' ('Transcript')"
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_MB * 1_000_000:
            raise TranscriptError(f"{path.name} is larger than {LARGEST_MB} MB: no transcript")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TranscriptError(f"{path.name} is no text; give a transcript, not sound") from error
    except OSError as error:
        raise TranscriptError(f"{path} cannot be read ({error.strerror})") from error
