"""What a comparison of one call with its truth, or of many calls added up, comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.evaluation.figures import Added, Agreement, Errors, Tally


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement, for reading: what it is about, when (seconds), what was found, what is
    true, and the words."""

    about: str
    start: float
    found: str
    true: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionFigures(Added):
    """How the questions came out; the agreements are over those both found and true."""

    tally: Tally = field(default_factory=Tally)
    form: Agreement = field(default_factory=Agreement)
    purpose: Agreement = field(default_factory=Agreement)
    probing: Agreement = field(default_factory=Agreement)
    follow_up: Agreement = field(default_factory=Agreement)


@dataclass(frozen=True, slots=True)
class SilenceFigures(Added):
    """How the silences came out. ``result`` is over all labelled ones; a question that was not
    found is a silence judged wrong. ``pause`` is in seconds, over the questions found."""

    result: Agreement = field(default_factory=Agreement)
    answer: Agreement = field(default_factory=Agreement)
    rescue: Agreement = field(default_factory=Agreement)
    pause: Errors = field(default_factory=Errors)


@dataclass(frozen=True, slots=True)
class CommitmentFigures(Added):
    """How the commitments came out. ``tally`` asks for kind, direction and step all right;
    ``kind`` to ``grade`` are over the pairs that speak of the same moment. ``direction`` is over
    the pairs in which both see a promise (a commit or an accept)."""

    tally: Tally = field(default_factory=Tally)
    kind: Agreement = field(default_factory=Agreement)
    direction: Agreement = field(default_factory=Agreement)
    step: Agreement = field(default_factory=Agreement)
    grade: Agreement = field(default_factory=Agreement)


@dataclass(frozen=True, slots=True)
class JudgementFigures(Added):
    """How the conclusions came out. ``raised`` counts calls without progress that were called an
    order, an advance or a no: the error that matters most."""

    outcome: Agreement = field(default_factory=Agreement)
    raised: int = 0
    flags: Tally = field(default_factory=Tally)
    customer_map: Tally = field(default_factory=Tally)
    tension: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Compared:
    """One call compared, or many added up."""

    questions: QuestionFigures = field(default_factory=QuestionFigures)
    silences: SilenceFigures = field(default_factory=SilenceFigures)
    commitments: CommitmentFigures = field(default_factory=CommitmentFigures)
    judgement: JudgementFigures = field(default_factory=JudgementFigures)
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: Compared) -> Compared:
        return Compared(
            self.questions + other.questions,
            self.silences + other.silences,
            self.commitments + other.commitments,
            self.judgement + other.judgement,
            self.misses + other.misses,
        )
