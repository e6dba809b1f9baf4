"""Verdicts as labels: what coaches said about silences, in the form ``callprobe evaluate`` reads.

A silence found right is labelled as it was found. One found wrong is labelled with what the coach
wrote it should have been, where the comment begins with that word (``kept``, ``rescued``,
``run-on``, ``unanswered``); without it the truth is not known, and no label is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from analysis.findings import Silence, SilenceResult
from analysis.record import Record, to_json
from flows.files import write_whole
from review.calibrate import SAME_MOMENT_S
from review.verdicts import Verdict

FILE = "silences.tsv"
COLUMNS = ("call", "start", "text", "result")


def export_labels(verdicts: Iterable[Verdict], records: dict[str, Record], folder: Path) -> int:
    """Write ``silences.tsv`` and the records it is about into a folder; how many labels.

    Of two coaches' verdicts on one silence the later counts. Raises OSError.
    """
    labels: dict[tuple[str, float], tuple[str, ...]] = {}
    for verdict in verdicts:
        record = records.get(verdict.call_id)
        silence = _silence(verdict, record) if record else None
        if record is None or silence is None:
            continue
        question = next(q for q in record.measures.questions if q.id == silence.question_id)
        place = (verdict.call_id, silence.start)
        labels.pop(place, None)
        if result := _result(verdict, silence):
            text = " ".join(question.text.split())
            labels[place] = (verdict.call_id, f"{question.start:.3f}", text, result)
    lines = [COLUMNS, *(labels[place] for place in sorted(labels))]
    write_whole(folder / FILE, "".join("\t".join(line) + "\n" for line in lines).encode())
    for call_id in sorted({call_id for call_id, _ in labels}):
        write_whole(folder / f"{call_id}.json", to_json(records[call_id]))
    return len(labels)


def _silence(verdict: Verdict, record: Record) -> Silence | None:
    if not verdict.key.startswith("silence:") or verdict.start_s is None:
        return None
    near = [
        item
        for item in record.measures.silences
        if abs(item.start - verdict.start_s) <= SAME_MOMENT_S
    ]
    return min(near, key=lambda item: abs(item.start - (verdict.start_s or 0.0)), default=None)


def _result(verdict: Verdict, silence: Silence) -> str | None:
    if verdict.verdict == "right":
        return silence.result
    first = verdict.comment.strip().lower().split(maxsplit=1)
    word = first[0].strip(".,:;") if first else ""
    return word if verdict.verdict == "wrong" and word in get_args(SilenceResult) else None
