"""A rendered call as a perfect recognizer would hear it: its truth, in place of the engines."""

from __future__ import annotations

from typing import Any

from analysis.heard import Engines, Heard, SpeechSegment, Word


def heard_truly(call: dict[str, Any]) -> Heard:
    """A call as its ``truth.json`` describes it, a side on each of two channels."""
    seller = call["seller_channel"] or "left"
    channels = {"seller": seller, "customer": "right" if seller == "left" else "left"}
    words = [
        Word(channels[said["side"]], text, start, end, 1.0)
        for said in call["utterances"]
        for text, start, end in said["words"]
    ]
    segments = [
        SpeechSegment(channels[side], start, end)
        for side, spans in call["segments"].items()
        for start, end in spans
    ]
    return Heard(
        duration=call["seconds"],
        layout="stereo",
        language=call["language"],
        language_confidence=1.0,
        speakers=("left", "right"),
        segments=tuple(sorted(segments, key=lambda segment: segment.start)),
        words=tuple(sorted(words, key=lambda word: word.start)),
        dropped=(),
        doubts=(),
        engines=Engines("replay", "replay", None, None, "replay", demo=True),
    )
