"""A third voice on one channel: a colleague, a transfer, a voice menu; or a diarizer's slip."""

from __future__ import annotations

from analysis.speech.diarize import Diarized


def without_slips(told: Diarized, expected: int, least_s: float) -> Diarized:
    """Of the voices beyond the ``expected`` ones who speak most, only those who speak for at least
    ``least_s`` seconds; what the others were given is nobody's, and goes to whoever is nearest."""
    seconds = {
        label: sum(end - start for start, end in told.alone.get(label, ())) for label in told.heard
    }
    most = sorted(seconds, key=lambda label: -seconds[label])
    kept = {*most[:expected], *(label for label in most if seconds[label] >= least_s)}
    return Diarized(
        {label: spans for label, spans in told.heard.items() if label in kept},
        {label: spans for label, spans in told.alone.items() if label in kept},
    )
