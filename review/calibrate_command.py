"""``callprobe calibrate``: the tables of precision, and what is written on request."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.record import Record, RecordError
from flows.broken import why_broken
from flows.files import write_whole
from flows.settings import Settings
from flows.store import Store
from flows.texts import clock
from flows.told import tell_broken, tell_unread_verdicts
from flows.troubles import keeping, to_write
from flows.verdicts import MARKS, Verdict, Verdicts
from review.account_flags import known_flags, with_flags
from review.calibrate import Tally, as_settings, proposals, tallies
from review.cue_proposals import cue_proposals, cues_without
from review.labels import export_labels

MOST_SECONDS = 3
"""Wrong ones named in a line, to be heard again."""


class NothingProposed(ValueError):
    """There is no change to write."""


def calibrate(
    settings: Settings, console: Console, write: Path | None, labels: Path | None
) -> None:
    """Print precision and proposals; write settings and labels where asked to.

    Raises NothingProposed, OutputError, OSError.
    """
    tell_unread_verdicts(settings.folders.data, console)
    verdicts = Verdicts(settings.folders.data).all()
    records = _judged(verdicts, Store(settings.kept), console)
    found = tallies(verdicts, _with_flags_of_accounts(records, verdicts, settings.snapshot))
    if not verdicts:
        console.print("No verdicts yet: `callprobe review` is where coaches give them.")
        return
    if found:
        console.print(_table(found, settings))
    elif any(item.what not in MARKS for item in verdicts):
        console.print("No verdict is on what is found now: calls were measured again since.")
    _print_marks(verdicts, console)
    changes = proposals(verdicts, records, settings)
    for item in changes:
        console.print(
            f"Proposed: [{item.section}] {item.setting} = {item.new:g} instead of {item.old:g}: "
            f"{item.wrong_gone} wrong {item.flag} gone, {item.right_lost} right lost",
            markup=False,
        )
    cues = cue_proposals(found, records, settings)
    for cue in cues:
        console.print(
            f'Proposed: leave "{cue.phrase}" out of {", ".join(cue.places)}, or narrow it: '
            f"{cue.tally.wrong} of {cue.tally.right + cue.tally.wrong} wrong",
            markup=False,
        )
    if labels is not None:
        _export(verdicts, records, labels, console)
    if write is not None:
        if not changes and not cues:
            raise NothingProposed(
                "there is no change to write: no flag or cue with enough verdicts is right too"
                " seldom"
            )
        left_out = cues_without(cues, settings.analysis.cues) if cues else ""
        with to_write(write):
            write_whole(write, (as_settings(changes) + left_out).encode())
        console.print(f"Written to {write}: give it with --config, then `callprobe remeasure`.")


def _judged(verdicts: list[Verdict], store: Store, console: Console) -> dict[str, Record]:
    """The records of the calls that verdicts are on; one that cannot be used is named."""
    records: dict[str, Record] = {}
    for call_id in sorted({verdict.call_id for verdict in verdicts}):
        path = store.record_path(call_id)
        if not store.has(call_id):
            continue
        try:
            records[call_id] = store.read(path)
        except (RecordError, OSError) as error:
            tell_broken([why_broken(path) or str(error)], console)
    return records


def _with_flags_of_accounts(
    records: dict[str, Record], verdicts: list[Verdict], snapshot: Path
) -> dict[str, Record]:
    """The records with what only their account's other calls raise, where a verdict is on that."""
    if not snapshot.is_file():
        return records
    asked = {item.call_id for item in verdicts if item.key == "lingering_maybe"} & records.keys()
    added = {call: known_flags(snapshot, call, None) or () for call in asked}
    return {call: with_flags(record, added.get(call, ())) for call, record in records.items()}


def _print_marks(verdicts: list[Verdict], console: Console) -> None:
    """How often coaches marked something that was not found, or not rightly."""
    marks = Counter((item.what, item.should_be) for item in verdicts if item.what in MARKS)
    for (what, should_be), count in marks.most_common():
        console.print(f"Marked {count} times: {what}{f' ({should_be})' if should_be else ''}")


def _export(
    verdicts: list[Verdict], records: dict[str, Record], folder: Path, console: Console
) -> None:
    with keeping(folder, named="--labels"):
        found = export_labels(verdicts, records, folder)
    for count, what, where in (
        (found.silences, "silences", folder),
        (found.tensions, "tension", folder),
        (found.questions, "questions", folder / "questions.tsv"),
        (found.commitments, "commitments", folder / "commitments.tsv"),
    ):
        if count:
            console.print(f"{count} labelled: `callprobe evaluate {what} {where}`", markup=False)
    if not any((found.silences, found.questions, found.commitments, found.tensions)):
        console.print("No verdict says what is true of a silence, question, commitment or tension.")


def _table(found: list[Tally], settings: Settings) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for heading in ("what", "flag or cue", "right", "wrong", "unsure", "precision", "hear"):
        table.add_column(heading, justify="left" if heading in ("what", "hear") else "right")
    table.columns[1].justify = "left"
    review = settings.review
    for item in found:
        enough = item.right + item.wrong >= review.fewest_verdicts
        precision = "–" if item.precision is None else f"{item.precision:.0%}"
        seldom = enough and (item.precision or 0.0) < review.precision_below
        where = (
            f"{call_id[:6]} {clock(at) if at is not None else ''}"
            for call_id, at in item.wrong_at[:MOST_SECONDS]
        )
        table.add_row(
            item.what,
            Text(item.name),  # a phrase may have square brackets in it
            str(item.right),
            str(item.wrong),
            str(item.unsure),
            precision + (" ←" if seldom else "" if enough else " (few)"),
            ", ".join(where),
        )
    return table
