"""The scorecards on the screen: the table a sales manager reads first.

Two lines a call: what came of it and how the talk went, and below it who, when and what was
agreed. What is not measurable is a dash with its reason under the table, never a zero; what
rests on very few silences is dimmed, and shows how few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.card_filter import CardFilter
from flows.scorecard_notes import Notes, overview
from flows.snapshot import open_snapshot, rows

Row = Mapping[str, Any]

CARDS = files("sql") / "scorecards.sql"
FLAGS = "select call_id, flag, severity from flags order by severity desc, flag"
REASONS = "select call_id, measure, reason from not_measurable order by call_id, measure"
FEW_CALLS = "select few_calls from view_settings"

OUTCOME_STYLE = {
    "order": "bold green",
    "advance": "green",
    "no": "cyan",
    "continuation": "yellow",
    "none": "dim",
}

OUTCOME = {"no": "clear no"}
"""Outcomes that read better in other words than their own."""

STEP = {
    "pay": "payment",
    "decision_maker": "decision maker",
    "deliver": "data or access",
    "internal": "internal step",
    "call_back": "call back",
    "other": "other step",
}
"""Steps that read better in other words than their own."""

SHORT_FLAG = {
    "good_conversation": "nice, no step",
    "quote_without_commitment": "quote, no step",
    "lingering_maybe": "lingering maybe",
    "rescued_customer": "rescues customer",
    "no_probing": "no probing",
    "seller_dominates": "seller dominates",
    "problem_dropped": "problem dropped",
    "tension_abandoned": "backed off",
    "claim_not_found": "report differs",
    "check_by_hand": "check by hand",
    "exemplary": "★ exemplary",
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table: its least width, how much more does it good, and the console's
    width from which it is shown. What does not fit is folded, or ``shortened``."""

    heading: str
    width: int
    justify: Literal["left", "right", "center"] = "left"
    more: int = 0
    from_width: int = 0
    shortened: bool = False


COLUMNS = (
    _Column("when", 6, from_width=112),
    _Column("call\nseller → customer", 14, more=18, shortened=True),
    _Column("outcome", 12),
    _Column("score", 5, "right"),
    _Column("seller\ntalks", 6, "right", from_width=70),
    _Column("ques-\ntions", 5, "right", from_width=82),
    _Column("prob-\ning", 5, "right", from_width=77),
    _Column("silences\nkept", 9, "center"),
    _Column("commitments", 16, more=12, from_width=98),
    _Column("flags", 16),
)

REFUSALS = {"declines": "decline", "stalls": "stall"}
"""What is shown where there is no step: the columns, and what one of them is called."""

ALL_CALLS = CardFilter()

FEW_SILENCES = 3
"""What rests on fewer silences than this says little, and is dimmed."""


@dataclass(frozen=True, slots=True)
class _Cards:
    """What the table is drawn from."""

    cards: Sequence[Row]
    flags: dict[Any, list[str]]
    notes: Notes
    few_calls: int


def print_scorecards(
    snapshot: Path,
    console: Console,
    *,
    calls: Sequence[str] | None = None,
    wanted: CardFilter = ALL_CALLS,
) -> None:
    """Print a row for every call in the snapshot that is ``wanted``, or only for ``calls`` (ids).

    Raises WarehouseError where there is no snapshot to read.
    """
    drawn = _read(snapshot, calls, wanted)
    if not drawn.cards:
        console.print(
            "No calls have been measured yet." if wanted == ALL_CALLS else "No call is like that."
        )
        return
    console.print(_table(drawn, console.width))
    console.print()
    for line in drawn.notes.lines():
        console.print(Text(line, style="dim"))
    if drawn.notes.lines():
        console.print()
    console.print(Text(overview(drawn.cards, drawn.few_calls)))
    if any(card["demo_models"] for card in drawn.cards):
        console.print(
            Text("Heard with the demo models: they understand only the demo's voices.", "dim")
        )


def _read(snapshot: Path, calls: Sequence[str] | None, wanted: CardFilter) -> _Cards:
    condition, parameters = wanted.condition()
    with open_snapshot(snapshot) as connection:
        asked = CARDS.read_text(encoding="utf-8").replace("$condition", condition)
        cards = rows(connection, asked, parameters)
        flags = rows(connection, FLAGS)
        reasons = rows(connection, REASONS)
        ((few_calls,),) = connection.execute(FEW_CALLS).fetchall()
    if calls is not None:
        cards = [card for card in cards if card["call_id"] in set(calls)]
    by_call: dict[Any, list[str]] = {}
    for flag in flags:
        by_call.setdefault(flag["call_id"], []).append(str(flag["flag"]))
    return _Cards(cards, by_call, Notes(reasons), few_calls)


