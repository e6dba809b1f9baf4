"""An offer put another way, as a question: "and if we bring two on Thursday, would that work?"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.pack import Pack

_TAG_TOKENS = range(2, 6)
"""Tokens of the few words behind the offer that ask whether it suits."""


def counter_offer(tokens: Sequence[str], pack: Pack) -> str | None:
    """The cue with which it begins, where it also ends by asking for a yes; else None."""
    begins = pack.find("purpose.counter_offer", tokens)
    if begins is None:
        return None
    ends = (tokens[-length:] for length in _TAG_TOKENS if length < len(tokens))
    asked = any(pack.find_in_part("commitments.agreed_tags", end) is not None for end in ends)
    return begins.cue if asked else None
