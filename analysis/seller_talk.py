"""Who talks like a seller: introduces himself, offers, asks, and asks who decides and for the next
step. Read from the words alone.

Customers ask as well, and some ask all there is, but who decides and when to meet are a seller's
questions. What comes again tells less each time, so many questions outweigh no introduction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p

from analysis.heard import Heard
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.settings import ConversationSettings
from analysis.utterances import Utterance, utterances

_CUE_WEIGHT = 1.0
"""What a phrase of a seller's or a customer's tells (log odds, as all these weights) ..."""
_OPENING_WEIGHT, _OPENING_S = 2.0, 20.0
"""... and one within the first seconds: there each says who he is."""
_QUESTIONS_WEIGHT, _STEPS_WEIGHT = 0.5, 1.5
"""What the logarithm of the number of his questions tells, and of those for a step."""
_STEPS = frozenset(("purpose.decision", "purpose.commitment"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The speaker who talks most like a seller, how sure that is (0.5-1), and why."""

    seller: str
    confidence: float
    why: str


def read_talk(
    heard: Heard, speakers: Sequence[str], pack: Pack, settings: ConversationSettings
) -> Reading:
    """Which of two ``speakers`` talks like a seller."""
    pause_s = settings.sentence_pause_s
    spoken = {speaker: utterances(heard, speaker, pack, pause_s) for speaker in speakers}
    weights = {speaker: _selling(spoken[speaker], pack) for speaker in speakers}
    seller, rest = sorted(speakers, key=lambda s: (-weights[s], speakers.index(s)))
    lead = weights[seller] - weights[rest]
    why = "nothing that was said tells who sells"
    if round(lead, 1) > 0:
        why = f"{seller} talks like a seller ({weights[seller]:.1f} against {weights[rest]:.1f})"
    return Reading(seller, 1 / (1 + exp(-lead)), why)


def _selling(spoken: Sequence[Utterance], pack: Pack) -> float:
    """How much a speaker talks like a seller: what he says of himself, and what he asks."""
    total, asked, for_steps = 0.0, 0, 0
    for said in spoken:
        words = said.texts
        heard_lists = pack.lists_in(pack.texts(words))
        if "roles.seller" in heard_lists:
            total += _OPENING_WEIGHT if said.start < _OPENING_S else _CUE_WEIGHT
        if "roles.customer" in heard_lists:
            total -= _CUE_WEIGHT
        reading = read_question(words, pack)
        if reading is not None and reading.not_counted is None:
            asked += 1
            for_steps += not _STEPS.isdisjoint(heard_lists)
    return total + _QUESTIONS_WEIGHT * log1p(asked) + _STEPS_WEIGHT * log1p(for_steps)
