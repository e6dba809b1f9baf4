"""Who is the seller? The channel, if somebody said so; else the talk itself, with a confidence.

Below a confidence (a setting) nothing directional is claimed: who owes whom is the worst thing to
get wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from analysis.conversation import Roles, Side
from analysis.heard import Doubt, Heard
from analysis.language.pack import Pack
from analysis.seller_talk import Reading, read_talk
from analysis.settings import AnalysisSettings

_VOICE_WEIGHT = 10.0
"""How fast it grows sure: a voice that is 0.1 more alike is the seller's with 0.73, 0.3 with 0.95
(logistic)."""


def assign_roles(
    heard: Heard,
    pack: Pack | None,
    settings: AnalysisSettings,
    *,
    seller_channel: str | None = None,
    seller: str | None = None,
    seller_speaks_at: float | None = None,
) -> Roles:
    """Sides of the speaker labels in ``heard``; a third voice is "other".

    ``seller_channel`` ("left" or "right") comes from a sidecar and wins over the setting.
    ``seller`` is the seller's name: transcripts of other programs name their speakers.
    ``seller_speaks_at`` (seconds) is a moment at which somebody heard the seller speak: it wins
    over all else, and holds whatever a diarizer calls that voice next time. Where nobody speaks
    then, it tells nothing, and that is a doubt.
    """
    roles = _assigned(heard, pack, settings, seller_channel, seller, seller_speaks_at)
    missed = None if seller_speaks_at is None else _missed(heard, seller_speaks_at)
    return roles if missed is None else replace(roles, doubts=(*roles.doubts, missed))


def _assigned(
    heard: Heard,
    pack: Pack | None,
    settings: AnalysisSettings,
    seller_channel: str | None,
    seller: str | None,
    seller_speaks_at: float | None,
) -> Roles:
    mains = _main_speakers(heard)
    told = _told(heard, settings, seller_channel, seller, seller_speaks_at)
    if len(mains) < 2 or pack is None:
        if told is not None:
            return told
        sides = _sides(heard, mains[0]) if mains else {}
        return Roles(sides, "none", 0.0, False, "only one speaker" if pack else "unknown language")
    talk = read_talk(heard, mains, pack, settings.conversation)
    if told is not None:
        return _held_against(told, talk, settings)
    crowded = _crowded(heard, mains, settings)
    known = talk.confidence >= settings.roles.known_from and crowded is None
    return Roles(_sides(heard, talk.seller), "talk", talk.confidence, known, crowded or talk.why)


def _told(
    heard: Heard,
    settings: AnalysisSettings,
    seller_channel: str | None,
    seller: str | None,
    seller_speaks_at: float | None,
) -> Roles | None:
    """The roles as somebody told them, about this call or about all; None where nobody did."""
    pointed = None if seller_speaks_at is None else _speaker_at(heard, seller_speaks_at)
    if pointed is not None and len(_main_speakers(heard)) > 1:
        why = f"{pointed} speaks at {seller_speaks_at:.1f} s, where the seller does (sidecar)"
        return Roles(_sides(heard, pointed), "sidecar", 1.0, True, why)
    if seller is not None and seller in heard.speakers and len(heard.speakers) > 1:
        return Roles(_sides(heard, seller), "sidecar", 1.0, True, f"{seller} is the seller by name")
    if seller_channel is not None and _is_channel(heard, seller_channel):
        why = f"the seller is on the {seller_channel} channel (sidecar)"
        return Roles(_sides(heard, seller_channel), "sidecar", 1.0, True, why)
    by_voice = _by_voice(heard, settings)
    if by_voice is not None:
        return by_voice
    channel = settings.roles.seller_channel
    if channel and _is_channel(heard, channel):
        why = f"the seller is on the {channel} channel (channel)"
        return Roles(_sides(heard, channel), "channel", 1.0, True, why)
    return None


def _is_channel(heard: Heard, channel: str) -> bool:
    return heard.layout == "stereo" and channel in heard.speakers


def _by_voice(heard: Heard, settings: AnalysisSettings) -> Roles | None:
    """The seller told by an enrolled voice, where it is one of the two main speakers' and clearly
    not the other's. The confidence grows with the distance between the two."""
    mains = _main_speakers(heard)
    like = {known.speaker: known.likeness for known in heard.known if known.speaker in mains}
    if not settings.roles.voiceprints or len(mains) < 2 or not like:
        return None
    best, rest = sorted(mains, key=lambda speaker: -like.get(speaker, 0.0))
    likeness, other = like.get(best, 0.0), max(0.0, like.get(rest, 0.0))
    if likeness < settings.roles.voiceprint_from:
        return None
    confidence = 1 / (1 + exp(-_VOICE_WEIGHT * (likeness - other)))
    if confidence < settings.roles.known_from:
        return None  # both sound like sellers: the talk may tell
    why = f"{best} has a known seller's voice (likeness {likeness:.2f}, the other {other:.2f})"
    return Roles(_sides(heard, best), "voice", confidence, True, why)


