"""What is known of a sentence once it has been read as a question."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.findings import Form, NotCounted


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A sentence read as a question; ``not_counted`` says why it is kept apart, if it is."""

    form: Form
    cue: str
    confidence: float
    not_counted: NotCounted | None = None
