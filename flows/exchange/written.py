"""A call as other tools read it: RTTM, SRT, WebVTT, WhisperX-style JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

from analysis.interludes import labelled
from analysis.record import Record
from analysis.utterances import Utterance
from flows.exchange import whisperx
from flows.exchange.lines import lines_of


def rttm(record: Record) -> str:
    """Who makes speech sound when (NIST RTTM): one line a segment, seconds. Its columns are parted
    by spaces, so a name has none."""
    roles = record.conversation.roles
    named = roles.side_of if roles.known else {}
    name = record.call.id
    return "".join(
        f"SPEAKER {name} 1 {s.start:.3f} {s.seconds:.3f} <NA> <NA> "
        f"{'_'.join(named.get(s.speaker, s.speaker).split())} <NA> <NA>\n"
        for s in labelled(record.heard, record.conversation.interludes).segments
    )


def srt(record: Record) -> str:
    """Subtitles (SubRip)."""
    return "\n".join(
        f"{number}\n{_stamp(line.start, ',')} --> {_stamp(line.end, ',')}\n"
        f"{line.speaker}: {line.text}\n"
        for number, line in enumerate(lines_of(record), 1)
    )


def vtt(record: Record) -> str:
    """Subtitles (WebVTT), with the speaker as the voice of each."""
    return "WEBVTT\n\n" + "\n".join(_cue(line) for line in lines_of(record))


def _cue(line: Utterance) -> str:
    said = html.escape(line.text, quote=False)
    speaker = html.escape(line.speaker, quote=False)
    return f"{_stamp(line.start)} --> {_stamp(line.end)}\n<v {speaker}>{said}</v>\n"


def whisperx_json(record: Record) -> str:
    """As WhisperX writes it, for whatever reads that."""
    return json.dumps(whisperx.write(record), ensure_ascii=False, indent=2) + "\n"


def _stamp(seconds: float, mark: str = ".") -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{mark}{rest % 1000:03d}"


FORMATS: dict[str, tuple[str, Callable[[Record], str]]] = {
    "rttm": ("rttm", rttm),
    "srt": ("srt", srt),
    "vtt": ("vtt", vtt),
    "whisperx": ("json", whisperx_json),
}
"""By name: the file's ending, and what writes it."""

WORDLESS = ("rttm",)
"""The formats that hold no words."""
