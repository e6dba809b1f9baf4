"""What stands under the scorecards: why a figure is missing, and what all calls come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

Row = Mapping[str, Any]

TO_COMPARE = "to compare: 43% (Gong 2016)"
"""What others found, with source and year: a reference, never a verdict."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Notes:
    """Footnotes: a number for every different reason, in order of first use."""

    def __init__(self, reasons: Sequence[Row]) -> None:
        self._reasons: dict[tuple[Any, Any], str] = {
            (row["call_id"], row["measure"]): row["reason"] for row in reasons
        }
        self._first: dict[Any, str] = {}
        for row in reasons:
            self._first.setdefault(row["call_id"], row["reason"])
        self._numbers: dict[str, int] = {}

    def dash(self, call_id: object, *measures: str, otherwise: str | None = None) -> str:
        """A dash with the number of its reason: that of the first of the measures that has one,
        else ``otherwise``, else the call's first reason."""
        reason = next(
            (
                self._reasons[call_id, measure]
                for measure in measures
                if (call_id, measure) in self._reasons
            ),
            otherwise or self._first.get(call_id, "not measurable"),
        )
        return self.mark(reason)

    def mark(self, reason: str) -> str:
        """A dash with the number of this reason."""
        return f"–{self._raised(reason)}"

    def number(self, call_id: object, measure: str) -> str:
        """The number of the reason why a figure that is there is not sure; empty where it is."""
        reason = self._reasons.get((call_id, measure))
        return "" if reason is None else self._raised(reason)

    def _raised(self, reason: str) -> str:
        number = self._numbers.setdefault(reason, len(self._numbers) + 1)
        return str(number).translate(_RAISED)

    def lines(self) -> list[str]:
        """The footnotes, in order of their numbers."""
        return [f"{str(n).translate(_RAISED)} {reason}" for reason, n in self._numbers.items()]


def overview(cards: Sequence[Row], few_calls: int) -> str:
    """The calls together in a sentence: progress, silences kept, room for the customer. A figure
    over fewer than ``few_calls`` is marked with how few they are."""
    parts = [_progress(cards)]
    sure = [card for card in cards if card["silences_sure"]]
    judged = sum(card["silences_judged"] or 0 for card in sure)
    if judged:
        kept = sum(card["silences_kept"] or 0 for card in sure)
        parts.append(f"{kept} of {judged} silences kept ({kept / judged:.0%})")
    shares = [
        card["seller_share_of_speech"]
        for card in cards
        if card["seller_share_of_speech"] is not None
    ]
    if shares:
        few = f" (only {_calls(len(shares))})" if len(shares) < few_calls else ""
        talk = f"sellers have {median(shares):.0%} of the talk, at the median"
        parts.append(f"{talk}{few}, {TO_COMPARE}")
    return "; ".join(parts) + "."


def _progress(cards: Sequence[Row]) -> str:
    """How many calls got somewhere, and where."""
    names = {"order": "order", "advance": "advance", "no": "clear no"}
    counted = {
        name: sum(card["outcome"] == outcome for card in cards) for outcome, name in names.items()
    }
    got = sum(counted.values())
    details = ", ".join(
        f"{count} {name}{'s' if count > 1 and name != 'clear no' else ''}"
        for name, count in counted.items()
        if count
    )
    progress = f"{got} made progress" + (f" ({details})" if details else "")
    return f"{_calls(len(cards))}: {progress}"


def _calls(count: int) -> str:
    return f"{count} call" if count == 1 else f"{count} calls"
