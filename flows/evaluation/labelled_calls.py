"""``evaluate silences`` and ``evaluate outcome``: a folder of measured calls and your labels.

The folder holds records (``*.json``, as the program keeps them) and one file of labels,
``silences.tsv`` or ``outcomes.tsv``; or scripted calls (``*.call``), which carry their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from analysis.findings import Answer, FlagName, Measures, Outcome, SilenceResult
from analysis.record import Record, from_json
from flows.evaluation.compare import compare
from flows.evaluation.labelled import LabelFileError, read_rows, seconds
from flows.evaluation.results import Compared
from flows.evaluation.truth import TrueCall, TrueMoment, TrueQuestion
from flows.named import Named, meant, several

SILENCES, OUTCOMES = "silences.tsv", "outcomes.tsv"

HEARD_WITHIN_S = 1.0
"""How far off the labelled start of a question may be (seconds): people label by ear."""

Rows = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class LabelledCall:
    """A measured call beside its labels."""

    name: str
    measures: Measures
    true: TrueCall

    @property
    def compared(self) -> Compared:
        """What was found beside what is true."""
        return compare(self.measures, self.true)


def labelled_silences(folder: Path) -> Iterator[LabelledCall]:
    """The calls whose silences are labelled. Raises LabelFileError and RecordError."""
    yield from _labelled(folder, SILENCES, ("call", "start", "text", "result"), _true_silences)


def labelled_outcomes(folder: Path) -> Iterator[LabelledCall]:
    """The calls whose outcome is labelled. Raises LabelFileError and RecordError."""
    yield from _labelled(folder, OUTCOMES, ("call", "outcome"), _true_outcome)


def _labelled(
    folder: Path,
    file: str,
    columns: tuple[str, ...],
    true: Callable[[Path, Record, Rows], TrueCall],
) -> Iterator[LabelledCall]:
    for path, call, record, mine in labelled_rows(folder, file, columns):
        yield LabelledCall(call, record.measures, true(path, record, mine))


def labelled_rows(
    folder: Path, file: str, columns: tuple[str, ...]
) -> Iterator[tuple[Path, str, Record, Rows]]:
    """The file of labels, and call by call its name, its record and its rows, with their numbers.

    Raises LabelFileError and RecordError.
    """
    path = folder / file
    if not folder.is_dir():
        raise LabelFileError(f"there is no folder {folder}; give one that holds records and {file}")
    if not path.is_file():
        raise LabelFileError(f"{folder} has no {file}: write your labels there, a line each")
    records = _records(folder)
    named = [Named(record.call.id, record.call.recording) for record in records.values()]
    by_call: dict[str, Rows] = {}
    for number, row in read_rows(path, columns):
        where, found = f"{path}, line {number}", meant(row["call"], named)
        if not found:
            raise LabelFileError(
                f"{where}: there is no record of '{row['call']}' in {folder}; name the recording, "
                "with or without its ending, or the call's id"
            )
        if len(found) > 1:
            raise LabelFileError(f"{where}: {several(row['call'], found)}")
        call = str(found[0].id)
        by_call.setdefault(call, []).append((number, row))
    if not by_call:
        raise LabelFileError(f"{path} has no lines under its header")
    for call, mine in sorted(by_call.items(), key=lambda item: item[1][0][1]["call"]):
        yield path, mine[0][1]["call"], records[call], mine


def _records(folder: Path) -> dict[str, Record]:
    """The records of a folder by their ids."""
    read = (from_json(path.read_bytes(), str(path)) for path in sorted(folder.glob("[!.]*.json")))
    return {record.call.id: record for record in read}


def starts(path: Path, record: Record, rows: Rows) -> list[float]:
    """Where the labels of one call begin (seconds). Raises LabelFileError, also where one is past
    the call's end or twice there: it would be counted as a mistake of the program's."""
    lines: dict[float, int] = {}
    for number, row in rows:
        where = f"{path}, line {number}"
        start = seconds(row["start"], where)
        if start > record.heard.duration + HEARD_WITHIN_S:
            raise LabelFileError(
                f"{where}: '{row['start']}' is past the end of {row['call']}, "
                f"{record.heard.duration:.1f} s"
            )
        if start in lines:
            raise LabelFileError(
                f"{where}: '{row['start']}' of {row['call']} is labelled on line {lines[start]} "
                "already; leave one of them out"
            )
        lines[start] = number
    return list(lines)


def _true_silences(path: Path, record: Record, rows: Rows) -> TrueCall:
    silences = zip(starts(path, record, rows), rows, strict=True)
    labels = tuple(_true_silence(path, start, *item) for start, item in silences)
    return _true_call(record, labels, None, None)


def _true_silence(path: Path, start: float, number: int, row: Mapping[str, str]) -> TrueQuestion:
    pause = row.get("pause_s", "")
    result = one_of(path, number, row["result"], get_args(SilenceResult))
    answer = row.get("answer", "")
    return TrueQuestion(
        moment=TrueMoment("seller", start - HEARD_WITHIN_S, start + HEARD_WITHIN_S, row["text"]),
        form="",
        counted=True,
        purpose=None,
        follow_up=False,
        probing=False,
        result=result,
        answer=one_of(path, number, answer, get_args(Answer)) if answer else None,
        rescue=None,
        pause_s=_pause(pause, f"{path}, line {number}") if pause else None,
        time_to_answer_s=None,
    )


def _pause(text: str, where: str) -> float:
    """A pause (seconds): below 0 where the answer began during the question."""
    return -seconds(text[1:], where) if text.startswith("-") else seconds(text, where)


def _true_outcome(path: Path, record: Record, rows: Rows) -> TrueCall:
    (number, row), *again = rows
    if again:
        raise LabelFileError(
            f"{path}, line {again[0][0]}: the outcome of '{again[0][1]['call']}' is labelled on "
            f"line {number} already; leave one of them out"
        )
    outcome = one_of(path, number, row["outcome"], get_args(Outcome))
    flags = None
    if "flags" in row:
        told = row["flags"].strip('"').split(",")  # spreadsheets put quotes around commas
        names = [name.strip() for name in told if name.strip()]
        flags = frozenset(one_of(path, number, name, get_args(FlagName)) for name in names)
    return _true_call(record, (), outcome, flags)


def _true_call(
    record: Record,
    questions: tuple[TrueQuestion, ...],
    outcome: str | None,
    flags: frozenset[str] | None,
) -> TrueCall:
    return TrueCall(
        name=record.call.recording,
        language=record.heard.language or "",
        layout=record.heard.layout,
        file=record.call.recording,
        seconds=record.heard.duration,
        seller_share_of_speech=None,
        outcome=outcome,
        flags=flags,
        questions=questions,
        commitments=(),
        customer_map=(),
        tensions=(),
        words=(),
    )


def one_of(path: Path, number: int, word: str, allowed: tuple[str, ...]) -> str:
    """``word``, where it is one of those allowed. Raises LabelFileError."""
    if word not in allowed:
        raise LabelFileError(f"{path}, line {number}: '{word}' is none of {', '.join(allowed)}")
    return word
