"""Amazon Transcribe Call Analytics JSON: it knows who the agent is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.heard import Word
from flows.exchange.transcript import Transcript, in_order

AGENT = "AGENT"


def read(content: Mapping[str, Any]) -> Transcript:
    """What Amazon wrote. Raises ValueError, TypeError, KeyError for what it never writes."""
    words: list[Word] = []
    for turn in content["Transcript"]:
        speaker = str(turn["ParticipantRole"])
        mine: list[Word] = []
        for item in turn["Items"]:
            text = str(item["Content"])
            if item.get("Type") == "punctuation" and mine:
                last = mine.pop()
                mine.append(Word(speaker, last.text + text, last.start, last.end, last.probability))
            elif item.get("Type") != "punctuation":
                start, end = (float(item[f"{edge}OffsetMillis"]) / 1000 for edge in _EDGES)
                mine.append(Word(speaker, text, start, end, float(item.get("Confidence", 1.0))))
        words += mine
    language = str(content.get("LanguageCode") or "").partition("-")[0].lower()
    known = any(word.speaker == AGENT for word in words)
    return Transcript(
        "amazon", in_order(words), language or None, AGENT if known else None, timed=True
    )


_EDGES = ("Begin", "End")
