"""``callprobe evaluate``: how right the program is, on truth somebody else laid down.

Every command prints its tables and writes them as Markdown where it is asked to. What the files
look like is in ``docs/evaluation.md``. Heavy libraries are imported inside the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.context import file_out, folder_out

if TYPE_CHECKING:
    from analysis.settings import AnalysisSettings
    from flows.evaluation.labelled import LabelledLine
    from flows.evaluation.tables import Table

app = typer.Typer(
    name="evaluate",
    help="Say how right callprobe is. On calls or text whose truth is known.",
    no_args_is_help=True,
)


class Corpus(StrEnum):
    """How a file of text is labelled."""

    lines = "lines"
    mrda = "mrda"
    persuasion = "persuasion"
    dutch = "dutch"


def _corpus(text: str) -> Corpus:
    """Raises BadParameter."""
    try:
        return Corpus(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is none of {', '.join(Corpus)}") from None


Markdown = Annotated[
    Path | None, typer.Option(help="Write the tables to this file, too.", callback=file_out)
]
Misses = Annotated[int, typer.Option(help="How many of the worst misses to list.", min=0)]
Language = Annotated[str, typer.Option(help="nl or en, where the file has no such column.")]
Kind = Annotated[
    Corpus,
    typer.Option(
        help="How the file is labelled (docs/evaluation.md): lines, mrda, persuasion or dutch.",
        parser=_corpus,
        metavar="CORPUS",
    ),
]
Punctuation = Annotated[bool, typer.Option(help="Keep punctuation and capitals.")]


@app.command()
def demo(
    context: typer.Context,
    calls: Annotated[Path, typer.Argument(help="A folder with calls and their truth.json.")],
    *,
    work: Annotated[
        Path, typer.Option(help="A folder for what is made meanwhile.", callback=folder_out)
    ],
    verbose: Annotated[bool, typer.Option(help="List every miss with its words.")] = False,
    markdown: Markdown = None,
) -> None:
    """Rendered calls through everything, sound included. In two channels and in one."""
    from flows.evaluation.tables import console
    from flows.settings import load_settings
    from flows.truth import print_truth

    settings = load_settings((context.obj or {}).get("config"))
    print_truth(settings, calls, work, console(), verbose=verbose, markdown=markdown)


@app.command()
def scripts(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Scripted calls, or folders of them.")],
    *,
    verbose: Annotated[bool, typer.Option(help="List every miss with its words.")] = False,
    punctuation: Punctuation = True,
    word_errors: Annotated[
        float, typer.Option(help="Share of words heard wrong.", min=0.0, max=1.0)
    ] = 0.0,
    times: Annotated[
        int, typer.Option(help="How often, other words each time; added up.", min=1)
    ] = 5,
    markdown: Markdown = None,
) -> None:
    """Scripted calls without sound. How right the measures are where every word is known."""
    from flows.evaluation.scripts import (
        Hearing,
        evaluate_often,
        evaluate_script,
        find_scripts,
        script_tables,
    )

    settings = _settings(context)
    hearing, heard_well = Hearing(punctuation, word_errors), Hearing(punctuation)
    found = find_scripts(paths)
    results = [evaluate_script(path, heard_well, settings=settings) for path in found]
    perfect = results if word_errors else []
    if word_errors:
        results = [evaluate_often(path, hearing, times, settings=settings) for path in found]
    tables = script_tables(results, verbose=verbose, hearing=hearing, perfect=perfect)
    _show(tables, markdown, "Scripted calls, without sound")


@app.command()
def questions(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Lines of text, a question or not.")],
    *,
    corpus: Kind = Corpus.lines,
    language: Language = "en",
    punctuation: Punctuation = True,
    misses: Misses = 20,
    markdown: Markdown = None,
) -> None:
    """Lines of text: which hold a question that counts. Of a corpus: which are questions."""
    from flows.evaluation.text_questions import (
        evaluate_questions,
        evaluate_utterances,
        question_tables,
    )

    lines = _lines(file, corpus, "question", language, punctuation=punctuation)
    if corpus is Corpus.lines:
        judged = evaluate_questions(lines, _settings(context))
    else:
        judged = evaluate_utterances(lines)
    title = f"Questions in {file.name}{'' if punctuation else ', without punctuation'}"
    _show(question_tables(judged, title, most=misses), markdown, title)


@app.command()
def commitments(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Lines of text with the commitments in them.")],
    *,
    corpus: Kind = Corpus.lines,
    language: Language = "en",
    punctuation: Punctuation = True,
    misses: Misses = 20,
    markdown: Markdown = None,
) -> None:
    """Lines of text: who commits, declines, stalls. Of a corpus: who says yes or no."""
    from flows.evaluation.text_acts import PEERS, evaluate_answers, evaluate_promises
    from flows.evaluation.text_commitments import commitment_tables, evaluate_commitments

    lines = _lines(file, corpus, "commitment", language, punctuation=punctuation)
    if corpus is Corpus.persuasion:
        judged = evaluate_answers(lines, _settings(context))
    elif corpus is Corpus.mrda:
        judged = evaluate_promises(lines)
    else:
        judged = evaluate_commitments(lines, _settings(context))
    title = f"Commitments in {file.name}{'' if punctuation else ', without punctuation'}"
    tables = commitment_tables(judged, title, most=misses, note=PEERS.get(corpus, ""))
    _show(tables, markdown, title)


@app.command()
def silences(
    folder: Annotated[Path, typer.Argument(help="Records, and silences.tsv.")],
    misses: Misses = 20,
    markdown: Markdown = None,
) -> None:
    """Measured calls: was each silence kept, rescued or run over?"""
    from flows.evaluation.call_tables import silence_tables
    from flows.evaluation.labelled_calls import labelled_silences

    tables = silence_tables(list(labelled_silences(folder)), most=misses)
    _show(tables, markdown, f"Silences in {folder.name}")


@app.command()
def tension(
    folder: Annotated[Path, typer.Argument(help="Records, and tensions.tsv.")],
    misses: Misses = 20,
    markdown: Markdown = None,
) -> None:
    """Measured calls: moments of tension, and how each ended."""
    from flows.evaluation.labelled_tensions import labelled_tensions, tension_tables

    tables = tension_tables(list(labelled_tensions(folder)), most=misses)
    _show(tables, markdown, f"Tension in {folder.name}")


@app.command()
def outcome(
    folder: Annotated[Path, typer.Argument(help="Records, and outcomes.tsv.")],
    misses: Misses = 20,
    markdown: Markdown = None,
) -> None:
    """Measured calls: what came of each, and is it flagged rightly?"""
    from flows.evaluation.call_tables import outcome_tables
    from flows.evaluation.labelled_calls import labelled_outcomes

    tables = outcome_tables(list(labelled_outcomes(folder)), most=misses)
    _show(tables, markdown, f"Outcomes in {folder.name}")


def _lines(
    file: Path, corpus: Corpus, label: str, language: str, *, punctuation: bool
) -> Sequence[LabelledLine]:
    """The lines of a file of this kind."""
    from flows.evaluation import corpora
    from flows.evaluation.labelled import LabelFileError, read_lines

    if corpus is Corpus.lines:
        return read_lines(file, (label,), language=language, punctuation=punctuation)
    readers = {
        Corpus.mrda: corpora.mrda,
        Corpus.persuasion: corpora.persuasion,
        Corpus.dutch: corpora.dutch_prompts,
    }
    lines = tuple(readers[corpus](file, punctuation=punctuation))
    if not lines:
        raise LabelFileError(f"{file} has no lines under its header")
    if not any(label in line.labels for line in lines):
        raise LabelFileError(f"the corpus {corpus} says nothing about {label}s")
    return lines


def _settings(context: typer.Context) -> AnalysisSettings:
    """The settings in force; ``--config`` of the main command is honoured."""
    from flows.settings import load_settings

    return load_settings((context.obj or {}).get("config")).analysis


def _show(tables: Sequence[Table], markdown: Path | None, heading: str) -> None:
    from flows.evaluation.tables import console, show, write_markdown

    show(tables, console())
    if markdown is not None:
        write_markdown(tables, markdown, heading)
