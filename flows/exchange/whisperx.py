"""WhisperX-style JSON: segments with words, each with its times and speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import structs

from analysis.heard import Word
from analysis.record import Record
from analysis.utterances import Utterance
from flows.exchange.item import Item
from flows.exchange.lines import lines_of
from flows.exchange.transcript import UNKNOWN, Transcript, in_order, spread

ALONE = "SPEAKER_00"
"""The speaker where none is named."""


def read(content: Item) -> Transcript:
    """What WhisperX wrote. Raises ValueError for what it never writes, with its place."""
    words: list[Word] = []
    timed = True
    for segment in content.items("segments", "segment"):
        speaker = segment.text("speaker")
        own = [word for word in segment.items("words", "word") if word.text("word")]
        if own:
            words += _timed(own, segment, speaker)
        elif said := segment.text("text"):
            words += spread([(speaker, said)], *segment.span("start", "end"))
            timed = False
    nobody = UNKNOWN if any(word.speaker for word in words) else ALONE
    named = (structs.replace(word, speaker=word.speaker or nobody) for word in words)
    return Transcript("whisperx", in_order(named), content.language("language"), None, timed)


def _timed(own: Sequence[Item], segment: Item, speaker: str) -> list[Word]:
    """A segment's words. WhisperX gives numbers and signs no time: they share the gap they are
    in with nobody, so they take it."""
    first, last = segment.span("start", "end")
    starts = [item.time("start") for item in own]
    words: list[Word] = []
    for index, item in enumerate(own):
        start, end = starts[index], item.time("end")
        if start is not None and end is not None:
            start, end = item.span("start", "end")
        elif start is None:
            before = words[-1].end if words else first
            start = before if end is None else min(before, end)
        if end is None:
            following = (later for later in starts[index + 1 :] if later is not None)
            end = max(start, min(next(following, last), last))
        mine = item.text("speaker") or speaker or _beside(own, index)
        words.append(Word(mine, item.text("word"), start, end, item.probability("score")))
    return words


def _beside(own: Sequence[Item], index: int) -> str:
    """The speaker of the nearest word before, or else after, this one of its segment ("": none)."""
    near: Iterable[Item] = (*reversed(own[:index]), *own[index:])
    return next((speaker for item in near if (speaker := item.text("speaker"))), "")


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
