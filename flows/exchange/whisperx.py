"""WhisperX-style JSON: segments with words, each with its times and speaker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.heard import Word
from analysis.record import Record
from analysis.utterances import Utterance
from flows.exchange.lines import lines_of
from flows.exchange.transcript import Transcript, in_order, spread

UNNAMED = "SPEAKER_00"


def read(content: Mapping[str, Any]) -> Transcript:
    """What WhisperX wrote. Raises ValueError, TypeError, KeyError for what it never writes."""
    words: list[Word] = []
    timed = True
    for segment in content["segments"]:
        own = segment.get("words") or []
        timed = timed and bool(own)
        speaker = segment.get("speaker") or UNNAMED
        if own:
            words += _timed(own, segment, speaker)
        else:
            words += spread(speaker, segment["text"], *_span(segment))
    language = content.get("language")
    return Transcript("whisperx", in_order(words), str(language) if language else None, None, timed)


def _timed(own: list[Any], segment: Mapping[str, Any], speaker: str) -> list[Word]:
    """A segment's words. WhisperX gives numbers and signs no time: they share the gap they are
    in with nobody, so they take it."""
    first, last = _span(segment)
    words: list[Word] = []
    for index, item in enumerate(own):
        before = words[-1].end if words else first
        start = float(item["start"]) if "start" in item else before
        following = [float(later["start"]) for later in own[index + 1 :] if "start" in later]
        end = float(item["end"]) if "end" in item else max(start, min([*following[:1], last]))
        score = min(1.0, max(0.0, float(item.get("score", 1.0))))
        text = str(item["word"]).strip()
        if text:
            words.append(Word(item.get("speaker") or speaker, text, start, end, score))
    return words


def _span(segment: Mapping[str, Any]) -> tuple[float, float]:
    return float(segment["start"]), float(segment["end"])


def write(record: Record) -> dict[str, Any]:
    """The call as WhisperX would have written it, speakers by their side where that is known."""
    return {
        "language": record.heard.language,
        "segments": [_segment(line) for line in lines_of(record)],
    }


def _segment(line: Utterance) -> dict[str, Any]:
    return {
        "start": line.start,
        "end": line.end,
        "text": line.text,
        "speaker": line.speaker,
        "words": [
            {
                "word": word.text,
                "start": word.start,
                "end": word.end,
                "score": word.probability,
                "speaker": line.speaker,
            }
            for word in line.words
        ],
    }
