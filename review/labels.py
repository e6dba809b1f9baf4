"""Verdicts as labels, in the forms that ``callprobe evaluate`` reads.

What was found right is labelled as it was found; what was found wrong, as the coach said it should
be; a question or a commitment that was missed, by the words the coach selected. Where nobody said,
the truth is not known, and no label is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from analysis.conversation import Side
from analysis.findings import Commitment, SilenceResult, TensionEnd
from analysis.language.pack import LANGUAGES
from analysis.record import Record, to_json
from flows.files import write_whole
from flows.verdicts import Verdict
from flows.worded import words_gone
from review.calibrate import SAME_MOMENT_S
from review.moments import found_in
from review.subject import asked_before, turns_at, words_inside

SILENCES = ("call", "start", "text", "result")
TENSIONS = ("call", "start", "text", "ended")
LINES = ("call", "language", "side", "text")

MISSED = {"commitment": "commit", "decline": "decline", "stall": "stall"}
"""What a missed moment is, as ``evaluate commitments`` reads it."""

MISSED_SILENCES = frozenset(get_args(SilenceResult))
MISSED_TENSIONS = frozenset(get_args(TensionEnd))

Line = tuple[str, ...]
Labels = dict[tuple[str, float], tuple[Line, ...]]
"""The lines about a thing, by call and second: of two verdicts on it the later counts."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Exported:
    """How many things were labelled, of each kind."""

    silences: int
    questions: int
    commitments: int
    tensions: int = 0


def export_labels(
    verdicts: Iterable[Verdict], records: dict[str, Record], folder: Path
) -> Exported:
    """Write ``silences.tsv``, ``tensions.tsv`` and the records these are about, ``questions.tsv``,
    ``commitments.tsv``.

    ``verdicts`` are in order of time. Raises OSError.
    """
    silences: Labels = {}
    questions: Labels = {}
    commitments: Labels = {}
    tensions: Labels = {}
    for verdict in verdicts:
        record = records.get(verdict.call_id)
        if record is None or verdict.start_s is None or verdict.verdict == "unsure":
            continue
        if verdict.what == "silence":
            _label_silence(verdict, record, verdict.start_s, silences)
        elif verdict.what == "question":
            _label_question(verdict, record, verdict.start_s, questions)
        elif verdict.what == "commitment":
            _label_commitment(verdict, record, verdict.start_s, commitments)
        elif verdict.what == "tension":
            _label_tension(verdict, record, verdict.start_s, tensions)
        elif verdict.what == "missed" and verdict.should_be in MISSED_SILENCES:
            _label_missed_silence(verdict, record, verdict.start_s, silences)
        elif verdict.what == "missed" and verdict.should_be in MISSED_TENSIONS:
            _label_missed_tension(verdict, record, verdict.start_s, tensions)
        elif verdict.should_be == "question":
            _label_missed(verdict, record, verdict.start_s, "1", questions)
        elif verdict.should_be in MISSED:
            act = MISSED[verdict.should_be]
            _label_missed(verdict, record, verdict.start_s, act, commitments)
    _write(folder / "silences.tsv", SILENCES, silences)
    _write(folder / "questions.tsv", (*LINES, "question"), questions)
    _write(folder / "commitments.tsv", (*LINES, "commitment"), commitments)
    _write(folder / "tensions.tsv", TENSIONS, tensions)
    for call_id in sorted({call_id for call_id, _ in (*silences, *tensions)}):
        write_whole(folder / f"{call_id}.json", to_json(records[call_id]))
    return Exported(len(silences), len(questions), len(commitments), len(tensions))