def _held_against(told: Roles, talk: Reading, settings: AnalysisSettings) -> Roles:
    """What was told, with a doubt where the talk clearly says otherwise: channels get swapped.

    What is told about one call is believed all the same. A setting for all calls is not: which
    direction a promise goes would then be wrong in silence.
    """
    clear = talk.confidence >= settings.roles.contradicted_from
    if not clear or told.side_of.get(talk.seller) == "seller":
        return told
    detail = f"{told.why}, but {talk.why}, confidence {talk.confidence:.2f}"
    doubt = Doubt("channels_swapped", detail)
    if told.source == "channel":
        return replace(told, known=False, confidence=0.0, why=detail, doubts=(doubt,))
    return replace(told, doubts=(doubt,))


def _crowded(heard: Heard, mains: Sequence[str], settings: AnalysisSettings) -> str | None:
    """Why nobody can be called the customer: a third voice speaks about as much as the second."""
    seconds = _seconds(heard)
    others = [speaker for speaker in seconds if speaker not in mains]
    if not others:
        return None
    third = max(others, key=lambda speaker: seconds[speaker])
    second = min(mains, key=lambda speaker: seconds[speaker])
    if seconds[third] < settings.roles.third_voice_below * seconds[second]:
        return None
    return (
        f"three voices: {third} speaks {seconds[third]:.0f} s and {second} "
        f"{seconds[second]:.0f} s, so who is the customer is not sure"
    )


def _speaker_at(heard: Heard, second: float) -> str | None:
    """Who speaks at that second; of several, the one who is furthest from beginning or ending."""
    speaking = [
        (min(second - segment.start, segment.end - second), segment.speaker)
        for segment in heard.segments
        if segment.start <= second <= segment.end
    ]
    return max(speaking)[1] if speaking else None


def _missed(heard: Heard, second: float) -> Doubt | None:
    """The doubt that the seller does not speak at the second somebody told of."""
    if _speaker_at(heard, second) is not None:
        return None
    why = (
        f"the call ends at {heard.duration:.1f} s"
        if second > heard.duration
        else f"nobody speaks at {second:.1f} s"
    )
    detail = f"{why}, and the seller is said to speak at {second:.1f} s (sidecar)"
    return Doubt("seller_not_heard_there", detail)


def _main_speakers(heard: Heard) -> list[str]:
    """The two speakers who talk most, in order of their labels."""
    seconds = _seconds(heard)
    most = sorted((s for s in seconds if seconds[s] > 0), key=lambda s: -seconds[s])[:2]
    return sorted(most)


def _seconds(heard: Heard) -> dict[str, float]:
    """Seconds of speech of every speaker."""
    seconds = dict.fromkeys(heard.speakers, 0.0)
    for segment in heard.segments:
        seconds[segment.speaker] = seconds.get(segment.speaker, 0.0) + segment.seconds
    return seconds


def _sides(heard: Heard, seller: str) -> dict[str, Side]:
    mains = _main_speakers(heard)
    sides: dict[str, Side] = dict.fromkeys(heard.speakers, "other")
    for speaker in (*mains, seller):
        sides[speaker] = "seller" if speaker == seller else "customer"
    if heard.layout == "stereo":
        sides = {s: "seller" if s == seller else "customer" for s in heard.speakers}
    return sides
