"""One call's findings beside its truth: every figure of the truth table, and every miss."""

from __future__ import annotations

from analysis.findings import Measures
from flows.evaluation.judgement import compare_commitments, compare_judgement
from flows.evaluation.questions import compare_questions, compare_silences, pair_questions
from flows.evaluation.results import Compared
from flows.evaluation.truth import TrueCall


def compare(measures: Measures, true: TrueCall) -> Compared:
    """Findings beside the truth; the misses in order of time."""
    pairs = pair_questions(measures, true)
    questions, wrong_questions = compare_questions(measures, true, pairs)
    silences, wrong_silences = compare_silences(measures, true, pairs)
    commitments, wrong_commitments = compare_commitments(measures, true)
    judgement, wrong_judgement = compare_judgement(measures, true)
    misses = wrong_questions + wrong_silences + wrong_commitments + wrong_judgement
    misses.sort(key=lambda miss: (miss.start, miss.about))
    return Compared(questions, silences, commitments, judgement, tuple(misses))
