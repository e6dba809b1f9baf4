"""Amazon Transcribe Call Analytics JSON: it knows who the agent is."""

from __future__ import annotations

from analysis.heard import Word
from flows.exchange.item import Item
from flows.exchange.transcript import Transcript, in_order

AGENT = "AGENT"


def read(content: Item) -> Transcript:
    """What Amazon wrote. Raises ValueError for what it never writes, with its place."""
    words: list[Word] = []
    for turn in content.items("Transcript", "turn"):
        speaker = turn.text("ParticipantRole")
        items = list(turn.items("Items", "item"))
        if not speaker:
            raise ValueError(f"{turn.where} has no ParticipantRole")
        if not items and turn.text("Content"):
            raise ValueError(f"{turn.where} has no Items, the words with their times")
        mine: list[Word] = []
        for item in items:
            text = item.text("Content")
            if item.text("Type") == "punctuation" and mine:
                last = mine.pop()
                mine.append(Word(speaker, last.text + text, last.start, last.end, last.probability))
            elif item.text("Type") != "punctuation" and text:
                start, end = item.span("BeginOffsetMillis", "EndOffsetMillis")
                confidence = item.probability("Confidence")
                mine.append(Word(speaker, text, start / 1000, end / 1000, confidence))
        words += mine
    known = any(word.speaker == AGENT for word in words)
    language = content.language("LanguageCode")
    return Transcript("amazon", in_order(words), language, AGENT if known else None, timed=True)
