"""What verdicts teach, from verdict files as coaches leave them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from analysis.record import Record
from analysis.settings import CueSettings
from flows.call import measured
from flows.cli import app
from flows.evaluation.labelled import read_lines
from flows.evaluation.labelled_calls import labelled_silences
from flows.evaluation.labelled_tensions import labelled_tensions
from flows.evaluation.text_commitments import evaluate_commitments, read_acts
from flows.settings import Settings, load_settings
from flows.store import Store
from review.calibrate import Tally, proposals, tallies
from review.calibrate_command import NothingProposed, calibrate
from review.cue_proposals import cue_proposals, cues_without
from review.labels import Exported, export_labels
from review.verdicts import UNSAID, Verdict, Verdicts
from tests.review.conftest import call_id_of


def verdict(call_id: str, word: str, **more: object) -> Verdict:
    base = Verdict(
        call_id=call_id,
        kind="flag",
        key="seller_dominates",
        start_s=None,
        end_s=None,
        verdict="right",
        author="Vera",
        at="2026-03-01",
        comment="",
        shown="",
        should_be="",
    )
    return replace(base, verdict=word, **more)  # type: ignore[arg-type]


def record_of(settings: Settings, name: str) -> Record:
    store = Store(settings.folders.data)
    return store.read(store.record_path(call_id_of(settings, name)))


def with_share(record: Record, call_id: str, share: float) -> Record:
    talk = replace(record.measures.talk, seller_talk_share_of_speech=share)
    return replace(
        record,
        call=replace(record.call, id=call_id),
        measures=replace(record.measures, talk=talk),
    )


def test_precision_leaves_the_unsure_out(settings: Settings) -> None:
    record = record_of(settings, "en-02")
    records = {name: replace(record) for name in "abcde"}
    words = ("right", "right", "right", "wrong", "unsure")
    given = [verdict(name, word) for name, word in zip("abcde", words, strict=True)]
    (tally,) = tallies(given, records)
    assert (tally.right, tally.wrong, tally.unsure) == (3, 1, 1)
    assert tally.precision == 0.75
    assert tally.wrong_at == (("d", None),)


def test_a_moment_is_counted_by_its_cue_even_when_its_number_moved(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    commitment = record.measures.commitments[0]
    given = verdict(
        record.call.id,
        "wrong",
        kind="moment",
        key="commitment:77",
        start_s=commitment.evidence.start + 0.3,
    )
    (tally,) = tallies([given], {record.call.id: record})
    assert (tally.what, tally.name, tally.wrong) == ("commitment", commitment.cue, 1)
    far = replace(given, start_s=commitment.evidence.start + 500)
    assert tallies([far], {record.call.id: record}) == []


def test_a_threshold_moves_to_where_more_wrong_flags_go_than_right_ones(
    settings: Settings,
) -> None:
    record = record_of(settings, "en-02")
    shares = {"a": 0.67, "b": 0.68, "c": 0.70, "d": 0.81, "e": 0.69}
    words = {"a": "wrong", "b": "wrong", "c": "wrong", "d": "right", "e": "right"}
    records = {name: with_share(record, name, share) for name, share in shares.items()}
    given = [verdict(name, word) for name, word in words.items()]
    (found,) = proposals(given, records, settings)
    assert (found.section, found.setting, found.old) == ("flags", "seller_share_above", 0.65)
    left = [words[name] for name, share in shares.items() if share > found.new]
    assert left == ["wrong", "right", "right"]
    assert (found.wrong_gone, found.right_lost) == (2, 0)


def test_few_verdicts_and_good_precision_propose_nothing(settings: Settings) -> None:
    record = record_of(settings, "en-02")
    records = {name: with_share(record, name, 0.7) for name in "abcdefghij"}
    few = [verdict(name, "wrong") for name in "abcd"]
    good = [verdict(name, "right") for name in "abcdefghi"] + [verdict("j", "wrong")]
    assert proposals(few, records, settings) == []
    assert proposals(good, records, settings) == []


def test_settings_are_written_only_on_request_and_can_be_read(
    settings: Settings, tmp_path: Path
) -> None:
    store, verdicts = Store(settings.folders.data), Verdicts(settings.folders.data)
    record = record_of(settings, "en-02")
    for name in "abcde":
        store.keep(with_share(record, name, 0.72))
        verdicts.keep(verdict(name, "wrong"))
    said = StringIO()
    calibrate(settings, Console(file=said, width=160), None, None)
    assert "[flags] seller_share_above = 0.73 instead of 0.65" in said.getvalue()
    assert "seller_dominates" in said.getvalue()
    file = tmp_path / "ours.toml"
    assert not file.exists()
    calibrate(settings, Console(file=said), file, None)
    assert tomllib.loads(file.read_text())["flags"]["seller_share_above"] == 0.73
    assert load_settings(file, {}).analysis.flags.seller_share_above == 0.73


def test_where_nothing_is_proposed_nothing_is_written(settings: Settings, tmp_path: Path) -> None:
    Verdicts(settings.folders.data).keep(verdict(call_id_of(settings, "en-02"), "right"))
    with pytest.raises(NothingProposed):
        calibrate(settings, Console(quiet=True), tmp_path / "ours.toml", None)
    assert not (tmp_path / "ours.toml").exists()


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


def test_a_verdict_counts_only_for_what_it_was_about(settings: Settings, tmp_path: Path) -> None:
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.result == "rescued")
    given = verdict(record.call.id, "right", kind="moment", key="silence:1", found="rescued")
    given = replace(given, start_s=silence.start)
    records = {record.call.id: record}
    assert [tally.right for tally in tallies([given], records)] == [1]
    turned = tuple(
        replace(item, result="kept") if item == silence else item
        for item in record.measures.silences
    )
    records = {record.call.id: replace(record, measures=replace(record.measures, silences=turned))}
    assert tallies([given], records) == []
    assert export_labels([given], records, tmp_path) == Exported(0, 0, 0)


def test_a_coach_who_judges_a_thing_again_counts_once(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.probing)
    given = verdict(record.call.id, "wrong", kind="moment", key="silence:1", start_s=silence.start)
    moved = replace(given, verdict="right", key="silence:2", start_s=silence.start + 0.2)
    other = replace(given, author="Anna")
    (tally,) = tallies([given, moved, other], {record.call.id: record})
    assert (tally.right, tally.wrong) == (1, 1)


def test_square_brackets_in_a_verdict_or_a_cue_break_no_table(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    questions = tuple(replace(q, cue="[/red] [bold]wat") for q in record.measures.questions)
    odd = replace(record, measures=replace(record.measures, questions=questions))
    Store(settings.folders.data).keep(odd)
    silence = next(item for item in record.measures.silences if item.probing)
    about = {"kind": "moment", "start_s": silence.start}
    Verdicts(settings.folders.data).keep(verdict(record.call.id, "wrong", key="silence:1", **about))
    said = StringIO()
    calibrate(settings, Console(file=said, width=200), None, None)
    assert "[/red] [bold]wat" in said.getvalue()


def misled(settings: Settings, phrase: str) -> dict[str, Record]:
    """Five copies of the call in which ``phrase`` was taken for a commitment; all judged wrong."""
    store, verdicts = Store(settings.folders.data), Verdicts(settings.folders.data)
    record, row = next(
        (record, row)
        for record in map(store.read, store.paths())
        for row in record.measures.commitments
        if row.cue == phrase
    )
    copies = {name: replace(record, call=replace(record.call, id=name)) for name in "abcde"}
    for name, copy in copies.items():
        store.keep(copy)
        given = verdict(name, "wrong", kind="moment", key=f"commitment:{row.id}")
        verdicts.keep(replace(given, start_s=row.evidence.start, end_s=row.evidence.end))
    return copies


MISLEADING = {
    "en": ("have to think", "en.commitments.stalls"),
    "nl": ("ik denk (er|erover|daar) ... (na|over)", "nl.commitments.stalls"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_phrase_that_misleads_is_left_out_on_request(
    settings: Settings, tmp_path: Path, language: str
) -> None:
    phrase, place = MISLEADING[language]
    copies = misled(settings, phrase)
    said = StringIO()
    calibrate(settings, Console(file=said, width=400), None, None)
    assert f'leave "{phrase}" out of {place}' in said.getvalue()

    file = tmp_path / "ours.toml"
    calibrate(settings, Console(quiet=True), file, None)
    ours = load_settings(file, {}).analysis
    assert ours.cues.left_out == {place: (phrase,)}
    for record in copies.values():
        again = measured(record.heard, record.call, ours)
        assert phrase in {row.cue for row in record.measures.commitments}
        assert phrase not in {row.cue for row in again.measures.commitments}
        assert again.pack_hash != record.pack_hash


def test_only_phrases_that_made_the_finding_are_proposed(settings: Settings) -> None:
    phrase, place = MISLEADING["en"]
    records = misled(settings, phrase)

    def tally(what: str, name: str, right: int, wrong: int) -> Tally:
        return Tally(what, name, right, wrong, 0, (("a", 3.0),))

    found = [
        tally("commitment", phrase, 1, 4),
        tally("silence", phrase, 0, 9),
        tally("tension", phrase, 9, 1),
        tally("commitment", "no such phrase", 0, 9),
    ]
    (proposed,) = cue_proposals(found, records, settings)
    assert (proposed.phrase, proposed.places) == (phrase, (place,))
    assert cue_proposals([tally("commitment", phrase, 0, 4)], records, settings) == []


def test_what_was_left_out_before_stays_left_out(settings: Settings) -> None:
    records = misled(settings, "have to think")
    before = CueSettings(
        added={"nl.commitments.stalls": ('even "sparren"',)},
        left_out={"en.commitments.stalls": ("sleep on it",)},
    )
    changed = settings.model_copy(
        update={"analysis": settings.analysis.model_copy(update={"cues": before})}
    )
    found = [Tally("commitment", "have to think", 0, 5, 0, (("a", 3.0),))]
    written = tomllib.loads(cues_without(cue_proposals(found, records, changed), before))
    assert written["cues"]["left_out"] == {
        "en.commitments.stalls": ["sleep on it", "have to think"]
    }
    assert written["cues"]["added"] == {"nl.commitments.stalls": ['even "sparren"']}
