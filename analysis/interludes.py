"""What is no part of the talk is set apart before anything is measured: announcements and hold.

It is found before it is known who sells: a menu that talks longer than the customer would else be
the customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from msgspec import structs

from analysis.announcements import Announcement, announcements
from analysis.conversation import Interlude
from analysis.heard import Heard, SpeechSegment, Word
from analysis.hold import SOUND_S, holds
from analysis.language.pack import Pack
from analysis.settings import AnalysisSettings
from analysis.spans import Span, joined, without
from analysis.utterances import utterances

ANNOUNCEMENT = "announcement"
"""The label of what a recorded voice says: no speaker's."""


@dataclass(frozen=True, slots=True)
class Apart:
    """``heard`` holds what people say; ``left_out`` the seconds that do not count, in order."""

    heard: Heard
    interludes: tuple[Interlude, ...]
    left_out: tuple[Span, ...]


def apart(heard: Heard, pack: Pack | None, settings: AnalysisSettings) -> Apart:
    """The talk in ``heard``, and what is not part of it. Without a ``pack``, and where the words
    can't be trusted, all is talk."""
    if pack is None or any(doubt.code == "words_untrusted" for doubt in heard.doubts):
        return Apart(heard, (), ())
    pause_s = settings.conversation.sentence_pause_s
    speakers = dict.fromkeys(word.speaker for word in heard.words)
    said = sorted(
        (one for speaker in speakers for one in utterances(heard, speaker, pack, pause_s)),
        key=attrgetter("start", "end", "speaker"),
    )
    found = announcements(said, pack, settings.interludes)
    taped = [_row(announcement, heard) for announcement in found]
    gone = {one for announcement in found for one in announcement.said}
    live = [one for one in said if one not in gone]
    rows = [*taped, *holds(heard, live, taped, pack, settings.interludes)]
    rows.sort(key=lambda row: (row.start, row.end, row.kind))
    talk = _talk(heard, rows)
    return Apart(talk, tuple(rows), _left_out(talk, rows) if settings.interludes.left_out else ())


def labelled(heard: Heard, rows: Sequence[Interlude]) -> Heard:
    """``heard`` with what recorded voices say under a label of its own, ``announcement``."""
    taped = _by_speaker(rows)
    if not taped:
        return heard
    words = [
        structs.replace(word, speaker=ANNOUNCEMENT)
        if word.speaker in taped and _within(word, taped[word.speaker])
        else word
        for word in heard.words
    ]
    segments: list[SpeechSegment] = []
    for segment in heard.segments:
        mine = taped.get(segment.speaker)
        if mine is None:
            segments.append(segment)
            continue
        kept = without((segment.start, segment.end), mine)
        cut = [part for out in joined(mine) for part in _common((segment.start, segment.end), out)]
        segments += [SpeechSegment(segment.speaker, *part) for part in kept]
        segments += [SpeechSegment(ANNOUNCEMENT, *part) for part in cut]
    segments.sort(key=lambda segment: (segment.start, segment.end, segment.speaker))
    speakers = (*heard.speakers, ANNOUNCEMENT)
    return replace(heard, words=tuple(words), segments=tuple(segments), speakers=speakers)


def _row(announcement: Announcement, heard: Heard) -> Interlude:
    """An announcement with the edges of its sound."""
    first, last = announcement.said[0], announcement.said[-1]
    start, end = first.start, max(one.end for one in announcement.said)
    own = {(word.start, word.text) for one in announcement.said for word in one.words}
    others = [
        word
        for word in heard.words
        if word.speaker == first.speaker and (word.start, word.text) not in own
    ]
    for segment in heard.segments:
        if segment.speaker != first.speaker:
            continue
        if start - SOUND_S <= segment.start < start <= segment.end:
            start = max([segment.start, *(w.end for w in others if w.end <= start)])
        if segment.start <= end < segment.end <= end + SOUND_S:
            end = min([segment.end, *(w.start for w in others if w.start >= end)])
    text = " ".join(word.text for one in announcement.said for word in one.words)
    return Interlude("announcement", last.speaker, start, end, announcement.cue, text)


def _talk(heard: Heard, rows: Sequence[Interlude]) -> Heard:
    """What people say: no announcement, and no sound while somebody is on hold."""
    if not rows:
        return heard
    told = labelled(heard, rows)
    waits = [(row.start, row.end) for row in rows if row.kind == "hold"]
    segments = [
        SpeechSegment(segment.speaker, *part)
        for segment in told.segments
        if segment.speaker != ANNOUNCEMENT
        for part in without((segment.start, segment.end), waits)
    ]
    words = tuple(word for word in told.words if word.speaker != ANNOUNCEMENT)
    return replace(heard, words=words, segments=tuple(segments))


def _left_out(talk: Heard, rows: Sequence[Interlude]) -> tuple[Span, ...]:
    """The seconds of interludes in which nobody speaks: who talks through a menu is counted."""
    speech = [(segment.start, segment.end) for segment in talk.segments]
    spans = joined((row.start, row.end) for row in rows)
    return tuple(part for span in spans for part in without(span, speech))


def _by_speaker(rows: Sequence[Interlude]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for row in rows:
        if row.kind == "announcement" and row.speaker is not None:
            spans.setdefault(row.speaker, []).append((row.start, row.end))
    return spans


def _within(word: Word, taped: Sequence[Span]) -> bool:
    middle = (word.start + word.end) / 2
    return any(start <= middle <= end for start, end in taped)


def _common(one: Span, other: Span) -> list[Span]:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return [(start, end)] if end > start else []
