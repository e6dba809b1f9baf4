"""WebVTT with speakers, as Teams (a voice a line) and Zoom ("Name: text") write it.

Nothing is left out in silence: a time that is none, and a line that belongs to no time, are errors
that name the line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from analysis.heard import Word
from flows.exchange.transcript import UNKNOWN, Transcript, in_order, one_line, spread

_NAMED = re.compile(
    r"(?P<name>(?:[^:<>\n]{0,20}?[^\W\d_][^:<>\n]{0,60}|[+(]*\d[\d\s()*.+-]{4,30}))"
    r":\s+(?P<text>.+)",
    re.DOTALL,
)
"""A name, or the number of somebody who dialled in, a colon, and what was said; a time of day
("om 10:30") has no space after its colon."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[0-9][0-9:.,]*>")
_ENTITY = re.compile(r"&#?[0-9a-zA-Z]{1,32};")
_NO_WORDS = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")

_ARROW = "-->"
_STAMP = re.compile(r"(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
"""Hours may be missing, and the mark of the decimals is a comma in half of Europe."""

Span = tuple[float, float]


def read(text: str) -> Transcript:
    """The transcript in ``text``. Raises ValueError: no WebVTT, a line that cannot be read, or
    nobody is named in it."""
    words: list[Word] = []
    speaker = ""
    for span, payload in _cues(text):
        parts: list[tuple[str, str]] = []
        for voice, part in _voices(payload):
            name, said = _named(voice, _TAG.sub("", part).strip())
            speaker = name or speaker
            if said and not speaker:
                raise ValueError("its first line names no speaker; export it with speakers")
            parts.append((speaker, said))
        words += spread(parts, *span)
    if words and all(word.speaker == UNKNOWN for word in words):
        raise ValueError("no line names a speaker; export it with speakers")
    return Transcript("webvtt", in_order(words), None, None, timed=False)


def _cues(text: str) -> Iterator[tuple[Span, str]]:
    """The time of each cue (seconds) and what is in it, tags and all."""
    lines = re.split(r"\r\n|\n|\r", text)
    if not lines[0].startswith("WEBVTT"):
        raise ValueError("it does not begin with WEBVTT; export it again")
    span: Span | None = None
    inside: list[str] = []
    name: tuple[int, str] | None = None  # a line that names the cue of the time after it
    aside = True  # in the header, a comment or a style
    for number, line in enumerate([*lines[1:], ""], 2):
        blank = not (line if span else line.strip())
        arrow = _ARROW in line and not _NO_WORDS.match(line)
        if name and not arrow:
            raise ValueError(f"its line {name[0]} ({_short(name[1])}) belongs to no time")
        if arrow or blank:
            if span:
                yield span, "\n".join(inside)
            span, inside, name, aside = _span(line, number) if arrow else None, [], None, False
        elif span:
            inside.append(line)
        elif not aside and _NO_WORDS.match(line):
            aside = True
        elif not aside:
            name = number, line


def _span(line: str, number: int) -> Span:
    """The times of a line such as ``00:01:02.500 --> 00:01:04.000 align:left`` (seconds)."""
    first, _, rest = line.partition(_ARROW)
    start, end = _seconds(first.strip()), _seconds(next(iter(rest.split()), ""))
    if start is None or end is None:
        raise ValueError(
            f"its line {number} ({_short(line)}) is no time from 00:00:00.000 on, such as "
            "00:01:02.500 --> 00:01:04.000"
        )
    if end < start:
        raise ValueError(f"its line {number} ({_short(line)}) ends before it begins")
    return start, end


def _seconds(stamp: str) -> float | None:
    """A time in seconds; None where it is none."""
    found = _STAMP.fullmatch(stamp)
    if not found:
        return None
    hours, minutes, seconds, part = found.groups()
    if int(seconds) >= 60 or (hours and int(minutes) >= 60):
        return None
    return int(hours or 0) * 3600.0 + int(minutes) * 60 + float(f"{seconds}.{part or 0}")


def _voices(payload: str) -> Iterator[tuple[str, str]]:
    """Who is named as the voice of each part of a cue ("": it has no voice), and the part. A voice
    without a name is somebody, but not whoever spoke before."""
    before, *rest = _VOICE.split(payload)
    yield "", before
    names = ((name or "").strip() or UNKNOWN for name in rest[::2])
    yield from zip(names, rest[1::2], strict=True)


def _named(voice: str, said: str) -> tuple[str, str]:
    """Who speaks, by the voice or by a name before the text ("": nobody is named); what is said."""
    before = None if voice else _NAMED.fullmatch(said)
    name, text = (before["name"], before["text"]) if before else (voice, said)
    return _decoded(name), _decoded(text)


def _decoded(text: str) -> str:
    """On one line, and with the letters that stand for others (``&amp;``) as they are read."""
    return one_line(_ENTITY.sub(lambda found: html.unescape(found[0]), text))


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
