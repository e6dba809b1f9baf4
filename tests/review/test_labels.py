"""What coaches said is true becomes labels that `callprobe evaluate` reads."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.evaluation.labelled import read_lines
from flows.evaluation.labelled_calls import labelled_silences
from flows.evaluation.labelled_tensions import labelled_tensions
from flows.evaluation.text_commitments import evaluate_commitments, read_acts
from flows.retention import without_words
from flows.settings import Settings
from flows.verdicts import UNSAID, Verdicts
from review.calibrate_command import NothingProposed, calibrate
from review.labels import Exported, export_labels
from tests.review.made_verdicts import record_of, verdict


def test_labels_are_read_by_evaluate(settings: Settings, tmp_path: Path) -> None:
    record = record_of(settings, "nl-03")
    silences = [item for item in record.measures.silences if item.probing][:4]
    said = (("right", ""), ("wrong", "kept"), ("wrong", ""), ("unsure", ""))
    given = [
        verdict(
            record.call.id,
            word,
            kind="moment",
            key=f"silence:{silence.question_id}",
            start_s=silence.start,
            should_be=should_be,
        )
        for silence, (word, should_be) in zip(silences, said, strict=True)
    ]
    assert export_labels(given, {record.call.id: record}, tmp_path) == Exported(2, 0, 0)
    (call,) = labelled_silences(tmp_path)
    assert [question.result for question in call.true.questions] == [silences[0].result, "kept"]
    assert call.measures == record.measures


def test_questions_and_commitments_become_lines_for_evaluate(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "en-03")
    asked = next(q for q in record.measures.questions if q.side == "seller" and q.counted)
    right, turned, none = record.measures.commitments[:3]
    given = [
        verdict(record.call.id, "wrong", kind="moment", key=key, start_s=start, should_be=should_be)
        for key, start, should_be in (
            ("question:1", asked.start, "none"),
            ("commitment:1", turned.evidence.start, "joint"),
            ("commitment:2", none.evidence.start, "none"),
        )
    ]
    given.append(
        verdict(
            record.call.id,
            "right",
            kind="moment",
            key="commitment:0",
            start_s=right.evidence.start,
        )
    )
    exported = export_labels(given, {record.call.id: record}, tmp_path)
    assert exported == Exported(0, 1, 3)
    (question,) = read_lines(tmp_path / "questions.tsv", ("question",), language="nl")
    assert (question.text, question.labels["question"]) == (asked.text, "0")
    assert question.language == "en"
    lines = read_lines(tmp_path / "commitments.tsv", ("commitment",), language="nl")
    acts = {line.text: read_acts(line.labels["commitment"]) for line in lines}
    (kept,) = acts[right.evidence.quote]
    assert (kept.by, kept.kind, kept.step) == (right.by, right.kind, right.step)
    assert acts[turned.evidence.quote][0].by == "joint"
    assert acts[none.evidence.quote] == ()
    evaluate_commitments(lines, settings.analysis)


def test_marks_are_counted_and_labels_named_with_their_command(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.probing)
    verdicts = Verdicts(settings.folders.data)
    about = {"kind": "moment", "start_s": silence.start}
    verdicts.keep(verdict(record.call.id, "right", key="silence:1", **about))
    verdicts.keep(verdict(record.call.id, "wrong", key="missed:1", should_be="other", **about))
    said = StringIO()
    calibrate(settings, Console(file=said, width=400), None, tmp_path)
    assert "Marked 1 times: missed (other)" in said.getvalue()
    assert f"1 labelled: `callprobe evaluate silences {tmp_path}`" in said.getvalue()
    assert "evaluate commitments" not in said.getvalue()


def test_what_was_missed_is_a_label_by_the_words_selected(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "en-03")
    mine = next(turn for turn in record.conversation.turns if turn.side == "customer")
    words = [w for w in record.heard.words if mine.start <= w.start <= mine.end][:3]
    span = {"start_s": words[0].start, "end_s": words[-1].end}
    verdicts = Verdicts(settings.folders.data)
    for number, should_be in enumerate(("question", "stall", "other")):
        mark = {"kind": "moment", "key": f"missed:{number}", "should_be": should_be}
        verdicts.keep(verdict(record.call.id, "wrong", **mark, **span))
    calibrate(settings, Console(quiet=True), None, tmp_path / "labels")
    said = " ".join(word.text for word in words)
    for name, label in (("question", "1"), ("commitment", "stall")):
        file = tmp_path / "labels" / f"{name}s.tsv"
        (line,) = read_lines(file, (name,), language="nl")
        assert (line.side, line.text, line.labels[name]) == ("customer", said, label)
        answer = CliRunner().invoke(app, ["evaluate", f"{name}s", str(file)])
        assert answer.exit_code == 0, answer.output


def test_the_command_evaluates_the_silences_that_calibrate_labelled(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    probing = [item for item in record.measures.silences if item.probing]
    first = next(item for item in probing if item.result == "kept")
    second = next(item for item in probing if item.result == "rescued")
    for silence, word, should_be in ((first, "right", ""), (second, "wrong", "kept")):
        given = verdict(record.call.id, word, kind="moment", key=f"silence:{silence.question_id}")
        Verdicts(settings.folders.data).keep(
            replace(given, start_s=silence.start, should_be=should_be)
        )
    calibrate(settings, Console(quiet=True), None, tmp_path / "labels")
    answer = CliRunner().invoke(app, ["evaluate", "silences", str(tmp_path / "labels")])
    assert answer.exit_code == 0, answer.output
    assert "0.50" in answer.output


def test_a_missed_silence_is_a_label_at_the_sellers_words_before_it(
    settings: Settings, tmp_path: Path
) -> None:
    """Marked where the player stood in the silence, and once by the words of the question."""
    record = record_of(settings, "nl-03")
    asked = {question.id: question for question in record.measures.questions}
    probing = [item for item in record.measures.silences if item.probing]
    rescued = next(item for item in probing if item.result == "rescued")
    kept = next(item for item in probing if item.result == "kept")
    question = asked[kept.question_id]
    marks = (
        ("missed:1", "rescued", rescued.start + 0.2, None),
        ("missed:2", "run-on", question.start, question.end),
    )
    for key, should_be, start, end in marks:
        given = verdict(record.call.id, "wrong", kind="moment", key=key, start_s=start, end_s=end)
        Verdicts(settings.folders.data).keep(replace(given, should_be=should_be))
    calibrate(settings, Console(quiet=True), None, tmp_path)
    lines = (tmp_path / "silences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {tuple(line.split("\t")[2:]) for line in lines} == {
        (asked[rescued.question_id].text, "rescued"),
        (question.text, "run-on"),
    }
    (call,) = labelled_silences(tmp_path)
    figures = call.compared.silences.result
    assert (figures.right, figures.of) == (1, 2)  # the kept one was called a run-on here


def test_two_verdicts_on_one_silence_are_one_label_the_later_one(
    settings: Settings, tmp_path: Path
) -> None:
    """The one on the silence, the other on the words of its question."""
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.result == "kept")
    question = next(q for q in record.measures.questions if q.id == silence.question_id)
    on_it = verdict(record.call.id, "right", kind="moment", key="silence:1", start_s=silence.start)
    span = {"start_s": question.start, "end_s": question.end}
    marked = verdict(record.call.id, "wrong", kind="moment", key="missed:1", **span)
    given = [on_it, replace(marked, should_be="rescued")]
    assert export_labels(given, {record.call.id: record}, tmp_path).silences == 1
    (call,) = labelled_silences(tmp_path)
    assert [row.result for row in call.true.questions] == ["rescued"]


def test_labels_are_written_though_there_is_no_setting_to_propose(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    start = record.measures.silences[0].start
    given = verdict(record.call.id, "right", kind="moment", key="silence:1", start_s=start)
    Verdicts(settings.folders.data).keep(given)
    with pytest.raises(NothingProposed):
        calibrate(settings, Console(quiet=True), tmp_path / "ours.toml", tmp_path / "labels")
    assert len(list(labelled_silences(tmp_path / "labels"))) == 1


def test_words_that_are_not_kept_or_in_another_language_are_no_label(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    french = replace(record, heard=replace(record.heard, language="fr"))
    mark = {"kind": "moment", "key": "missed:1", "start_s": record.conversation.turns[0].start}
    given = [verdict(record.call.id, "wrong", should_be="question", **mark)]
    assert export_labels(given, {record.call.id: record}, tmp_path).questions == 1
    assert export_labels(given, {record.call.id: french}, tmp_path).questions == 0
    silence = record.measures.silences[0]
    place = {"kind": "moment", "key": "silence:1", "start_s": silence.start}
    given.append(verdict(record.call.id, "right", **place))
    erased = {record.call.id: without_words(record)}
    assert export_labels(given, erased, tmp_path) == Exported(1, 0, 0)


def test_tension_judged_and_missed_is_read_back_by_evaluate(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    found = record.measures.tensions[0]
    quiet = next(turn for turn in record.conversation.turns if turn.side == "customer")
    moment = {"kind": "moment", "key": "tension:1", "start_s": found.evidence.start}
    mark = {"kind": "moment", "key": "missed:1", "start_s": quiet.start, "end_s": quiet.end}
    given = [
        verdict(record.call.id, "right", **moment),
        verdict(record.call.id, "wrong", **mark, should_be="abandoned"),
    ]
    exported = export_labels(given, {record.call.id: record}, tmp_path)
    assert exported == Exported(0, 0, 0, 2)
    labels = {label.text: label for label in labelled_tensions(tmp_path)}
    assert labels[found.evidence.quote].found == labels[found.evidence.quote].true == found.ended
    assert (labels[quiet.text].true, labels[quiet.text].found) == ("abandoned", "none")
    answer = CliRunner().invoke(app, ["evaluate", "tension", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    assert "0.50" in answer.output


@pytest.mark.parametrize("should_be", ["none", "held-solved"])
def test_tension_found_wrongly_is_a_label_of_what_it_should_be(
    settings: Settings, tmp_path: Path, should_be: str
) -> None:
    record = record_of(settings, "nl-03")
    found = record.measures.tensions[0]
    moment = {"kind": "moment", "key": "tension:1", "start_s": found.evidence.start}
    wrong = verdict(record.call.id, "wrong", **moment, should_be=should_be)
    assert export_labels([wrong], {record.call.id: record}, tmp_path).tensions == 1
    (label,) = labelled_tensions(tmp_path)
    assert (label.true, label.found) == (should_be, found.ended)


def test_a_mark_of_an_earlier_version_says_too_little_for_a_label(
    settings: Settings, tmp_path: Path
) -> None:
    record = record_of(settings, "nl-03")
    mark = {"kind": "moment", "start_s": 5.0}
    said = [
        verdict(record.call.id, "wrong", key=f"missed:{number}", should_be=word, **mark)
        for number, word in enumerate(UNSAID)
    ]
    assert export_labels(said, {record.call.id: record}, tmp_path) == Exported(0, 0, 0)
