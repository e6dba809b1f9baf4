"""The counts of a call that could not be read, or not be timed: nothing, which is not zero."""

from dataclasses import fields

from analysis.findings import Counts

NO_COUNTS = Counts(**{field.name: None for field in fields(Counts)})

OF_SILENCES = (
    "silences_kept",
    "silences_rescued",
    "silences_run_on",
    "silences_unanswered",
    "silence_kept_rate",
    "rescue_rate",
    "extended_silences",
    "longest_silence_s",
    "pause_bands",
)
"""The counts that rest on when somebody spoke, to the tenth of a second."""
