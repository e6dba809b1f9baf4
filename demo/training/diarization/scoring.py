"""How far a diarization is off: diarization error rate and errors of turn boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NEAR_S = 0.5
"""A boundary found this close to a true one of the same speaker is that one."""


@dataclass(frozen=True, slots=True)
class CallScore:
    """Seconds of a call. ``speech`` counts overlapping speakers each; boundary errors are found
    minus true (seconds), for those that were found at all; ``speakers`` is how many were heard."""

    name: str
    false_alarm: float
    missed: float
    confused: float
    speech: float
    speakers: int
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    boundaries: int

    @property
    def error_rate(self) -> float:
        """Diarization error rate (ratio; NIST RT, no collar, overlap counted)."""
        return (self.false_alarm + self.missed + self.confused) / self.speech


def error_rate(calls: Sequence[CallScore]) -> float:
    """Of all calls together: longer calls weigh more."""
    wrong = sum(call.false_alarm + call.missed + call.confused for call in calls)
    return wrong / sum(call.speech for call in calls)


def score(name: str, truth: Any, heard: Any, seconds: float) -> CallScore:
    """Compare two pyannote Annotations of a call of ``seconds``, with collar 0."""
    from pyannote.core import Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    metric = DiarizationErrorRate(collar=0.0, skip_overlap=False)
    parts = metric(truth, heard, uem=Timeline([Segment(0, seconds)]), detailed=True)
    named = heard.rename_labels(metric.optimal_mapping(truth, heard))
    starts, ends, boundaries = [], [], 0
    for speaker in truth.labels():
        found = list(named.label_timeline(speaker)) if speaker in named.labels() else []
        for segment in truth.label_timeline(speaker):
            boundaries += 1
            starts += _nearest(segment.start, [other.start for other in found])
            ends += _nearest(segment.end, [other.end for other in found])
    return CallScore(
        name=name,
        false_alarm=parts["false alarm"],
        missed=parts["missed detection"],
        confused=parts["confusion"],
        speech=parts["total"],
        speakers=len(heard.labels()),
        starts=tuple(starts),
        ends=tuple(ends),
        boundaries=boundaries,
    )


def _nearest(true: float, found: Sequence[float]) -> list[float]:
    errors = sorted((second - true for second in found), key=abs)
    return errors[:1] if errors and abs(errors[0]) <= NEAR_S else []
