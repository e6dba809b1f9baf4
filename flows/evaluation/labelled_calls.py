"""``evaluate silences`` and ``evaluate outcome``: a folder of measured calls and your labels.

The folder holds records (``*.json``, as the program keeps them) and one file of labels,
``silences.tsv`` or ``outcomes.tsv``; or scripted calls (``*.call``), which carry their labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import get_args

from analysis.findings import Answer, FlagName, Measures, Outcome, SilenceResult
from analysis.record import Record, from_json
from flows.evaluation.compare import compare
from flows.evaluation.labelled import LabelFileError, read_rows
from flows.evaluation.results import Compared
from flows.evaluation.truth import TrueCall, TrueMoment, TrueQuestion

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
    if not path.is_file():
        raise LabelFileError(f"{folder} has no {file}: write your labels there, a line each")
    records = _records(folder)
    rows = sorted(read_rows(path, columns), key=lambda item: (item[1]["call"], item[0]))
    for call, some in groupby(rows, key=lambda item: item[1]["call"]):
        mine = list(some)
        if call not in records:
            raise LabelFileError(
                f"{path}, line {mine[0][0]}: there is no record of '{call}' in {folder}; name the "
                "recording, with or without its ending, or the call's id"
            )
        yield path, call, records[call], mine


def _records(folder: Path) -> dict[str, Record]:
    """The records of a folder by all names a person may use for them."""
    found: dict[str, Record] = {}
    for path in sorted(folder.glob("[!.]*.json")):
        record = from_json(path.read_bytes(), str(path))
        recording = record.call.recording
        for name in (record.call.id, recording, Path(recording).stem):
            found[name] = record
    return found


def _true_silences(path: Path, record: Record, rows: Rows) -> TrueCall:
    return _true_call(record, tuple(_true_silence(path, *item) for item in rows), None, None)


def _true_silence(path: Path, number: int, row: Mapping[str, str]) -> TrueQuestion:
    start = seconds(path, number, row["start"])
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
        pause_s=seconds(path, number, pause) if pause else None,
        time_to_answer_s=None,
    )


def _true_outcome(path: Path, record: Record, rows: Rows) -> TrueCall:
    number, row = rows[-1]
    outcome = one_of(path, number, row["outcome"], get_args(Outcome))
    flags = None
    if "flags" in row:
        names = [name.strip() for name in row["flags"].split(",") if name.strip()]
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


def seconds(path: Path, number: int, text: str) -> float:
    """Seconds, as ``83.5`` or ``1:23.5``. Raises LabelFileError."""
    minutes, _, rest = text.rpartition(":")
    try:
        return 60.0 * float(minutes or 0) + float(rest)
    except ValueError as error:
        raise LabelFileError(
            f"{path}, line {number}: '{text}' is no time; write seconds (83.5) or 1:23.5"
        ) from error
