"""One call as a page in the terminal: what the coach's page says, without the sound.

In the call's own language.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analysis.findings import Flag
from analysis.language.pack import LANGUAGES
from analysis.record import Record
from flows.erased import reworded
from flows.settings import Settings
from flows.store import Store
from flows.texts import Say, clock, decimal
from review.account_flags import known_flags, with_flags
from review.card import figures_of, missing_of, parts_of
from review.moments import Moment, moments_of
from review.texts import speaker_of
from review.who import who_of

BAR = 20
"""Characters of a full bar."""

MOMENT_STYLE = {
    "kept": "green",
    "commitment": "green",
    "rescued": "yellow",
    "run-on": "yellow",
    "refusal": "yellow",
    "tension": "magenta",
}

OUTCOME_STYLE = {"order": "bold green", "advance": "green", "no": "cyan", "continuation": "yellow"}


def print_card(settings: Settings, name: str, console: Console) -> None:
    """Print the call that ``name`` means (``flows.named``).

    Raises NoSuchCall, RecordError, WarehouseError, OSError.
    """
    record = Store(settings.kept).find(name)
    if settings.snapshot.is_file():
        record = with_flags(record, known_flags(settings.snapshot, record.call.id, None) or ())
    language = record.heard.language if record.heard.language in LANGUAGES else "en"
    say = speaker_of(language)
    record = reworded(record, say("page.erased"))
    for block in _blocks(record, say, language):
        console.print(block)


def _blocks(record: Record, say: Say, language: str) -> list[RenderableType]:
    """The page from top to bottom; a part that has nothing to say is not there."""
    measures = record.measures
    blocks: list[RenderableType] = [_heading(record, say), Text(measures.summary), Text("")]
    moments = moments_of(measures, say, lambda seconds: decimal(seconds, language))
    blocks += [_score(record, say, moments), Text(""), _figures(record, say, language)]
    if measures.flags:
        blocks += [_title(say("call.why")), _flags(measures.flags, say)]
    if moments:
        blocks += [_title(say("call.moments")), _moments(moments)]
    if measures.not_measurable:
        reasons = {item.reason for item in measures.not_measurable}
        blocks += [_title(say("call.not_measurable"))]
        blocks += [Padding(Text(reason), (0, 0, 0, 2)) for reason in sorted(reasons)]
    if record.heard.engines.demo:
        blocks += [Text(""), Text(say("page.demo"), "dim")]
    return blocks


def _heading(record: Record, say: Say) -> RenderableType:
    """What came of it, and who spoke with whom, when, for how long."""
    call, outcome = record.call, record.measures.outcome
    who = who_of(call.seller, call.customer, say)
    when = f"{call.started_at:%Y-%m-%d %H:%M}" if call.started_at else None
    about = " · ".join(filter(None, (who, call.account, when, clock(record.heard.duration))))
    came = say(f"outcome.{outcome or 'unknown'}")
    return Group(
        Text.assemble(
            (Path(call.recording).stem, "bold"), "  ", (came, OUTCOME_STYLE.get(outcome or "", ""))
        ),
        Text(about, "dim"),
        Text(""),
    )


def _title(text: str) -> RenderableType:
    return Group(Text(""), Text(text, "bold"))


def _score(record: Record, say: Say, moments: tuple[Moment, ...]) -> RenderableType:
    """The total, and each part with a bar of what it could have been."""
    total = record.measures.score.total
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row(
        Text(say("call.score"), "bold"),
        Text("–" if total is None else f"{total:.0f}", "bold"),
        Text(say("call.score_unknown", missing=missing_of(record.measures, say)), "dim")
        if total is None
        else "",
    )
    for part in parts_of(record.measures, record.settings, say, moments):
        if part.points is None:
            table.add_row(part.title, "–", Text(say("measure.dash"), "dim"))
            continue
        filled = round(BAR * part.share / 100)
        bar = Text.assemble(("█" * filled, "green"), ("░" * (BAR - filled), "dim"))
        table.add_row(part.title, part.points, Text.assemble(bar, (f"  {part.most}", "dim")))
    return table


def _figures(record: Record, say: Say, language: str) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    for figure in figures_of(record, say, language):
        at = "" if figure.at is None or figure.value is None else clock(figure.at)
        table.add_row(figure.title, figure.value or "–", at or figure.reference)
    return table


def _flags(flags: tuple[Flag, ...], say: Say) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for flag in flags:
        style = "green" if flag.name == "exemplary" else "yellow"
        table.add_row(Text(say(f"flag.{flag.name}"), style), Text(flag.sentence))
    return Padding(table, (0, 0, 0, 2))


def _moments(moments: tuple[Moment, ...]) -> RenderableType:
    """One row a moment: the second to listen from, what happened, and the words."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="dim")
    table.add_column()
    table.add_column()
    for moment in moments:
        what = Text(moment.title, MOMENT_STYLE.get(moment.look, ""))
        if moment.happened:
            what.append(f"\n{moment.happened}", "dim")
        table.add_row(clock(moment.from_s), what, Text(f"“{moment.said}”"))
    return Padding(table, (0, 0, 0, 2))
