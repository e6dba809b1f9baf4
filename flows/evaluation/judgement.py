"""Commitments, the customer map, tension, outcome and flags, beside the labelled ones."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import BINDING, Commitment, Evidence, Measures
from analysis.judgement.outcome import PROGRESS
from flows.evaluation.figures import Agreement, Tally, agreement
from flows.evaluation.matching import Place, match
from flows.evaluation.results import CommitmentFigures, JudgementFigures, Miss
from flows.evaluation.truth import TrueCall, TrueCommitment, TrueMark, TrueMoment


def compare_commitments(measures: Measures, true: TrueCall) -> tuple[CommitmentFigures, list[Miss]]:
    """The figures of the commitments, and every one that is wrong.

    Right means kind, direction and step all equal. Where a moment was found and read
    differently, it is one extra and one missed; what differs is told by the agreements.
    """
    found, labelled = measures.commitments, true.commitments
    partner = match(
        [_evidence_at(row.evidence, f"{row.by} {row.kind} {row.step}") for row in found],
        [_true_at(row.moment, f"{row.by} {row.kind} {row.step}") for row in labelled],
    )
    pairs = [(found[mine], labelled[theirs]) for mine, theirs in sorted(partner.items())]
    right = [pair for pair in pairs if _same(*pair)]
    promises = [
        (mine.by, theirs.by)
        for mine, theirs in pairs
        if mine.kind in BINDING and theirs.kind in BINDING
    ]
    graded = [(mine.grade, theirs.grade) for mine, theirs in right if theirs.grade]
    misses = [_miss(mine, theirs) for mine, theirs in pairs if not _same(mine, theirs)]
    misses += [
        Miss("grade", mine.evidence.start, str(mine.grade), theirs.grade, mine.evidence.quote)
        for mine, theirs in right
        if theirs.grade and mine.grade != theirs.grade
    ]
    misses += [_miss(row, None) for place, row in enumerate(found) if place not in partner]
    misses += [
        _miss(None, row) for place, row in enumerate(labelled) if place not in partner.values()
    ]
    figures = CommitmentFigures(
        tally=Tally(len(right), len(found) - len(right), len(labelled) - len(right)),
        kind=agreement([(mine.kind, theirs.kind) for mine, theirs in pairs]),
        direction=agreement(promises),
        step=agreement([(mine.step, theirs.step) for mine, theirs in pairs]),
        grade=agreement(graded),
    )
    return figures, misses


def compare_judgement(measures: Measures, true: TrueCall) -> tuple[JudgementFigures, list[Miss]]:
    """Outcome and flags where they are labelled, the customer map, and tension."""
    customer_map, misses = _marks(
        "map",
        [
            (_evidence_at(row.evidence, row.kind), f"{row.kind} ({row.cue})")
            for row in measures.customer_map
        ],
        true.customer_map,
    )
    tension, more = _marks(
        "tension",
        [
            (_evidence_at(row.evidence, row.ended), f"{row.ended} ({row.cue})")
            for row in measures.tensions
        ],
        true.tensions,
    )
    misses += more
    outcome, raised = Agreement(), 0
    if true.outcome is not None:
        outcome = agreement([(measures.outcome, true.outcome)])
        raised = int(measures.outcome in PROGRESS and true.outcome not in PROGRESS)
        if measures.outcome != true.outcome:
            found = f"{measures.outcome}: {measures.outcome_reason}"
            misses.append(Miss("outcome", true.seconds, found, true.outcome, ""))
    flags = Tally()
    if true.flags is not None:
        raised_flags = {flag.name: flag for flag in measures.flags}
        names = frozenset(raised_flags)
        flags = Tally(len(names & true.flags), len(names - true.flags), len(true.flags - names))
        misses += [
            Miss("flag", true.seconds, name, "not raised", raised_flags[name].sentence)
            for name in sorted(names - true.flags)
        ]
        misses += [
            Miss("flag", true.seconds, "not raised", name, "")
            for name in sorted(true.flags - names)
        ]
    return JudgementFigures(outcome, raised, flags, customer_map, tension), misses


def _marks(
    about: str, found: Sequence[tuple[Place, str]], labelled: Sequence[TrueMark]
) -> tuple[Tally, list[Miss]]:
    """Entries that are right where the label at the same place is the same."""
    places = [place for place, _ in found]
    partner = match(places, [_true_at(row.moment, row.label) for row in labelled])
    right = {
        mine: theirs
        for mine, theirs in partner.items()
        if places[mine].kind == labelled[theirs].label
    }
    misses = []
    for index, (place, said) in enumerate(found):
        if index not in right:
            true = labelled[partner[index]].label if index in partner else "nothing"
            misses.append(Miss(about, place.start, said, true, place.text))
    for index, row in enumerate(labelled):
        if index not in partner.values():
            misses.append(Miss(about, row.moment.start, "nothing", row.label, row.moment.text))
    return Tally(len(right), len(found) - len(right), len(labelled) - len(right)), misses


def _same(mine: Commitment, theirs: TrueCommitment) -> bool:
    return (mine.by, mine.kind, mine.step) == (theirs.by, theirs.kind, theirs.step)


def _miss(mine: Commitment | None, theirs: TrueCommitment | None) -> Miss:
    """A commitment found wrongly, read wrongly, or not found."""
    found = true = "nothing"
    start, text = 0.0, ""
    if theirs is not None:
        true = " ".join(filter(None, (theirs.by, theirs.kind, theirs.step, theirs.grade)))
        start, text = theirs.moment.start, theirs.moment.text
    if mine is not None:
        found = " ".join(filter(None, (mine.by, mine.kind, mine.step, mine.grade)))
        found = f"{found} ({mine.cue})"
        start, text = mine.evidence.start, mine.evidence.quote
    promises = mine is not None and theirs is not None and mine.by != theirs.by
    return Miss("direction" if promises else "commitment", start, found, true, text)


def _evidence_at(evidence: Evidence, kind: str) -> Place:
    """A finding's evidence names no side: it may hold a proposal and its acceptance."""
    return Place(None, evidence.start, evidence.end, evidence.quote, kind)


def _true_at(moment: TrueMoment, kind: str) -> Place:
    return Place(moment.side, moment.start, moment.end, moment.text, kind)