def _label_silence(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    silence = _nearest(record.measures.silences, second, lambda item: item.start)
    if silence is None or not _stands(verdict, found_in(silence)):
        return
    asked = next(q for q in record.measures.questions if q.id == silence.question_id)
    place = record.call.id, asked.start
    labels.pop(place, None)
    result = silence.result if verdict.verdict == "right" else verdict.should_be
    if result not in ("", "none"):
        labels[place] = ((record.call.id, f"{asked.start:.3f}", _one_line(asked.text), result),)


def _label_missed_silence(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    """A silence belongs to the seller's question before it."""
    asked = asked_before(record, second, second if verdict.end_s is None else verdict.end_s)
    if asked is not None:
        start, text = asked
        found = _nearest(record.measures.questions, start, lambda item: item.start)
        start = found.start if found is not None else start
        line = (record.call.id, f"{start:.3f}", _one_line(text), verdict.should_be)
        labels[record.call.id, start] = (line,)


def _label_tension(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    found = _nearest(record.measures.tensions, second, lambda item: item.evidence.start)
    if found is None or not _stands(verdict, found_in(found)):
        return
    place = record.call.id, found.evidence.start
    labels.pop(place, None)
    ended = found.ended if verdict.verdict == "right" else verdict.should_be
    if ended:
        quote = _one_line(found.evidence.quote)
        labels[place] = ((record.call.id, f"{found.evidence.start:.3f}", quote, ended),)


def _label_missed_tension(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    found = _pointed_at(verdict, record, second)
    said = "" if found is None else _one_line(found[1])
    labels[record.call.id, second] = ((record.call.id, f"{second:.3f}", said, verdict.should_be),)


def _label_question(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    asked = _nearest(record.measures.questions, second, lambda item: item.start)
    if asked is not None and verdict.should_be and _readable(record):
        counts = "0" if verdict.should_be == "none" else "1"
        line = (*_start_of_line(record, asked.side, asked.text), counts)
        labels[record.call.id, asked.start] = (line,)


def _label_commitment(verdict: Verdict, record: Record, second: float, labels: Labels) -> None:
    found = _nearest(record.measures.commitments, second, lambda item: item.evidence.start)
    if found is None or not _stands(verdict, found_in(found)) or not _readable(record):
        return
    place = record.call.id, found.evidence.start
    labels.pop(place, None)
    if verdict.verdict == "wrong" and not verdict.should_be:
        return
    turns = record.conversation.turns
    before = () if found.answers_turn_id is None else (turns[found.answers_turn_id],)
    proposed = ((*_start_of_line(record, turn.side, turn.text), "") for turn in before)
    side = turns[found.evidence.turn_ids[0]].side
    said = (*_start_of_line(record, side, found.evidence.quote), _act(verdict, found))
    labels[place] = (*proposed, said)


def _label_missed(
    verdict: Verdict, record: Record, second: float, what: str, labels: Labels
) -> None:
    """The words selected, else those of the turn at that second."""
    found = _pointed_at(verdict, record, second)
    if found is not None and _readable(record):
        side, said = found
        labels[record.call.id, second] = ((*_start_of_line(record, side, said), what),)


def _pointed_at(verdict: Verdict, record: Record, second: float) -> tuple[Side, str] | None:
    """Whose words were selected, and which; else whose turn that second is in, and all of it."""
    end = second if verdict.end_s is None else verdict.end_s
    turns = turns_at(record, second, end)
    said = [(turn.side, words_inside(turn, second, end)) for turn in turns]
    selected = next((words for words in said if words[1]), None)
    return selected or next(((turn.side, turn.text) for turn in turns), None)


def _readable(record: Record) -> bool:
    """Whether its words can be a line to be read: they are kept, and in a language that is read."""
    return record.heard.language in LANGUAGES and not words_gone(record)


def _stands(verdict: Verdict, found: str) -> bool:
    """Whether the truth is known: what is right is right only of what was found then."""
    return verdict.verdict == "wrong" or verdict.about(found)


def _act(verdict: Verdict, found: Commitment) -> str:
    """Who, kind and step, as ``evaluate commitments`` reads them; empty where there is none."""
    should = verdict.should_be
    if should == "none":
        return ""
    if should in ("decline", "stall"):
        return should
    if not should:
        return f"{found.by} {found.kind} {found.step}"
    kind = "commit" if found.kind in ("decline", "stall") else found.kind
    return f"{should} {kind} {found.step}"


def _start_of_line(record: Record, side: str, text: str) -> Line:
    return record.call.id, record.heard.language or "", side, _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _nearest(
    items: Sequence[Thing], second: float, start: Callable[[Thing], float]
) -> Thing | None:
    """The item that starts nearest to a second, if that is the same moment at all."""
    near = [item for item in items if abs(start(item) - second) <= SAME_MOMENT_S]
    return min(near, key=lambda item: abs(start(item) - second), default=None)


def _write(path: Path, columns: Sequence[str], labels: Labels) -> None:
    lines = [columns, *(line for place in sorted(labels) for line in labels[place])]
    write_whole(path, "".join("\t".join(line) + "\n" for line in lines).encode())
