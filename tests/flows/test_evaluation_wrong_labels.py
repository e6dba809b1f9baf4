"""Labels that are none: refused with the file, the line and what to write; none is guessed."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.record import from_json, to_json
from flows.cli import app
from flows.evaluation.corpora import mrda
from flows.evaluation.labelled import LabelFileError, read_lines
from flows.evaluation.labelled_calls import labelled_outcomes, labelled_silences
from flows.evaluation.labelled_tensions import labelled_tensions
from flows.evaluation.text_commitments import evaluate_commitments
from flows.evaluation.text_questions import evaluate_questions
from flows.settings import load_settings
from tests.flows.made_records import write_record
from tests.flows.test_evaluation_labels import tsv


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(tsv(tmp_path / "mine.tsv", "text", *["Hallo."] * 99).read_bytes())
    for name, content in (("cut", packed[:-12]), ("torn", packed[:20] + b"x" * 20)):
        path = tmp_path / f"{name}.tsv.gz"
        path.write_bytes(content)
        with pytest.raises(LabelFileError, match=rf"{name}\.tsv\.gz"):
            read_lines(path, (), language="nl")


def test_a_mark_of_the_encoding_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Hallo. | 0")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_lines(path, ("question",), language="nl")[0].text == "Hallo."


def test_a_table_that_a_spreadsheet_saved_as_unicode_text_is_read(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Eén vraag? | 1")
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    assert read_lines(path, ("question",), language="nl")[0].text == "Eén vraag?"


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Hallo. | 0", "Eén vraag? | 1")
    path.write_text(path.read_text(encoding="utf-8"), encoding="latin-1")
    with pytest.raises(LabelFileError, match=r"mine\.tsv, line 3 is no text in UTF-8; save"):
        read_lines(path, ("question",), language="nl")


def test_a_file_that_is_not_there_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(LabelFileError, match=r"^there is no file .*mine\.tsv$"):
        read_lines(tmp_path / "mine.tsv", ("question",), language="nl")


def test_a_language_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | language", "Hallo. | nl", "Salut. | fr")
    with pytest.raises(LabelFileError, match=r"mine\.tsv, line 3: .*'fr', write nl or en"):
        read_lines(path, (), language="nl")


def test_a_folder_that_is_not_there_is_not_said_to_lack_labels(tmp_path: Path) -> None:
    for labelled in (labelled_silences, labelled_outcomes, labelled_tensions):
        with pytest.raises(LabelFileError, match=f"there is no folder {tmp_path / 'nowhere'};"):
            list(labelled(tmp_path / "nowhere"))


def test_a_corpus_without_a_column_that_is_needed_is_refused(tmp_path: Path) -> None:
    path = tsv(
        tmp_path / "mrda.tsv",
        "meeting | speaker | start | end | qtype | text",
        "m | a | 0 | 1 | qy | is it done",
    )
    with pytest.raises(LabelFileError, match="has no column 'is_tag_q'"):
        list(mrda(path, punctuation=True))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Hallo. | maybe", "'maybe' says neither yes nor no about 'Hallo.'"),
        ("Hallo. | ", "nothing is said about 'Hallo.': write 1 or 0"),
        ("Hallo.", "nothing is said about 'Hallo.': write 1 or 0"),
    ],
)
def test_a_question_label_that_is_none_is_named_with_its_line(
    tmp_path: Path, row: str, said: str
) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Wat kost dat? | 1", row)
    lines = read_lines(path, ("question",), language="nl")
    with pytest.raises(LabelFileError, match=rf"mine\.tsv, line 3: {said}"):
        evaluate_questions(lines, load_settings().analysis)


def test_a_commitment_label_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | commitment", "Ja. | ", "Nee. | maybe")
    lines = read_lines(path, ("commitment",), language="nl")
    with pytest.raises(LabelFileError, match=r"mine\.tsv, line 3: 'maybe' is no commitment"):
        evaluate_commitments(lines, load_settings().analysis)


def test_a_time_of_a_corpus_that_is_none_is_named(tmp_path: Path) -> None:
    columns = "meeting | speaker | start | end | qtype | is_tag_q | declarative_q | commit | text"
    path = tsv(tmp_path / "mrda.tsv", columns, "m | a | x | 1.0 | qw | 0 | 0 | 0 | what ?")
    with pytest.raises(LabelFileError, match=r"mrda\.tsv, line 2: 'x' is no time"):
        list(mrda(path, punctuation=True))


def test_a_call_labelled_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    write_record(tmp_path, "a")
    tsv(tmp_path / "outcomes.tsv", "call | outcome", "a | advance", "a.flac | no")
    with pytest.raises(LabelFileError, match=r"line 3: the outcome of 'a.flac' is .* line 2 al"):
        list(labelled_outcomes(tmp_path))


def test_labels_of_one_call_under_two_names_are_one_calls(tmp_path: Path) -> None:
    write_record(tmp_path, "a")
    rows = ("a | 10.8 | wat kost dat u | kept", "a.flac | 50 | iets anders | rescued")
    tsv(tmp_path / "silences.tsv", "call | start | text | result", *rows)
    (call,) = labelled_silences(tmp_path)
    assert len(call.true.questions) == 2


def test_times_are_read_as_a_player_shows_them_and_an_eager_answer_comes_before_the_end(
    tmp_path: Path,
) -> None:
    path = write_record(tmp_path, "a")
    record = from_json(path.read_bytes(), "")
    path.write_bytes(to_json(replace(record, heard=replace(record.heard, duration=4000.0))))
    tsv(
        tmp_path / "silences.tsv",
        "call | start | text | result | pause_s",
        "a | 1:02:07.5 | x | kept | -0.4",
        "a | 62:08 | x | kept | 0:01.5",
    )
    (call,) = labelled_silences(tmp_path)
    assert [row.moment.start + 1.0 for row in call.true.questions] == [3727.5, 3728.0]
    assert [row.pause_s for row in call.true.questions] == [-0.4, 1.5]


def test_a_file_without_labels_is_said(tmp_path: Path) -> None:
    write_record(tmp_path, "a")
    tsv(tmp_path / "outcomes.tsv", "call | outcome")
    with pytest.raises(LabelFileError, match="has no lines under its header"):
        list(labelled_outcomes(tmp_path))


def test_a_name_of_two_calls_is_no_label_for_either(tmp_path: Path) -> None:
    for call_id, recording in (("a", "x.flac"), ("b", "x.wav")):
        path = write_record(tmp_path, call_id)
        record = from_json(path.read_bytes(), "")
        path.write_bytes(to_json(replace(record, call=replace(record.call, recording=recording))))
    tsv(tmp_path / "outcomes.tsv", "call | outcome", "x | advance")
    with pytest.raises(LabelFileError, match=r"line 2: 2 calls are called 'x': x.flac \(a\)"):
        list(labelled_outcomes(tmp_path))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nobody | 10 | x | kept", "there is no record of 'nobody'"),
        ("a | ten | x | kept", "line 2: 'ten' is no time"),
        ("a | 10 | x | broken", "line 2: 'broken' is none of kept, rescued"),
        ("a | nan | x | kept", "line 2: 'nan' is no time"),
        ("a | inf | x | kept", "line 2: 'inf' is no time"),
        ("a | -1 | x | kept", "line 2: '-1' is no time"),
        ("a | 1:-5 | x | kept", "line 2: '1:-5' is no time"),
        ("a | 1:75 | x | kept", "line 2: '1:75' is no time"),
        ("a | 1:60:00 | x | kept", "line 2: '1:60:00' is no time"),
        ("a | 0:0:0:1 | x | kept", "line 2: '0:0:0:1' is no time"),
        ("a | 10 | x | kept | --2.0", "line 2: '-2.0' is no time"),
        ("a | 8350 | x | kept", "line 2: '8350' is past the end of a, 100.0 s"),
        ("a | 83.5 | x | kept\na | 1:23.5 | x | kept", "line 3: .* labelled on line 2"),
    ],
)
def test_a_wrong_label_is_named(tmp_path: Path, row: str, said: str) -> None:
    write_record(tmp_path, "a")
    tsv(tmp_path / "silences.tsv", "call | start | text | result | pause_s", row)
    with pytest.raises(LabelFileError, match=said):
        list(labelled_silences(tmp_path))


def test_a_corpus_that_is_none_is_answered_with_those_there_are(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Wat kost dat? | 1")
    for command in ("questions", "commitments"):
        asked = ["evaluate", command, str(path), "--corpus", "switchboard"]
        said = CliRunner().invoke(app, asked, env={"COLUMNS": "200"}).output
        assert "switchboard is none of lines, mrda, persuasion, dutch" in said
        assert "Value error" not in said
