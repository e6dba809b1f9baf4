"""The customer's own proposal: "come by on Thursday", "I'm free on the 3rd"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analysis.findings import Step
from analysis.language.dates import ANY_DAY, find_when
from analysis.language.pack import Pack
from analysis.measures.steps import JOINT, step_of

Doer = Literal["speaker", "listener", "both"]
"""Who would take a step, seen from the one who proposes it."""

_OTHERS_WITHIN = 5
"""Tokens before a request among which somebody else may stand who does it."""


def invitation(
    words: Sequence[str], tokens: Sequence[str], named: Step | None, spoken_of: bool, pack: Pack
) -> tuple[Step, Doer] | None:
    """The step that a customer's sentence asks for, and who would take it; ``named`` is the step
    that it names, ``spoken_of`` whether a meeting or a call was proposed before.

    What goes on all the time asks for none ("our drivers come by at six every day"), nor does an
    hour alone ("they work best at six") where no meeting was spoken of.
    """
    if pack.find("commitments.routines", tokens) is not None:
        return None
    asks = pack.find("commitments.asks", tokens)
    if asks is not None and not _of_others(tokens[: asks.first], pack):
        asked = step_of(_clause(words, asks.last, pack), pack)
        return asked[0] if asked is not None else named or "meeting", "listener"
    if pack.find("commitments.fits", tokens) is None:
        return None
    when = find_when(words, pack, ANY_DAY)
    if when is None or not when.is_exact or (when.date is None and not spoken_of):
        return None
    return named if named is not None and named in JOINT else "meeting", "both"


def _clause(words: Sequence[str], at: int, pack: Pack) -> Sequence[str]:
    """The tokens of ``words`` up to the first comma behind token ``at``: "send me the folder, then
    I'll lay it on the table at home"."""
    tokens = pack.tokenize(words)
    spoken = tokens[at].word if at < len(tokens) else len(words)
    ends = (place for place in range(spoken, len(words)) if words[place].endswith(","))
    return pack.texts(words[: next(ends, len(words)) + 1])


def _of_others(before: Sequence[str], pack: Pack) -> bool:
    """Whether somebody else is named who does what follows: "our drivers", "they"."""
    lists = ("commitments.others", "commitments.determiners")
    return any(not pack.word_set(name).isdisjoint(before[-_OTHERS_WITHIN:]) for name in lists)