def _table(drawn: _Cards, width: int) -> Table:
    """The columns that have room in this width; the names get what is left first."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, header_style="bold", leading=1, show_edge=False)
    columns = [column for column in COLUMNS if width >= column.from_width]
    spare = width - sum(column.width + 1 for column in columns) + 1  # a space between two
    for column in columns:
        more = max(0, min(spare, column.more))
        spare -= more
        table.add_column(
            column.heading,
            width=column.width + more,
            justify=column.justify,
            overflow="ellipsis" if column.shortened else "fold",
            no_wrap=column.shortened,
        )
    for card in drawn.cards:
        cells = dict(zip(COLUMNS, _cells(card, drawn), strict=True))
        table.add_row(*(cells[column] for column in columns))
    return table


def _cells(card: Row, drawn: _Cards) -> tuple[Text, ...]:
    """A cell for each of COLUMNS."""
    notes = drawn.notes
    return (
        _when(card),
        _who(card),
        _outcome(card, notes),
        _figure(card, "score", "{:.0f}", notes, "score", "silences", "talk share", style="bold"),
        _figure(card, "seller_share_of_speech", "{:.0%}", notes, "talk share"),
        _figure(card, "seller_questions", "{:d}", notes, "questions"),
        _figure(card, "probing_questions", "{:d}", notes, "questions"),
        _silences(card, notes),
        _commitments(card, notes),
        _flags(drawn.flags.get(card["call_id"], [])),
    )


def _when(card: Row) -> Text:
    """The day, and how long the call took."""
    minutes = f"{card['minutes']:.0f} min" if card["minutes"] >= 1 else "<1 min"
    when = card["started_at"]
    return Text.assemble(f"{when.day} {when:%b}" if when else "–", "\n", (minutes, "dim"))


def _who(card: Row) -> Text:
    """The recording's name, and who spoke with whom."""
    seller, customer = card["seller"] or "unknown", card["customer"] or "unknown"
    return Text.assemble(Path(card["recording"]).stem, "\n", (f"{seller} → {customer}", "dim"))


def _outcome(card: Row, notes: Notes) -> Text:
    if card["outcome"] is None:
        return Text(notes.dash(card["call_id"], "outcome"))
    outcome: str = card["outcome"]
    return Text(OUTCOME.get(outcome, outcome), style=OUTCOME_STYLE[outcome])


def _figure(
    card: Row, column: str, form: str, notes: Notes, measure: str, *parts: str, style: str = ""
) -> Text:
    """A figure, marked where ``measure`` or one of the ``parts`` it is made of is not sure."""
    if card[column] is None:
        told = column == "score" and card["outcome"] is not None  # else there is a reason for both
        missing = f"no score without {card['score_missing']}" if told else None
        return Text(notes.dash(card["call_id"], column, measure, otherwise=missing))
    marks = (notes.number(card["call_id"], what) for what in (measure, *parts))
    unsure = next(filter(None, marks), "")
    return Text(f"{form.format(card[column])}{unsure}", style="dim" if unsure else style)


def _silences(card: Row, notes: Notes) -> Text:
    """Kept, of those that were the seller's to keep or to break."""
    judged = card["silences_judged"]
    if judged is None:
        return Text(notes.dash(card["call_id"], "silences", "questions"))
    if judged == 0:
        return Text(notes.mark("no probing question was asked that left a silence to keep"))
    unsure = notes.number(card["call_id"], "silences")
    kept = f"{card['silences_kept']} of {judged}{unsure}"
    return Text(kept, style="dim" if unsure or judged < FEW_SILENCES else "")


def _commitments(card: Row, notes: Notes) -> Text:
    """Who committed to how much, and below it the customer's best step, or that there is none."""
    counts = [
        ("cust", card["customer_commitments"]),
        ("joint", card["joint_commitments"]),
        ("seller", card["seller_commitments"]),
    ]
    if any(count is None for _, count in counts):
        return Text(notes.dash(card["call_id"], "commitments"))
    said = ", ".join(f"{side} {count}" for side, count in counts if count) or "none"
    if card["next_step"] is not None:
        below = STEP.get(card["next_step"], card["next_step"])
        below = " ".join(filter(None, (below, card["next_step_when"])))
    else:
        below = ", ".join(
            _count(card[column], word) for column, word in REFUSALS.items() if card[column]
        )
    return Text.assemble((said, "" if said != "none" else "dim"), "\n", (below, "dim"))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _flags(names: Sequence[str]) -> Text:
    lines = [
        Text(SHORT_FLAG[name], style="green" if name == "exemplary" else "yellow") for name in names
    ]
    return Text("\n").join(lines)
