"""What misheard words cost: the same scripts heard perfectly, and with words wrong."""

from __future__ import annotations

from flows.evaluation.results import Compared
from flows.evaluation.tables import DASH, Table, percent
from flows.evaluation.truth_table import wrong_way

QUESTIONS_LOST = ((0.1, 0.04), (0.2, 0.08), (0.3, 0.15))
"""Up to this share of words heard wrong, at most so much of the questions' F1 is lost. Of Dutch
telephone talk Whisper hears 26 to 28 % of the words wrong."""

NONE_RAISED_TO = 0.1
"""Up to this share of words heard wrong, no call without progress is called an order or advance."""

FEW = 0.02
ONE_IN_A_HUNDRED = 0.01


def cost_table(perfect: Compared, misheard: Compared, word_errors: float) -> Table:
    """A row a bar: what is lost with a share of ``word_errors`` (0-1) of the words heard wrong."""
    before, after = perfect.questions.tally.f1, misheard.questions.tally.f1
    lost = None if before is None or after is None else before - after
    most = next((bar for share, bar in QUESTIONS_LOST if word_errors <= share), None)
    directions = misheard.commitments.direction.of
    turned = wrong_way(misheard) / directions if directions else None
    calls = misheard.judgement.outcome.of
    raised = misheard.judgement.raised / calls if calls else None
    rows = (
        _row("questions: F1 lost", lost, most),
        _row("commitments: wrong way", turned, ONE_IN_A_HUNDRED),
        _row("outcome: raised to progress", raised, 0.0 if word_errors <= NONE_RAISED_TO else FEW),
    )
    title = f"What {word_errors:.0%} of the words heard wrong may cost"
    return Table(title, ("<figure", "bar", "found"), rows)


def _row(name: str, found: float | None, most: float | None) -> tuple[str, str, str]:
    if found is None or most is None:
        return name, DASH if most is None else f"≤ {most:.0%}", percent(found)
    return name, f"≤ {most:.0%}", f"{percent(found)} {'✓' if found <= most else '✗'}"
