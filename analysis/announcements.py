"""Recorded announcements, told by what they say and when: voice menus, queues, voicemail greetings.

A machine speaks before anybody does, into a wait, or after a silence. The same words in the middle
of somebody's own ("then you hear: press one for sales") are that person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.settings import InterludeSettings
from analysis.utterances import Utterance

_HELLO_WORDS = 3
"""A "hello?" into the machine's first words does not make it a talk yet."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Utterances of one speaker that a machine says on end, and the cue that told."""

    said: tuple[Utterance, ...]
    cue: str


def announcements(
    said: Sequence[Utterance], pack: Pack, settings: InterludeSettings
) -> tuple[Announcement, ...]:
    """All announcements among ``said`` (of all speakers, by start), in order of their start."""
    found: list[Announcement] = []
    taped: set[int] = set()
    for stretch in _stretches(said, settings.announcement_pause_s):
        if not any(_tells(said[place], pack) for place in stretch):
            continue
        live = [one for place, one in enumerate(said) if place not in taped]
        part = _in([said[place] for place in stretch], live, pack, settings)
        if part is not None:
            first, last, cue = part
            taped.update(stretch[first : last + 1])
            found.append(Announcement(tuple(said[at] for at in stretch[first : last + 1]), cue))
    return tuple(found)


def heard_in(one: Utterance, name: str, pack: Pack) -> str | None:
    """The cue of this list of [interludes] in an utterance."""
    match = pack.find(f"interludes.{name}", pack.texts(one.texts))
    return None if match is None else match.cue


def _stretches(said: Sequence[Utterance], pause_s: float) -> list[list[int]]:
    """Places of each speaker's utterances in stretches without a longer pause, by their start."""
    stretches: list[list[int]] = []
    latest: dict[str, list[int]] = {}
    for place, one in enumerate(said):
        mine = latest.get(one.speaker)
        if mine is not None and round(one.start - said[mine[-1]].end, 3) <= pause_s:
            mine.append(place)
        else:
            latest[one.speaker] = [place]
            stretches.append(latest[one.speaker])
    return stretches


def _tells(one: Utterance, pack: Pack) -> bool:
    heard = pack.lists_in(pack.texts(one.texts))
    return "interludes.announcements" in heard or (
        "interludes.notices" in heard and _notice(one, pack) is not None
    )


def _in(
    stretch: Sequence[Utterance], live: Sequence[Utterance], pack: Pack, settings: InterludeSettings
) -> tuple[int, int, str] | None:
    """First and last place of the announcement in a stretch of one speaker, and its cue; ``live``
    is all that is not known to be one."""
    sure = [heard_in(one, "announcements", pack) for one in stretch]
    told = [cue or _notice(one, pack) for cue, one in zip(sure, stretch, strict=True)]
    places = [place for place, cue in enumerate(told) if cue is not None]
    if not places:
        return None
    first, last = places[0], places[-1]
    opens = _words_before(stretch[0], live) <= _HELLO_WORDS
    if opens and any(sure):
        first = 0  # a machine says more than the words that give it away: "Welcome to Ward Bakery."
    while first > 0 and heard_in(stretch[first - 1], "greetings", pack) is not None:
        first -= 1
    before = _last_before(stretch[first], live)
    waits = before is not None and heard_in(before, "hold", pack) is not None
    alone = opens and first == 0
    if not (
        alone or waits or (any(sure) and _into_a_wait(stretch, (first, last), live, pack, settings))
    ):
        return None
    while last + 1 < len(stretch) and heard_in(stretch[last + 1], "hold", pack) is not None:
        last += 1
    cue = next((cue for cue in sure if cue is not None), None) or told[places[0]]
    return first, last, cue or ""


def _into_a_wait(
    stretch: Sequence[Utterance],
    places: tuple[int, int],
    live: Sequence[Utterance],
    pack: Pack,
    settings: InterludeSettings,
) -> bool:
    """Whether nobody speaks for long before or after these utterances: where a person says that all
    lines are busy somebody goes on talking. A silence before an answer is no wait."""
    first, last = (stretch[place] for place in places)
    before = _last_before(first, live)
    after = [one.start for one in live if one.start >= last.end]
    if before is None:
        return True
    quiet = round(first.start - before.end, 3)
    later = round(min(after) - last.end, 3) if after else 0.0
    waited = later if asks(before, pack) else max(quiet, later)
    return quiet >= settings.announcement_after_s and waited >= settings.hold_from_s


def asks(one: Utterance, pack: Pack) -> bool:
    """Whether it is a question that somebody else is to answer."""
    reading = read_question(one.texts, pack)
    return reading is not None and reading.not_counted is None


def _notice(one: Utterance, pack: Pack) -> str | None:
    """That the call is recorded, as a machine says it: a person says who he is with it, or asks
    whether that is all right."""
    cue = heard_in(one, "notices", pack)
    if cue is None or pack.find("roles.seller", pack.texts(one.texts)) is not None:
        return None
    return cue if read_question(one.texts, pack) is None else None


def _words_before(first: Utterance, live: Sequence[Utterance]) -> int:
    return sum(len(one.words) for one in live if one.start < first.start)


def _last_before(first: Utterance, live: Sequence[Utterance]) -> Utterance | None:
    """What was last said before, by anyone; what is still being said counts as well."""
    before = [one for one in live if one.start < first.start]
    return max(before, key=lambda one: one.end, default=None)
