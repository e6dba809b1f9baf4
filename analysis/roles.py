"""Who is the seller? The channel, if somebody said so; else the talk itself, with a confidence.

Below a confidence (a setting) nothing directional is claimed: who owes whom is the worst thing to
get wrong.
"""

from __future__ import annotations

from math import exp

from analysis.conversation import Roles, Side
from analysis.heard import Heard
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.language.sentence_end import ends_sentence
from analysis.settings import AnalysisSettings

_CUE_WEIGHT = 1.0
_QUESTION_WEIGHT = 0.35
_OPENING_WEIGHT = 2.0
_OPENING_S = 20.0
_MOST_FROM_QUESTIONS = 1.5


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
    over all else, and holds whatever a diarizer calls that voice next time.
    """
    pointed = None if seller_speaks_at is None else _speaker_at(heard, seller_speaks_at)
    if pointed is not None and len(_main_speakers(heard)) > 1:
        why = f"{pointed} speaks at {seller_speaks_at:.1f} s, where the seller does (sidecar)"
        return Roles(_sides(heard, pointed), "sidecar", 1.0, True, why)
    if seller in heard.speakers and len(heard.speakers) > 1:
        assert seller is not None
        return Roles(_sides(heard, seller), "sidecar", 1.0, True, f"{seller} is the seller by name")
    channel = seller_channel or settings.roles.seller_channel or None
    if channel is not None and heard.layout == "stereo" and channel in heard.speakers:
        source = "sidecar" if seller_channel else "channel"
        why = f"the seller is on the {channel} channel ({source})"
        return Roles(
            _sides(heard, channel), "sidecar" if seller_channel else "channel", 1.0, True, why
        )
    mains = _main_speakers(heard)
    if len(mains) < 2 or pack is None:
        sides = _sides(heard, mains[0]) if mains else {}
        return Roles(sides, "none", 0.0, False, "only one speaker" if pack else "unknown language")
    weights = {speaker: _selling(heard, speaker, pack) for speaker in mains}
    seller, rest = sorted(mains, key=lambda s: (-weights[s], mains.index(s)))
    lead = weights[seller] - weights[rest]
    confidence = 1 / (1 + exp(-lead))
    known = confidence >= settings.roles.known_from
    why = "nothing that was said tells who sells"
    if round(lead, 1) > 0:
        why = f"{seller} talks like a seller ({weights[seller]:.1f} against {weights[rest]:.1f})"
    return Roles(_sides(heard, seller), "talk", confidence, known, why)


def _speaker_at(heard: Heard, second: float) -> str | None:
    """Who speaks at that second; of several, the one who is furthest from beginning or ending."""
    speaking = [
        (min(second - segment.start, segment.end - second), segment.speaker)
        for segment in heard.segments
        if segment.start <= second <= segment.end
    ]
    return max(speaking)[1] if speaking else None


def _main_speakers(heard: Heard) -> list[str]:
    """The two speakers who talk most, in order of their labels."""
    seconds = dict.fromkeys(heard.speakers, 0.0)
    for segment in heard.segments:
        seconds[segment.speaker] = seconds.get(segment.speaker, 0.0) + segment.seconds
    most = sorted((s for s in seconds if seconds[s] > 0), key=lambda s: -seconds[s])[:2]
    return sorted(most)


def _sides(heard: Heard, seller: str) -> dict[str, Side]:
    mains = _main_speakers(heard)
    sides: dict[str, Side] = dict.fromkeys(heard.speakers, "other")
    for speaker in (*mains, seller):
        sides[speaker] = "seller" if speaker == seller else "customer"
    if heard.layout == "stereo":
        sides = {s: "seller" if s == seller else "customer" for s in heard.speakers}
    return sides


def _selling(heard: Heard, speaker: str, pack: Pack) -> float:
    """How much a speaker talks like a seller: introduces himself, offers, and asks."""
    total, asked = 0.0, 0
    for start, words in _sentences(heard, speaker):
        tokens = [token.text for token in pack.tokenize(words)]
        if pack.find("roles.seller", tokens) is not None:
            total += _OPENING_WEIGHT if start < _OPENING_S else _CUE_WEIGHT
        if pack.find("roles.customer", tokens) is not None:
            total -= _CUE_WEIGHT
        reading = read_question(words, pack)
        asked += reading is not None and reading.not_counted is None
    return total + min(_MOST_FROM_QUESTIONS, _QUESTION_WEIGHT * asked)


def _sentences(heard: Heard, speaker: str) -> list[tuple[float, list[str]]]:
    """The speaker's words cut after sentence marks and at pauses: (start s, words)."""
    cut: list[tuple[float, list[str]]] = []
    last_end: float | None = None
    fresh = True
    for word in heard.words:
        if word.speaker != speaker:
            continue
        if fresh or (last_end is not None and word.start - last_end > 0.7):
            cut.append((word.start, []))
        cut[-1][1].append(word.text)
        fresh = ends_sentence(word.text)
        last_end = word.end
    return cut
