"""Which calls somebody wants to see: by seller, account, day, outcome, flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from analysis.findings import FlagName, Outcome


class FilterError(ValueError):
    """A filter that no call can match: one sentence."""


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What a call must be; None asks for nothing. Names match case-insensitively, in part."""

    seller: str | None = None
    account: str | None = None
    since: date | None = None
    outcome: str | None = None
    flag: str | None = None

    def condition(self) -> tuple[str, list[object]]:
        """SQL over ``call_scorecard`` with its parameters, to be bound."""
        parts: list[tuple[str, object | None]] = [
            ("asked_for(seller, ?)", self.seller),
            ("asked_for(concat_ws(chr(10), account, customer), ?)", self.account),
            ("started_at >= ?", self.since),
            ("outcome = ?", self.outcome),
            ("call_id in (select call_id from flags where flag = ?)", self.flag),
        ]
        asked = [(sql, value) for sql, value in parts if value is not None]
        return " and ".join(sql for sql, _ in asked) or "true", [value for _, value in asked]


def card_filter(
    seller: str | None,
    account: str | None,
    since: str | None,
    outcome: str | None,
    flag: str | None,
) -> CardFilter:
    """A filter as typed. Raises FilterError for a day, an outcome or a flag that does not exist."""
    day = None
    if since is not None:
        try:
            day = date.fromisoformat(since)
        except ValueError as error:
            raise FilterError(f"--since {since} is no day: write it as 2026-03-31") from error
    _known("--outcome", outcome, get_args(Outcome))
    _known("--flag", flag, get_args(FlagName))
    return CardFilter(seller, account, day, outcome, flag)


def _known(option: str, value: str | None, names: tuple[str, ...]) -> None:
    if value is not None and value not in names:
        raise FilterError(f"{option} {value}: there is no such one, only {', '.join(names)}")
