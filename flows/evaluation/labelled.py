"""Labelled text: lines of dialogues in a plain TSV file, and how the program reads them.

A line is what one side says without the other coming in between. Lines of one call stand in the
order in which they were said. They are spoken at an ordinary pace with ordinary gaps, heard as a
perfect recognizer would hear them, and measured as any call is.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf
from pathlib import Path

from analysis.conversation import Conversation, Roles, Side
from analysis.heard import Engines, Heard, SpeechSegment, Word
from analysis.language.own_cues import pack_with
from analysis.language.pack import LANGUAGES
from analysis.settings import AnalysisSettings
from analysis.turns import build_conversation
from flows.encoding import NotUtf8, decoded
from flows.troubles import of_system

SIDES: dict[str, Side] = {"seller": "seller", "customer": "customer", "other": "other"}

GAP_S = 0.8
"""Between two lines (seconds): long enough to part sentences that have no punctuation."""

WORD_S, LETTER_S = 0.08, 0.06
"""An ordinary pace: this much for a word and this much for each of its letters (seconds)."""


_MARKS = re.compile(r"[.,;:?!…\"“”()]")


class LabelFileError(ValueError):
    """A file with labels that cannot be read: one sentence with file, line and what to write."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line. ``judged`` is False for a line that only gives the next one its context;
    ``goes_on`` says that the same side spoke it on end with the line before; ``where`` names the
    file and the line, for errors."""

    call: str
    side: Side
    text: str
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    judged: bool = True
    goes_on: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its place in its call (seconds)."""

    line: LabelledLine
    start: float
    end: float


def read_lines(
    path: Path, labels: Sequence[str], *, language: str, punctuation: bool = True
) -> tuple[LabelledLine, ...]:
    """The lines of a TSV file. ``labels`` are the columns it must have besides ``text``.

    Columns ``call`` (default: the whole file is one), ``side`` (default: seller) and ``language``
    are read where they are there. Raises LabelFileError.
    """
    lines = []
    for number, row in read_rows(path, ("text", *labels)):
        side = row.get("side") or "seller"
        if side not in SIDES:
            raise LabelFileError(
                f"{path}, line {number}: '{side}' is no side, write seller, customer or other"
            )
        spoken = row.get("language") or language
        if spoken not in LANGUAGES:
            raise LabelFileError(
                f"{path}, line {number}: callprobe does not read '{spoken}', write "
                f"{' or '.join(LANGUAGES)} in the column language, or with --language"
            )
        lines.append(
            LabelledLine(
                call=row.get("call") or path.stem,
                side=SIDES[side],
                text=row["text"] if punctuation else bare(row["text"]),
                language=spoken,
                labels=row,
                where=f"{path}, line {number}",
            )
        )
    if not lines:
        raise LabelFileError(f"{path} has no lines under its header")
    return tuple(lines)


def bare(text: str) -> str:
    """A line as a recognizer without punctuation writes it: bare, lower-case words."""
    return " ".join(_MARKS.sub(" ", text).lower().split())


def read_rows(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a TSV file (gzipped or not) with their line numbers. Raises LabelFileError."""
    try:
        text = io.StringIO(_text(path), newline="")
        reader = csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in required if name not in (reader.fieldnames or ())]
        if missing:
            raise LabelFileError(
                f"{path} has no column '{missing[0]}': its first line must name the columns, "
                f"parted by tabs, {', '.join(required)} among them"
            )
        for row in reader:
            if any(row.get(None, ())):
                raise LabelFileError(
                    f"{path}, line {reader.line_num} has more columns than the first line: "
                    "is there a tab in its text?"
                )
            yield reader.line_num, {name: value or "" for name, value in row.items() if name}
    except csv.Error as error:
        raise LabelFileError(f"{path} cannot be read as text ({error})") from error


def _text(path: Path) -> str:
    """What is written in a file, gzipped or not. Raises LabelFileError."""
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        return decoded(content)
    except EOFError as error:
        raise LabelFileError(f"{path} breaks off, it is not whole; copy it again") from error
    except NotUtf8 as error:
        raise LabelFileError(
            f"{path}, line {error.line} is no text in UTF-8; save the file in that encoding"
        ) from error
    except FileNotFoundError as error:
        raise LabelFileError(f"there is no file {path}") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise LabelFileError(f"{path} cannot be unpacked ({error})") from error
    except OSError as error:
        raise LabelFileError(of_system(error)) from error


def seconds(text: str, where: str) -> float:
    """Seconds, as ``83.5``, ``1:23.5`` or ``1:02:07``; ``where`` names the line. Raises
    LabelFileError."""
    *higher, last = text.split(":")
    try:
        found = _positive(last)
        for index, part in enumerate(reversed(higher), 1):
            found += 60**index * int(part)
    except ValueError as error:
        raise _no_time(text, where) from error
    below_60 = (*higher, last)[1:]
    if len(higher) > 2 or any(not 0 <= float(part) < 60 for part in below_60):
        raise _no_time(text, where)
    return found


def _positive(text: str) -> float:
    number = float(text)
    if not 0 <= number < inf:
        raise ValueError(text)
    return number


def _no_time(text: str, where: str) -> LabelFileError:
    return LabelFileError(f"{where}: '{text}' is no time; write seconds (83.5), 1:23.5 or 1:02:07")


def by_call(lines: Iterable[LabelledLine]) -> Iterator[tuple[LabelledLine, ...]]:
    """Lines of one call that follow each other, together; those in another language apart, since
    the words of one say nothing in the other."""
    for _, some in groupby(lines, key=lambda line: (line.call, line.language)):
        yield tuple(some)


def conversation_of(
    lines: Sequence[LabelledLine], settings: AnalysisSettings
) -> tuple[Conversation, tuple[Placed, ...]]:
    """One call's lines as a conversation, and where each line stands in it.

    Where all lines are one side's, the other makes a sound before them: somebody is listening.
    """
    words: list[Word] = []
    segments = [SpeechSegment(listener, 0.0, GAP_S / 4) for listener in _silent_side(lines)]
    placed: list[Placed] = []
    now = GAP_S
    for line in lines:
        start = now
        for text in line.text.split():
            end = now + WORD_S + LETTER_S * sum(character.isalnum() for character in text)
            words.append(Word(line.side, text, now, end, 1.0))
            now = end
        if now > start:
            segments.append(SpeechSegment(line.side, start, now))
        placed.append(Placed(line, start, now))
        now += GAP_S
    heard = Heard(
        duration=now,
        layout="mono",
        language=lines[0].language,
        language_confidence=1.0,
        speakers=tuple(sorted({segment.speaker for segment in segments})),
        segments=tuple(segments),
        words=tuple(words),
        dropped=(),
        doubts=(),
        engines=Engines("text", "text", None, None, "text", demo=False),
    )
    side_of: dict[str, Side] = {name: SIDES[name] for name in heard.speakers}
    roles = Roles(side_of, "sidecar", 1.0, True, "the file names the sides")
    pack = pack_with(lines[0].language, settings.cues)
    return build_conversation(heard, roles, pack, settings.conversation), tuple(placed)


def _silent_side(lines: Sequence[LabelledLine]) -> tuple[Side, ...]:
    """The side that says nothing, where only one does."""
    sides = {line.side for line in lines}
    both: tuple[Side, ...] = ("seller", "customer")
    return () if len(sides) > 1 else tuple(side for side in both if side not in sides)[:1]
