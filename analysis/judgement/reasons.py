"""Why a measure could not be made, in the call's language.

The English of a recording's doubts is for whoever looks after the program; who reads about a call
reads the language pack's sentence for the same, with the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.conversation import Conversation
from analysis.heard import Doubt
from analysis.language.pack import Pack
from analysis.settings import AnalysisSettings

UNKNOWN_LANGUAGE = "the language is none that callprobe knows"
"""Said in English: there is no pack to say it in another."""


_UNSURE = {
    "told_times": ("silences", "reason_times_told"),
    "missing_sound": ("silences", "reason_sound"),
    "other_tracks": ("talk share", "reason_tracks"),
}
"""What a doubt leaves standing but uncertain, and the sentence that says so. No call has both of
the first two: another program's transcript comes without sound."""

_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Reason:
    """``said`` in a few words, and ``full`` with the figure that led to it, where there is one."""

    said: str
    full: str
    one_speaker: bool = False


def why_unreadable(
    conversation: Conversation, pack: Pack | None, settings: AnalysisSettings
) -> list[Reason]:
    """Why nothing that rests on words may be claimed of a call; empty where all may be."""
    if pack is None:
        return [Reason(UNKNOWN_LANGUAGE, UNKNOWN_LANGUAGE), *_of_sound(conversation, pack)]
    reasons: list[Reason] = []
    mixed = conversation.doubted("mixed_languages")
    if mixed is not None:
        reasons.append(_of_doubt("reason_languages", mixed, pack))
    speakers = {segment.speaker for segment in conversation.segments}
    if len(speakers & {"seller", "customer"}) < 2:
        said = pack.say("reason_speakers")
        reasons.append(Reason(said, said, one_speaker=True))
    elif not conversation.roles.known:
        said = pack.say("reason_roles")
        reasons.append(Reason(said, f"{said}: {_why_no_roles(conversation, pack, settings)}"))
    doubt = conversation.doubted("words_untrusted")
    if doubt is not None:
        reasons.append(_of_doubt("reason_words", doubt, pack))
    elif not any(turn.words for turn in conversation.turns):
        reasons.append(_with(pack.say("reason_words"), pack.say("doubt_words_none")))
    return [*reasons, *_of_sound(conversation, pack)] if reasons else []


def _of_sound(conversation: Conversation, pack: Pack | None) -> list[Reason]:
    """What may be why: who is on a track that was not heard is one speaker less."""
    told = (_unsure(conversation, code, pack) for code in ("missing_sound", "other_tracks"))
    return [reason for reason in told if reason is not None]


def why_no_silences(conversation: Conversation, pack: Pack) -> Reason | None:
    """Why no silence can be measured though the words can be read; None where they can."""
    doubt = conversation.doubted("word_times")
    return None if doubt is None else _of_doubt("reason_times", doubt, pack)


def why_unsure(conversation: Conversation, pack: Pack) -> dict[str, Reason]:
    """Why a measure is there and yet uncertain, by its name: another program timed the words,
    without sound that could bear it out; a part of the sound was lost, or not heard."""
    told = ((measure, _unsure(conversation, code, pack)) for code, (measure, _) in _UNSURE.items())
    return {measure: reason for measure, reason in told if reason is not None}


def _unsure(conversation: Conversation, code: str, pack: Pack | None) -> Reason | None:
    doubt = conversation.doubted(code)
    if doubt is None:
        return None
    if pack is None:
        return Reason(doubt.detail, doubt.detail)
    return _of_doubt(_UNSURE[code][1], doubt, pack)


def _of_doubt(sentence: str, doubt: Doubt, pack: Pack) -> Reason:
    said = pack.say(sentence)
    return _with(said, pack.say(doubt.says, **doubt.figures) if doubt.says else "")


def _with(said: str, detail: str) -> Reason:
    return Reason(said, f"{said}: {detail}" if detail else said)


def _why_no_roles(conversation: Conversation, pack: Pack, settings: AnalysisSettings) -> str:
    roles, needed = conversation.roles, settings.roles.known_from
    told = next((label for label, side in roles.side_of.items() if side == "seller"), "")
    swapped = any(doubt.code == "channels_swapped" for doubt in roles.doubts)
    if swapped and told in _OTHER:  # only what is set of a channel is not believed
        other = _OTHER[told]
        names = {"told": pack.say(f"channel_{told}"), "talks": pack.say(f"channel_{other}")}
        return pack.say("doubt_roles_swapped", **names)
    if roles.confidence >= needed:
        return pack.say("doubt_roles_third")
    return pack.say("doubt_roles_talk", sure=roles.confidence, needed=needed)
