"""A scripted call: a readable text file, and what it says when somebody speaks it.

A script is a header of ``key: value`` lines, a line ``---``, then one utterance a line::

    S 0.5   Zullen we dinsdag om tien uur praten?   {q: closed commitment; silence: kept answered}
    C 0.9   Ja, dat is goed.                        {commit: joint accept meeting A "dinsdag"}
    S @0.3  hm hm                                   {backchannel}

First the side (S seller, C customer, O another voice), then the seconds from the end of the
latest floor utterance to this one's start (negative: overlap), or ``@x``: x seconds after the
start of the latest floor utterance, without taking the floor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

from analysis.heard import Engines, Heard, SpeechSegment, Word
from demo.labels import LabelError, Labels, parse_labels
from demo.script_header import SIDES, Header, ScriptError, Side, parse_header
from flows.encoding import NotUtf8, decoded

__all__ = [
    "Line",
    "Script",
    "ScriptError",
    "Side",
    "SpokenWord",
    "TimedLine",
    "Utterance",
    "as_heard",
    "bare",
    "close_gaps",
    "load",
    "speaker_label",
    "timed",
]

LETTERS: dict[str, Side] = {"S": "seller", "C": "customer", "O": "other"}

CLOSE_GAP_S = 0.20
"""Silences shorter than this inside one speaker belong to the speech segment (seconds)."""

_LINE = re.compile(
    r"(?P<side>[SCO])\s+(?P<inside>@?)(?P<offset>-?\d+(?:\.\d+)?)\s+(?P<text>[^{}]*?)"
    r"\s*(?:\{(?P<labels>[^{}]*)\})?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance. ``inside`` tells what ``offset`` (seconds) counts from: the start of the
    latest floor utterance (True) or the end of the latest-ending one (False)."""

    number: int
    side: Side
    offset: float
    inside: bool
    text: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Script(Header):
    """A scripted call: its header and its utterances, in the order in which they start."""

    path: Path
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word as spoken; seconds from the start of the utterance, or of the call."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line as spoken: its length in seconds and its words from its own start."""

    seconds: float
    words: tuple[SpokenWord, ...]


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line with its place in the call (seconds)."""

    line: Line
    start: float
    end: float
    words: tuple[SpokenWord, ...]


Utter = Callable[[Line], Utterance]


def load(path: str | Path) -> Script:
    """Read a script. Raises ScriptError for the first thing that cannot be understood."""
    path = Path(path)
    try:
        rows = decoded(path.read_bytes()).splitlines()
    except OSError as error:
        raise ScriptError(f"{path}: cannot be read ({error.strerror})") from error
    except NotUtf8 as error:
        raise ScriptError(
            f"{path}, line {error.line} is no text in UTF-8; save the file in that encoding"
        ) from error
    if "---" not in [row.strip() for row in rows]:
        raise ScriptError(f"{path}: there is no line '---' between the header and the utterances")
    divider = [row.strip() for row in rows].index("---")
    header = parse_header(path, rows[:divider])
    lines = tuple(
        _line(path, number, row)
        for number, row in enumerate(rows[divider + 1 :], start=divider + 2)
        if row.strip() and not row.startswith("#")
    )
    given = {field.name: getattr(header, field.name) for field in fields(header)}
    return Script(**given, path=path, lines=lines)


def timed(
    script: Script, utter: Utter | None = None, *, from_s: float = 0.0
) -> tuple[TimedLine, ...]:
    """Place every line in time.

    ``utter`` speaks one line; without it the lengths come from ``estimate``, so that a text
    alone can be turned into words with times. The call begins at ``from_s`` seconds.
    """
    placed: list[TimedLine] = []
    floor_start = floor_end = from_s
    for line in script.lines:
        said = (utter or estimate)(line)
        start = max(from_s, (floor_start if line.inside else floor_end) + line.offset)
        end = start + said.seconds
        words = tuple(SpokenWord(w.text, start + w.start, start + w.end) for w in said.words)
        placed.append(TimedLine(line, start, end, words))
        if not line.inside:
            floor_start, floor_end = start, max(floor_end, end)
    return tuple(placed)


def estimate(line: Line) -> Utterance:
    """How long a line takes at an ordinary pace: 0.08 s a word and 0.06 s a letter, with 0.12 s
    of rest after a comma and 0.30 s after a sentence. The same text gives the same times."""
    words: list[SpokenWord] = []
    now = 0.0
    for text in line.text.split():
        end = now + 0.08 + 0.06 * sum(character.isalnum() for character in text)
        words.append(SpokenWord(text, now, end))
        now = end + (0.30 if text[-1] in ".?!" else 0.12 if text[-1] in ",;:" else 0.0)
    return Utterance(words[-1].end if words else 0.0, tuple(words))


def close_gaps(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans (start, end in seconds) of one speaker that lie less than 0.20 s apart."""
    closed: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if closed and start - closed[-1][1] < CLOSE_GAP_S:
            closed[-1] = (closed[-1][0], max(closed[-1][1], end))
        else:
            closed.append((start, end))
    return closed


