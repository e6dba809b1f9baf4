"""Labels people write: read as they were meant, or refused with the line and what to write."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.record import from_json
from flows.evaluation.call_tables import outcome_tables, silence_tables
from flows.evaluation.corpora import clean, dutch_prompts, mrda, persuasion
from flows.evaluation.figures import Agreement, Tally
from flows.evaluation.heard import evaluate_record, heard_table
from flows.evaluation.labelled import (
    LabelFileError,
    LabelledLine,
    bare,
    by_call,
    conversation_of,
    read_lines,
)
from flows.evaluation.labelled_calls import labelled_outcomes, labelled_silences
from flows.evaluation.tables import Table, markdown, write_markdown
from flows.evaluation.text_commitments import (
    Act,
    JudgedActs,
    class_of,
    commitment_tables,
    read_acts,
    tally_of,
)
from flows.evaluation.text_questions import evaluate_questions
from flows.evaluation.truth import TrueCall, TrueWord, read_truth
from flows.settings import load_settings
from tests.flows.made_records import MEASURES, SILENCE, write_record


def tsv(path: Path, *rows: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(row.replace(" | ", "\t") for row in rows) + "\n", encoding="utf-8")
    return path


def test_lines_are_read_with_their_sides_and_calls(tmp_path: Path) -> None:
    path = tsv(
        tmp_path / "mine.tsv",
        "call | side | text | question",
        "1 | seller | Wat kost dat? | 1",
        "1 | customer | Veel. | 0",
        '2 | customer | Hij zei "doe maar" | 0',
    )
    lines = read_lines(path, ("question",), language="nl")
    assert [(line.call, line.side, line.labels["question"]) for line in lines] == [
        ("1", "seller", "1"),
        ("1", "customer", "0"),
        ("2", "customer", "0"),
    ]
    assert lines[2].text == 'Hij zei "doe maar"'
    assert [len(call) for call in by_call(lines)] == [2, 1]


def test_a_file_without_calls_and_sides_is_one_call_of_the_seller(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text | question", "Wat kost dat? | 1", "Goed. | 0")
    assert {(line.call, line.side) for line in read_lines(path, (), language="nl")} == {
        ("mine", "seller")
    }


def test_punctuation_can_be_taken_away(tmp_path: Path) -> None:
    path = tsv(tmp_path / "mine.tsv", "text", "Wat kost dat, per jaar?")
    lines = read_lines(path, (), language="nl", punctuation=False)
    assert lines[0].text == "wat kost dat per jaar"
    assert bare("Da's goed, hè?") == "da's goed hè"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("text", "Hallo."), "has no column 'question'"),
        (("text | question",), "has no lines"),
        (("text | side | question", "Hallo. | boss | 0"), "line 2: 'boss' is no side"),
        (("text | question", "Hallo. | daar | 0"), "line 2 has more columns than the first line"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_write(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    with pytest.raises(LabelFileError, match=said):
        read_lines(tsv(tmp_path / "mine.tsv", *rows), ("question",), language="nl")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"\xff\xfe\x00text")
    with pytest.raises(LabelFileError, match="line 1 is no text in UTF-8"):
        read_lines(path, (), language="nl")


def test_lines_become_a_conversation_in_order() -> None:
    lines = [
        LabelledLine("1", "seller", "Zullen we dinsdag praten?", "nl"),
        LabelledLine("1", "customer", "Dat is goed, tot dan.", "nl"),
    ]
    conversation, placed = conversation_of(lines, load_settings().analysis)
    assert [(turn.side, turn.text) for turn in conversation.turns] == [
        (line.side, line.text) for line in lines
    ]
    assert placed[0].start < placed[0].end < placed[1].start
    assert conversation.turns[1].start == pytest.approx(placed[1].start)


def test_transcribers_marks_are_no_words() -> None:
    assert clean("so | we have this um ==", punctuation=True) == "so we have this um…"
    assert clean("what is the ? ==", punctuation=True) == "what is the?"
    assert clean("==", punctuation=True) == ""
    assert clean("the - the same , right ?", punctuation=True) == "the the same, right?"
    assert clean("@@ .", punctuation=False) == ""


def test_corpora_are_read_as_they_are_published(tmp_path: Path) -> None:
    columns = "meeting | speaker | start | end | qtype | is_tag_q | declarative_q | commit | text"
    meeting = tsv(
        tmp_path / "mrda.tsv",
        columns,
        "m | a | 0.0 | 1.0 | qw | 0 | 0 | 0 | what is it ?",
        "m | b | 1.5 | 2.0 |  | 0 | 0 | 1 | i will look .",
    )
    packed = tmp_path / "mrda.tsv.gz"
    packed.write_bytes(gzip.compress(meeting.read_bytes()))
    lines = list(mrda(packed, punctuation=False))
    assert [(line.side, line.text, line.judged) for line in lines] == [
        ("seller", "what is it", True),
        ("customer", "what is it", False),
        ("seller", "i will look", True),
    ]
    assert [line.labels["question"] for line in lines if line.judged] == ["1", "0"]
    assert lines[2].labels["commitment"] == "commit"
    dialogue = tsv(
        tmp_path / "persuasion.tsv",
        "dialog | role | text | label1 | label2",
        "d | persuader | Will you give? | proposition-of-donation | ",
        "d | persuadee | Yes, a dollar. | agree-donation | provide-donation-amount",
        "d | persuadee | No. | disagree-donation | ",
    )
    judged = [line for line in persuasion(dialogue, punctuation=True) if line.judged]
    assert [line.labels["commitment"] for line in judged] == ["commit", "decline"]
    prompts = tsv(tmp_path / "prompts.tsv", "file | text", "a | Wie o wie?", "b | Niemand.")
    assert [line.labels["question"] for line in dutch_prompts(prompts, punctuation=False)] == [
        "1",
        "0",
    ]


def test_acts_are_read_as_a_kind_or_in_full() -> None:
    assert read_acts("") == ()
    assert read_acts("stall") == (Act("stall"),)
    assert read_acts("joint accept meeting A; customer stall other") == (
        Act("accept", "joint", "meeting"),
        Act("stall", "customer", "other"),
    )
    with pytest.raises(LabelFileError, match="'maybe' is no commitment"):
        read_acts("maybe")


def test_acts_are_counted_line_by_line_and_in_full_where_labelled() -> None:
    line = LabelledLine("1", "customer", "Ja.", "nl")
    found = (Act("accept", "customer", "meeting"), Act("stall", "customer", "other"))
    judged = [
        JudgedActs(line, (Act("accept", "joint", "meeting"),), found, "ja"),
        JudgedActs(line, (Act("accept"),), found[:1], "ja"),
    ]
    assert tally_of(judged) == Tally(right=1, extra=2, missed=1)
    assert tally_of(judged, "stall") == Tally(right=0, extra=1, missed=0)
    assert [class_of(item.found) for item in judged] == ["yes", "yes"]
    assert class_of((Act("decline"),)) == "no"
    assert class_of((Act("stall"),)) == "neither"
    figures, lines, became, misses = commitment_tables(judged, "Acts")
    assert figures.rows[0] == ("all", "2", "0.33", "0.50", "0.40")
    assert lines.rows[0] == ("yes", "2", "1.00", "1.00", "1.00")
    assert became.rows[0] == ("truly yes", "2", "0", "0")
    assert len(misses.rows) == 1


def test_silences_labelled_by_ear_are_found_by_name_and_second(tmp_path: Path) -> None:
    write_record(tmp_path, "kept")
    rescued = replace(SILENCE, result="rescued", answer="none", rescue_kind="options", pause_s=1.0)
    write_record(tmp_path, "rescued", replace(MEASURES, silences=(rescued,)))
    tsv(
        tmp_path / "silences.tsv",
        "call | start | text | result | answer | pause_s",
        "kept.flac | 0:10.8 | wat kost dat u | kept | answered | 3.4",
        "rescued | 9.2 | wat kost u dat | kept |  | ",
    )
    calls = list(labelled_silences(tmp_path))
    figures = [call.compared.silences for call in calls]
    assert [one.result for one in figures] == [Agreement(1, 1), Agreement(0, 1)]
    assert figures[0].pause.values == pytest.approx((0.1,))
    head, became, misses = silence_tables(calls)
    assert head.rows[0] == ("2", "2", "1", "0.50", "1.00", "100", "100")
    assert became.rows == (("truly kept", "1", "1", "0", "0", "0"),)
    assert misses.rows[0][0] == "rescued"


def test_outcomes_and_flags_are_compared(tmp_path: Path) -> None:
    write_record(tmp_path, "a")
    write_record(tmp_path, "b")
    tsv(
        tmp_path / "outcomes.tsv",
        "call | outcome | flags",
        'a | advance | "rescued_customer, no_probing"',  # as a spreadsheet saves it
        "b | continuation | rescued_customer",
    )
    head, became, misses = outcome_tables(list(labelled_outcomes(tmp_path)))
    assert head.rows[0] == ("2", "1/2", "0.50", "1", "1.00", "0.67")
    assert ("truly continuation", "0", "1", "0", "0", "0", "0") in became.rows
    assert [row[0] for row in misses.rows] == ["a", "b"]


def test_a_folder_without_labels_says_which_file_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(LabelFileError, match=r"has no silences\.tsv"):
        list(labelled_silences(tmp_path))


def test_the_truth_of_the_demo_calls_is_read_whole() -> None:
    calls = read_truth(Path("demo/calls/truth.json"))
    assert len(calls) >= 8
    assert {call.language for call in calls} == {"nl", "en"}
    for call in calls:
        assert call.outcome is not None
        assert call.questions
        assert call.words
        share = call.seller_share_of_speech
        assert share is not None
        assert 0.0 < share < 1.0


def test_a_file_that_is_no_truth_is_refused(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"a": {"call": "a"}}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"is not a truth\.json"):
        read_truth(tmp_path / "truth.json")


def true_call(words: tuple[TrueWord, ...]) -> TrueCall:
    return TrueCall("a", "nl", "stereo", None, 100.0, 0.45, None, None, (), (), (), (), words)


def test_words_and_talk_share_come_from_the_record(tmp_path: Path) -> None:
    path = write_record(tmp_path, "a")
    record = from_json(path.read_bytes(), "a")
    spoken = (TrueWord("seller", "Wat", 10.0, 10.3), TrueWord("seller", "Twee", 15.0, 15.5))
    result = evaluate_record(record, true_call(spoken))
    assert result.heard.talk_share.values == pytest.approx((-0.01,))
    assert result.heard.speaker == Agreement(1, 2)
    row = heard_table([result], "Heard").rows[0]
    assert row[:6] == ("a", "stereo", "2", "100.0 %", "50.0 %", "-1.0")


def test_markdown_keeps_bars_and_lines_inside_their_cells(tmp_path: Path) -> None:
    table = Table("Misses", ("<words", "n"), (("a|b\nc", "1"),), "A note.")
    assert "| a\\|b c | 1 |" in markdown([table])
    assert "| --- | ---: |" in markdown([table])
    write_markdown([table], tmp_path / "table.md", "Truth")
    assert (tmp_path / "table.md").read_text(encoding="utf-8").startswith("# Truth\n")


def test_lines_of_one_file_are_each_read_in_their_own_language(tmp_path: Path) -> None:
    lines = read_lines(
        tsv(
            tmp_path / "mine.tsv",
            "text | question | language",
            "Wat kost het nu precies | 1 | nl",
            "how much does it cost you | 1 | en",
            "what happens if you do nothing | 1 | en",
        ),
        ("question",),
        language="nl",
    )
    judged = evaluate_questions(lines, load_settings().analysis)
    assert [item.found for item in judged] == [True] * 3
