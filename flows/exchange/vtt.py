"""WebVTT with speakers, as Teams (a voice a line) and Zoom ("Name: text") write it."""

from __future__ import annotations

import re

import webvtt
from webvtt.errors import MalformedFileError

from analysis.heard import Word
from flows.exchange.transcript import Transcript, in_order, spread

_NAMED = re.compile(r"(?P<name>[^\W\d_][^:<>\n]{0,60}):\s+(?P<text>.+)", re.DOTALL)
"""A name, a colon, and what was said; a time of day ("om 10:30") has no space after its colon."""


def read(text: str) -> Transcript:
    """The transcript in ``text``. Raises ValueError: no WebVTT, or nobody is named in it."""
    try:
        captions = webvtt.from_string(text)
    except MalformedFileError as error:
        raise ValueError("it does not begin with WEBVTT; export it again") from error
    words: list[Word] = []
    speaker = None
    for caption in captions.captions:
        said = caption.text
        named = _NAMED.fullmatch(said.strip())
        if caption.voice:
            speaker = caption.voice.strip()
        elif named:
            speaker, said = named["name"].strip(), named["text"]
        if speaker is None:
            raise ValueError("its first line names no speaker; export it with speakers")
        words += spread(speaker, said, _seconds(caption.start), _seconds(caption.end))
    return Transcript("webvtt", in_order(words), None, None, timed=False)


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.split(":"):
        total = total * 60 + float(part)
    return total
