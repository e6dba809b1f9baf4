"""Which step a sentence speaks of: a meeting, an order, a quote."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Step
from analysis.language.cues import Match
from analysis.language.dates import find_when
from analysis.language.pack import Pack

STEPS_BY_WEIGHT: tuple[Step, ...] = (
    "decision_maker",
    "trial",
    "quote",
    "internal",
    "order",
    "deliver",
    "pay",
    "meeting",
    "call_back",
    "information",
    "other",
)
"""Where a sentence names two, the one named first here is meant: "show it to my boss on Monday"
is an internal step, not a meeting."""

_LISTS = tuple((step, f"steps.{step}") for step in STEPS_BY_WEIGHT)
STEP_LISTS = frozenset(name for _, name in _LISTS)
"""The pack's lists that name a step."""

JOINT: frozenset[Step] = frozenset(("meeting", "call_back"))
"""Steps that both sides take once agreed."""

ON_PAPER: frozenset[Step] = frozenset(("quote", "information"))
"""Steps of which something is sent, and that bind whoever takes it to nothing."""

FOR_MONEY: frozenset[Step] = frozenset(("order", "pay"))
"""Steps that buy."""

MOST_BESIDE_DAY = 3
"""Tokens that may stand beside a day that is asked for, where none of them asks if it suits."""


def is_moment_alone(tokens: Sequence[str], pack: Pack, *, beside: int = MOST_BESIDE_DAY) -> bool:
    """ "And Tuesday at eleven?": a day and little else, so many tokens at most."""
    when = find_when(tokens, pack, None)
    if when is None or not when.is_exact:
        return False
    return len(tokens) - len(pack.texts(when.text.split())) <= beside


def step_of(tokens: Sequence[str], pack: Pack) -> tuple[Step, str] | None:
    """The step in ``tokens`` and the cue that told, or None when there is none.

    A cue inside another's words means nothing by itself: "test it together" is no test. Nor does
    what is only spoken of where another step is named: "I'll call you about the trial".
    """
    heard = pack.lists_in(tokens)
    if heard.isdisjoint(STEP_LISTS):
        return None
    named = [(step, pack.find(name, tokens)) for step, name in _LISTS if name in heard]
    found = [(step, match) for step, match in named if match is not None]
    meant = [
        (step, one) for step, one in found if not any(_holds(other, one) for _, other in found)
    ]
    if len(meant) > 1:
        subjects = pack.find_all("commitments.subjects", tokens)
        meant = [named for named in meant if not _is_in(named[1], subjects)] or meant
    if not meant:
        return None
    step, match = meant[0]
    beside = step == "order" and _names_other_papers(tokens, pack)
    return ("other" if beside else step), match.cue


def signs_beside(words: Sequence[str], pack: Pack) -> bool:
    """ "Will you sign the non-disclosure agreement?": no order."""
    return _names_other_papers(pack.texts(words), pack)


def _names_other_papers(tokens: Sequence[str], pack: Pack) -> bool:
    return pack.find("commitments.other_papers", tokens) is not None


def _is_in(match: Match, subjects: Sequence[Match]) -> bool:
    return any(one.first <= match.first and match.last <= one.last for one in subjects)


def _holds(outer: Match, inner: Match) -> bool:
    """Whether ``inner`` is part of the phrase ``outer``; what is said in its gap is none of it."""
    if outer.last - outer.first <= inner.last - inner.first:
        return False
    if "..." in outer.cue or "*" in outer.cue:
        return inner.first == outer.first or inner.last == outer.last
    return outer.first <= inner.first and inner.last <= outer.last
