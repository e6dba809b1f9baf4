"""Evaluation of questions: is it one, does it count, and what recognizer's errors cost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.evaluation.commands import app
from flows.evaluation.corpora import mrda
from flows.evaluation.figures import Tally
from flows.evaluation.labelled import LabelFileError, LabelledLine
from flows.evaluation.scripts import Hearing, evaluate_often, find_scripts
from flows.evaluation.text_questions import evaluate_utterances, question_tables
from tests.analysis.calls import SETTINGS

HEADER = "meeting\tspeaker\tstart\tend\tqtype\tis_tag_q\tdeclarative_q\tcommit\ttext\n"


def meeting(tmp_path: Path, *rows: str) -> Path:
    """A corpus file in MRDA's columns; ``|`` stands for a tab."""
    path = tmp_path / "mrda.tsv"
    lines = [row.replace("|", "\t") + "\n" for row in rows]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def line(text: str, question: str = "1", *, language: str = "en") -> LabelledLine:
    return LabelledLine("one", "seller", text, language, {"question": question, "form": "x"})


def test_a_rhetorical_question_is_one_and_does_not_count() -> None:
    rhetorical, real = evaluate_utterances(
        [line("You know why we do that?"), line("What does it cost you?")]
    )
    assert (rhetorical.found, rhetorical.aside) == (True, "rhetorical")
    assert (real.found, real.aside) == (True, "")


def test_a_request_is_no_question_though_it_may_look_like_one() -> None:
    (judged,) = evaluate_utterances([line("Let me know which day suits you.", "0")])
    assert not judged.found


def test_the_surest_sentence_of_a_line_speaks_for_it() -> None:
    (judged,) = evaluate_utterances([line("That's nine vans. How long do they run? Fine.")])
    assert (judged.found, judged.aside) == (True, "")


@pytest.mark.parametrize(("gap", "found"), [(0.1, True), (2.0, False)])
def test_a_tag_is_a_question_only_on_end_with_its_statement(
    tmp_path: Path, gap: float, found: bool
) -> None:
    path = meeting(
        tmp_path,
        "m|a|0.0|2.0||0|0|0|they share it with everybody .",
        "m|b|1.0|1.2||0|0|0|mm-hm .",
        f"m|a|{2.0 + gap}|{2.4 + gap}|qy|1|0|0|right ?",
    )
    assert [judged.found for judged in evaluate_utterances(mrda(path, punctuation=False))] == [
        False,
        False,
        found,
    ]


def test_every_kind_of_question_is_reported_apart(tmp_path: Path) -> None:
    path = meeting(
        tmp_path,
        "m|a|0.0|1.0|qw|0|0|0|what does it cost ?",
        "m|a|3.0|4.0|qy|0|0|0|do you have it ?",
        "m|a|6.0|7.0|qy|0|1|0|you have it ?",
        "m|a|9.0|9.5|qy|1|1|0|right ?",
        "m|a|12.0|13.0|qh|0|0|0|who cares ?",
        "m|a|15.0|16.0|qo|0|0|0|what about the rest ?",
        "m|a|18.0|19.0|qr|0|0|0|is it red or blue ?",
    )
    page = tmp_path / "page.md"
    arguments = ["questions", str(path), "--corpus", "mrda", "--markdown", str(page)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    text = page.read_text(encoding="utf-8")
    for kind in ("wh", "yes/no", "declarative", "tag", "rhetorical", "open-ended", "choice"):
        assert f"| {kind} | 1/1 | 1.00 |" in text
    assert "| rhetorical | 1/1 | 1.00 | 0 |" in text  # found, and would not count
    assert "| wh | 1/1 | 1.00 | 1 |" in text


def test_a_label_that_says_neither_is_named() -> None:
    with pytest.raises(LabelFileError, match="'maybe' says neither yes nor no"):
        evaluate_utterances([line("What is it?", "maybe")])


def test_misses_and_false_alarms_are_listed_with_their_words() -> None:
    judged = evaluate_utterances([line("nine vans"), line("What does it cost?", "0")])
    words = [row[2] for row in question_tables(judged, "t")[-1].rows]
    assert words == ["What does it cost?", "nine vans"]


DEMO, ALL = ("demo/scripts",), ("demo/scripts", "tests/dialogues")


@cache
def heard_wrong(rate: float, folders: tuple[str, ...], times: int) -> Tally:
    """The questions of scripts under a recognizer's errors, other words wrong each time."""
    tally = Tally()
    hearing = Hearing(word_errors=rate)
    for path in find_scripts([Path(folder) for folder in folders]):
        heard = evaluate_often(path, hearing, times, settings=SETTINGS)
        tally = tally + heard.compared.questions.tally
    return tally


@pytest.mark.parametrize(("folders", "times"), [(DEMO, 5), (ALL, 1)])
@pytest.mark.parametrize(("rate", "most_lost"), [(0.1, 0.04), (0.2, 0.08), (0.3, 0.15)])
def test_recognizers_errors_cost_few_questions(
    rate: float, most_lost: float, folders: tuple[str, ...], times: int
) -> None:
    perfect, spoiled = heard_wrong(0.0, folders, 1).f1, heard_wrong(rate, folders, times).f1
    assert perfect is not None
    assert spoiled is not None
    assert perfect - spoiled <= most_lost
