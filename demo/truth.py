"""What is known about a rendered call: who makes sound when, and every label with its seconds.

The numbers follow the definitions of the measures. They come from the script and from the sound
as it was laid down, never from anything that listens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demo.script import Script, TimedLine, bare, close_gaps

HESITATIONS = {
    "nl": frozenset(("eh", "ehm", "tja", "goh", "pff", "uh", "uhm")),
    "en": frozenset(("uh", "um", "er", "erm")),
}
"""Sounds that do not end a silence. Per language: Dutch "er" is a word."""

Spans = list[tuple[float, float]]


def describe(
    script: Script, lines: Sequence[TimedLine], sound: dict[str, Spans], seconds: float
) -> dict[str, Any]:
    """Everything known about the call, ready for JSON. ``sound``: audible spans per side."""
    segments = {side: close_gaps(spans) for side, spans in sound.items()}
    return {
        "call": script.call,
        "language": script.language,
        "shows": script.shows,
        "seconds": _ms(seconds),
        "outcome": script.outcome,
        "flags": sorted(script.flags or ()),
        "talk": talk(segments, seconds),
        "segments": {
            side: [[_ms(start), _ms(end)] for start, end in spans]
            for side, spans in segments.items()
        },
        "utterances": [_utterance(item) for item in lines],
        "questions": [
            _question(script.language, lines, place)
            for place, item in enumerate(lines)
            if item.line.labels.question
        ],
        "commitments": [
            {
                **_moment(item),
                "by": label.by,
                "kind": label.kind,
                "step": label.step,
                "grade": label.grade,
                "when": label.when,
                "condition": label.condition,
            }
            for item in lines
            for label in item.line.labels.commitments
        ],
        "map": [
            {**_moment(item), "kind": item.line.labels.map}
            for item in lines
            if item.line.labels.map
        ],
        "tension": [
            {**_moment(item), "ended": item.line.labels.tension}
            for item in lines
            if item.line.labels.tension
        ],
    }


def talk(segments: dict[str, Spans], seconds: float) -> dict[str, float | None]:
    """Seconds of speech per side, the seller's shares, and the seconds in which both speak."""
    seller, customer = segments.get("seller", []), segments.get("customer", [])
    spoken = {side: sum(end - start for start, end in spans) for side, spans in segments.items()}
    both = spoken.get("seller", 0.0) + spoken.get("customer", 0.0)
    overlap = sum(
        max(0.0, min(mine[1], theirs[1]) - max(mine[0], theirs[0]))
        for mine in seller
        for theirs in customer
    )
    return {
        **{f"{side}_s": _ms(total) for side, total in spoken.items()},
        "seller_talk_share_of_speech": _ms(spoken.get("seller", 0.0) / both) if both else None,
        "seller_talk_share_of_call": _ms(spoken.get("seller", 0.0) / seconds) if seconds else None,
        "overlap_s": _ms(overlap),
    }


def _question(language: str, lines: Sequence[TimedLine], place: int) -> dict[str, Any]:
    item = lines[place]
    label, silence = item.line.labels.question, item.line.labels.silence
    assert label is not None
    found: dict[str, Any] = {
        **_moment(item),
        "form": label.form,
        "counted": label.counted,
        "purpose": label.purpose,
        "followup": label.followup,
        "probing": label.probing,
    }
    if silence is None:
        return found
    sounds = HESITATIONS[language]
    first = _next_speech(lines[place + 1 :], sounds)
    customers = [later for later in lines[place + 1 :] if later.line.side == "customer"]
    answer = _next_speech(customers, sounds) if silence.answer == "answered" else None
    return {
        **found,
        "result": silence.result,
        "answer": silence.answer,
        "rescue": silence.rescue,
        "pause_s": _ms(first[1] - item.end) if first else None,
        "time_to_answer_s": _ms(answer[1] - item.end) if answer else None,
        "broken_by": first[0] if first else "end_of_call",
    }


def _next_speech(
    lines: Sequence[TimedLine], hesitations: frozenset[str]
) -> tuple[str, float] | None:
    """The side and start of the first speech that is neither a listener's signal nor a sound of
    hesitation."""
    for item in lines:
        if item.line.labels.backchannel:
            continue
        for place, word in enumerate(item.words):
            if bare(word.text) not in hesitations:
                return item.line.side, word.start if place else item.start
    return None


def _utterance(item: TimedLine) -> dict[str, Any]:
    return {
        **_moment(item),
        "backchannel": item.line.labels.backchannel,
        "words": [[word.text, _ms(word.start), _ms(word.end)] for word in item.words],
    }


def _moment(item: TimedLine) -> dict[str, Any]:
    return {
        "line": item.line.number,
        "side": item.line.side,
        "start": _ms(item.start),
        "end": _ms(item.end),
        "text": item.line.text,
    }


def _ms(value: float) -> float:
    return round(value, 4)
