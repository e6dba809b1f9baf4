"""Who spoke with whom: how a call is called wherever it is named."""

from __future__ import annotations

from flows.texts import Say


def who_of(seller: str | None, customer: str | None, say: Say) -> str | None:
    """Both, of whom one may be unknown; None where nobody told either: the call then goes by the
    name of its recording."""
    if not seller and not customer:
        return None
    unknown = say("list.unknown")
    return say("list.by", seller=seller or unknown, customer=customer or unknown)