def speaker_label(script: Script, side: Side) -> str:
    """What an engine that knows no names calls this side: its channel, or SPEAKER_00 and so on.

    In a two-channel call a third voice is on the customer's channel.
    """
    if script.layout == "mono":
        return f"SPEAKER_{SIDES.index(side):02d}"
    if side == "seller":
        return script.seller_channel
    return "right" if script.seller_channel == "left" else "left"


def as_heard(script: Script, *, punctuation: bool = True) -> Heard:
    """The script as a perfect recognizer would hear it, without any sound.

    Without ``punctuation`` the words are bare and lower-case, as some recognizers give them.
    """
    lines = timed(script)
    words: list[Word] = []
    spans: dict[str, list[tuple[float, float]]] = {}
    for item in lines:
        label = speaker_label(script, item.line.side)
        for word in item.words:
            text = word.text if punctuation else bare(word.text)
            words.append(Word(label, text, word.start, word.end, 1.0))
            spans.setdefault(label, []).append((word.start, word.end))
    segments = [
        SpeechSegment(label, start, end)
        for label, mine in spans.items()
        for start, end in close_gaps(mine)
    ]
    return Heard(
        duration=max((item.end for item in lines), default=0.0) + 1.0,
        layout=script.layout,
        language=script.language,
        language_confidence=1.0,
        speakers=tuple(sorted(spans)),
        segments=tuple(sorted(segments, key=lambda segment: (segment.start, segment.speaker))),
        words=tuple(sorted(words, key=lambda word: (word.start, word.speaker))),
        dropped=(),
        doubts=(),
        engines=Engines("script", script.call, None, None, "script", demo=False),
    )


def bare(word: str) -> str:
    """A word without its punctuation, in lower case."""
    return word.strip('.,;:?!"()').lower()


def _line(path: Path, number: int, row: str) -> Line:
    match = _LINE.fullmatch(row.strip())
    if match is None or not match["text"]:
        raise ScriptError(
            f"{path}, line {number}: not an utterance; write 'S 0.5 words {{labels}}' "
            "with S, C or O, seconds or @seconds, words, and labels if any"
        )
    try:
        labels = parse_labels(match["labels"] or "")
    except LabelError as error:
        raise ScriptError(f"{path}, line {number}: {error}") from error
    side = LETTERS[match["side"]]
    if side != "seller" and (labels.silence or (labels.question and labels.question.purpose)):
        raise ScriptError(
            f"{path}, line {number}: only a seller's question has a purpose or silence"
        )
    if labels.silence and not (labels.question and labels.question.counted):
        raise ScriptError(f"{path}, line {number}: a silence needs a counted question before it")
    return Line(number, side, float(match["offset"]), bool(match["inside"]), match["text"], labels)
