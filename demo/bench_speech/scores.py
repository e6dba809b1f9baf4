"""How right a contender heard: words, their speakers, who spoke when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from demo.bench_speech.job import Result, Said, Speech
from flows.evaluation.figures import Agreement
from flows.evaluation.truth import TrueCall, TrueWord
from flows.evaluation.words import WordErrors, right_side, word_errors

SIDES = ("seller", "customer", "other")


@dataclass(frozen=True, slots=True)
class Score:
    """Word error rate, share of words with the right speaker (of those heard right), diarization
    error rate (NIST, no collar, overlap counted): ratios."""

    word_error: float
    right_speaker: float
    diarization_error: float


def score(
    result: Result, truths: Sequence[TrueCall], spoken: Sequence[dict[str, list[list[float]]]]
) -> Score:
    """All calls together. ``spoken`` are the spans (seconds) of each side's sound, by call."""
    from pyannote.core import Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    errors, right = WordErrors(), Agreement()
    metric = DiarizationErrorRate(collar=0.0, skip_overlap=False)
    for words, speech, true, by_side in zip(
        result.words, result.speech, truths, spoken, strict=True
    ):
        named = _best_names(words, true)
        errors += word_errors(named, true.words)
        right += right_side(named, true.words)
        spans = [(side, a, b) for side, mine in by_side.items() for a, b in mine]
        metric(
            _annotation(spans),
            _annotation(speech),
            uem=Timeline([Segment(0, true.seconds)]),
        )
    return Score(errors.rate or 0.0, right.share or 0.0, float(abs(metric)))


def _best_names(words: Sequence[Said], true: TrueCall) -> list[TrueWord]:
    """The words with each label read as the side that makes most of them right."""
    labels = sorted({word[0] for word in words})
    sides = [*SIDES, *labels]
    best: tuple[float, list[TrueWord]] = (-1.0, [])
    for chosen in permutations(sides[: max(len(labels), 2)], len(labels)):
        side = dict(zip(labels, chosen, strict=True))
        named = [TrueWord(side[who], text, start, end) for who, text, start, end in words]
        share = right_side(named, true.words).share or 0.0
        best = max(best, (share, named), key=lambda found: found[0])
    return best[1]


def _annotation(speech: Sequence[Speech]) -> object:
    from pyannote.core import Annotation, Segment

    made = Annotation()
    for place, (who, start, end) in enumerate(speech):
        made[Segment(start, end), place] = who
    return made
