"""Time on hold: nobody says a word for long, and somebody said that it would be so.

Announced by whoever puts the other on hold, thanked for afterwards, or heard: an announcement, or
music. A silence after a question is not hold, however long: it is somebody thinking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.announcements import asks, heard_in
from analysis.conversation import Interlude
from analysis.heard import Heard, SpeechSegment
from analysis.language.pack import Pack
from analysis.settings import InterludeSettings
from analysis.spans import overlap_s, without
from analysis.utterances import Utterance

MUSIC = "music"
"""The cue of a hold that is told by sound without words."""

_BACK_WITHIN = 2
"""Among so many utterances after it somebody gives thanks for the wait."""

_LONGEST_S = 60.0
"""No utterance is longer than this (seconds): what began earlier than that ended long ago."""

SOUND_S = 0.5
"""Sound goes on for up to this long around the recognizer's words (seconds)."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Seconds in which nobody says a word, with what was said before and after."""

    start: float
    end: float
    before: tuple[Utterance, ...]
    after: tuple[Utterance, ...]


def holds(
    heard: Heard,
    live: Sequence[Utterance],
    taped: Sequence[Interlude],
    pack: Pack,
    settings: InterludeSettings,
) -> tuple[Interlude, ...]:
    """The stretches on hold, without the announcements ``taped`` in them.

    ``live`` is what people say, by its start.
    """
    found: list[Interlude] = []
    held: _Gap | None = None
    holder: str | None = None
    for gap in _gaps(heard, live, taped, settings.hold_from_s):
        inside = [item for item in taped if item.start < gap.end and item.end > gap.start]
        rest = without((gap.start, gap.end), [(item.start, item.end) for item in inside])
        if round(sum(end - start for start, end in rest), 3) < settings.hold_from_s:
            continue
        told = _told(gap, inside, heard, pack, settings)
        if told is None and held is not None and _goes_on(gap, held, holder):
            told = found[-1].cue, holder
        if told is None:
            continue
        held, holder = gap, told[1]
        found += [Interlude("hold", holder, start, end, told[0], "") for start, end in rest]
    return tuple(found)


def _gaps(
    heard: Heard, live: Sequence[Utterance], taped: Sequence[Interlude], from_s: float
) -> list[_Gap]:
    """Stretches of at least ``from_s`` between words of people, the first from the first sound on
    (ringing is no hold), with edges where the sound of their speech begins and ends."""
    gaps: list[_Gap] = []
    sounds = [item.start for item in taped] or [segment.start for segment in heard.segments]
    end, last = min(sounds, default=heard.duration), None
    for place, one in enumerate(live):
        if round(one.start - end, 3) >= from_s:
            after = end if last is None else _ends(last, heard.segments)
            before = _begins(one, heard.segments)
            gaps.append(_Gap(after, before, tuple(live[:place]), tuple(live[place:])))
        if last is None or one.end >= end:
            end, last = one.end, one
    if round(heard.duration - end, 3) >= from_s:
        after = end if last is None else _ends(last, heard.segments)
        gaps.append(_Gap(after, heard.duration, tuple(live), ()))
    return gaps


def _begins(one: Utterance, segments: Sequence[SpeechSegment]) -> float:
    starts = [
        s.start
        for s in segments
        if s.speaker == one.speaker
        and round(one.start - s.start, 3) <= SOUND_S
        and s.start <= one.start <= s.end
    ]
    return min(starts, default=one.start)


def _ends(one: Utterance, segments: Sequence[SpeechSegment]) -> float:
    ends = [
        s.end
        for s in segments
        if s.speaker == one.speaker
        and s.start <= one.end <= s.end
        and round(s.end - one.end, 3) <= SOUND_S
    ]
    return max(ends, default=one.end)


def _told(
    gap: _Gap,
    inside: Sequence[Interlude],
    heard: Heard,
    pack: Pack,
    settings: InterludeSettings,
) -> tuple[str, str | None] | None:
    """What tells that somebody is on hold: the cue, and who put him there, as far as is known."""
    if inside:
        return inside[0].cue, inside[0].speaker
    asked = bool(gap.before) and asks(_last_of(gap.before), pack)
    for one in () if asked else reversed(gap.before):
        if round(gap.start - one.end, 3) <= settings.hold_said_within_s:
            cue = heard_in(one, "hold", pack)
            if cue is not None:
                return cue, one.speaker
        elif round(gap.start - one.start, 3) > _LONGEST_S:
            break
    for one in gap.after[:_BACK_WITHIN]:
        cue = heard_in(one, "returns", pack)
        if cue is not None and round(one.start - gap.end, 3) <= settings.hold_said_within_s:
            return cue, one.speaker
    return (MUSIC, None) if not asked and _plays(gap, heard, settings) else None


def _last_of(said: Sequence[Utterance]) -> Utterance:
    return max(said, key=lambda one: (one.end, one.start))


def _plays(gap: _Gap, heard: Heard, settings: InterludeSettings) -> bool:
    """Whether music is heard. Where a recognizer wrote something that was not believed, somebody
    may have spoken; so he may where nothing at all was understood."""
    talk = bool(gap.before or gap.after)
    if not talk or any(text.start < gap.end and text.end > gap.start for text in heard.dropped):
        return False
    sound = [(segment.start, segment.end) for segment in heard.segments]
    return overlap_s((gap.start, gap.end), sound) >= settings.music_from * (gap.end - gap.start)


def _goes_on(gap: _Gap, held: _Gap, holder: str | None) -> bool:
    """Who is on hold may hum or say something to himself: the wait goes on."""
    between = {one.speaker for one in gap.before[len(held.before) :]}
    return holder is not None and holder not in between
