"""The work or the goods of a trade, offered by who sells them: said yes to, it is an order."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Step
from analysis.language.dates import is_timed
from analysis.language.pack import Pack

_NO_MORE_THAN_TOLD: frozenset[Step | None] = frozenset((None, "other", "meeting"))
"""What the words of a trade's work are taken for where nothing else is named in them: "shall I come
and lay it on Monday?" is no visit."""

_ONLY_TALK = ("commitments.no_works", "commitments.goes_through", "commitments.conditions")
"""Where one of these is heard the work is spoken of, and not offered."""


def work_offered(words: Sequence[str], named: Step | None, pack: Pack) -> bool:
    """Whether a seller's words offer the work of his trade: "we could lay your patio on the 20th".
    ``named`` is the step that they name. What only tells where it begins needs a moment."""
    if named not in _NO_MORE_THAN_TOLD:
        return False
    tokens = pack.texts(words)
    if "steps.trial" in pack.lists_in(tokens) or pack.first_of(_ONLY_TALK, tokens) is not None:
        return False
    if pack.find("commitments.works", tokens) is not None:
        return True
    return is_timed(words, pack) and pack.find("commitments.works_begin", tokens) is not None
