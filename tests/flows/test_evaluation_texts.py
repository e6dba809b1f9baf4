"""Evaluation of text, through the real measures and the commands a person would type."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from demo.script import as_heard, load
from flows.evaluation.commands import app
from flows.evaluation.labelled import LabelFileError
from flows.evaluation.scripts import (
    Hearing,
    evaluate_script,
    find_scripts,
    script_tables,
    truth_of,
)
from flows.evaluation.spoil import spoil
from flows.evaluation.truth import TrueWord
from flows.evaluation.words import word_errors

SCRIPTS = Path("demo/scripts")

SCRIPT = """\
call: tiny
language: nl
shows: one open question, kept
seller: Sanne
customer: Pieter
outcome: {outcome}
---
S 0.5   Goedemorgen, met Sanne van Delta.
C 0.4   Goedemorgen.
S 0.6   Wat gebeurt er als een machine stilstaat?   {{q: {form} implication; silence: {result}}}
C 2.5   Dan ligt alles stil, en dat kost ons twee klanten per maand.
S 0.8   Dat is niet niks.
C 0.6   Nee, zeg dat wel.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.call"
    text = SCRIPT.format(form="open", result="kept answered", outcome="continuation")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_is_measured_and_compared(script: Path) -> None:
    result = evaluate_script(script)
    assert result.compared.questions.tally.right == 1
    assert result.compared.questions.form.share == 1.0
    assert result.compared.silences.result.share == 1.0
    assert result.compared.silences.pause.median == pytest.approx(0.0, abs=0.05)


def test_a_label_that_is_wrong_comes_out_as_a_miss(script: Path) -> None:
    text = SCRIPT.format(form="closed", result="rescued none rescue=options", outcome="advance")
    script.write_text(text, encoding="utf-8")
    missed = {miss.about for miss in evaluate_script(script).compared.misses}
    assert {"form", "silence"} <= missed


def test_flags_that_are_not_labelled_are_not_judged(script: Path) -> None:
    assert truth_of(load(script)).flags is None
    tally = evaluate_script(script).compared.judgement.flags
    assert (tally.right, tally.extra, tally.missed) == (0, 0, 0)


def test_the_same_script_gives_the_same_figures() -> None:
    path = find_scripts([SCRIPTS])[0]
    hearing = Hearing(punctuation=False, word_errors=0.2)
    assert evaluate_script(path, hearing).compared == evaluate_script(path, hearing).compared


def test_every_demo_script_is_compared_in_its_language() -> None:
    paths = find_scripts([SCRIPTS])
    assert len(paths) >= 8
    calls, bars = script_tables([evaluate_script(path) for path in paths], verbose=False)
    assert [row[0] for row in calls.rows][:-1] == [path.stem for path in paths]
    assert bars.headings[2:] == ("en", "nl", "all")


def test_a_script_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.call"
    path.write_text("call: wrong\n---\n", encoding="utf-8")
    with pytest.raises(LabelFileError, match=r"wrong\.call: the header lacks language"):
        evaluate_script(path)
    with pytest.raises(LabelFileError, match="there are no scripts"):
        find_scripts([tmp_path / "nowhere"])


@pytest.mark.parametrize("rate", [0.1, 0.3])
def test_so_many_words_are_wrong_as_asked_for(rate: float) -> None:
    heard = as_heard(load(find_scripts([SCRIPTS])[0]))
    spoiled = spoil(heard, rate)
    spoken = [TrueWord(word.speaker, word.text, word.start, word.end) for word in heard.words]
    left = [TrueWord(word.speaker, word.text, word.start, word.end) for word in spoiled.words]
    found = word_errors(left, spoken).rate
    assert found == pytest.approx(rate, abs=0.06)
    assert spoil(heard, rate) == spoiled
    assert spoil(heard, rate, seed=2) != spoiled
    assert spoil(heard, 0.0) == heard


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_questions_of_ones_own_are_judged_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "text\tquestion\tside\tform\n"
        "Wat gebeurt er als u niets doet?\t1\tseller\topen\n"
        "Dan ligt alles stil.\t0\tcustomer\t\n"
        "Ik weet niet wat het kost.\t0\tcustomer\t\n"
        "Zullen we dinsdag praten?\t1\tseller\tclosed\n"
        "Dit is geen vraag maar zo gelabeld.\t1\tseller\todd\n",
        encoding="utf-8",
    )
    page = tmp_path / "page.md"
    said = run("questions", path, "--language", "nl", "--markdown", page)
    assert "missed" in said
    assert "Dit is geen vraag maar zo gelabeld." in said
    assert "| 5 | 3 | 1.00 | 0.67 | 0.80 | 1 | 0 |" in page.read_text(encoding="utf-8")
    assert "| odd | 0/1 | 0.00 |" in page.read_text(encoding="utf-8")


def test_commitments_of_ones_own_are_judged_by_kind_and_direction(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "call\tside\ttext\tcommitment\n"
        "1\tseller\tZullen we dinsdag om tien uur met uw directeur zitten?\t\n"
        "1\tcustomer\tJa, dat is goed.\tjoint accept meeting A\n"
        "2\tseller\tWat vindt u ervan?\t\n"
        "2\tcustomer\tIk denk erover na.\tcustomer stall other\n",
        encoding="utf-8",
    )
    page = tmp_path / "page.md"
    run("commitments", path, "--language", "nl", "--markdown", page)
    text = page.read_text(encoding="utf-8")
    assert "| accept | 1 | 1.00 | 1.00 | 1.00 |" in text
    assert "| stall | 1 | 1.00 | 1.00 | 1.00 |" in text


def test_scripts_are_evaluated_from_the_command_line(script: Path) -> None:
    assert "tiny" in run("scripts", script, "--verbose", "--no-punctuation")
    assert "tiny" in run("scripts", script.parent, "--word-errors", "0.1")


def test_scripts_list_every_miss_and_write_their_tables(script: Path) -> None:
    page = script.with_suffix(".md")
    assert "Every miss" in run("scripts", script, "--verbose", "--markdown", page)
    assert page.read_text(encoding="utf-8").startswith("# Scripted calls")
