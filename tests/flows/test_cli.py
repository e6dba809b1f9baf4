"""The command: instant help, errors of one line, exit statuses that scripts can trust."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from flows.cli import app
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

ROOT = Path(__file__).parents[2]


def callprobe(
    *arguments: str, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    where = ["--inbox", str(folder / "inbox"), "--data", str(folder / "data")] if folder else []
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *where, *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "120", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def explained(*arguments: str) -> str:
    """What ``explain`` says, in this process: the cue lists of a language are read once."""
    ran = CliRunner().invoke(app, ["explain", *arguments], env={"COLUMNS": "120"})
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def walked(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, those of its own below it."""
    if path:
        yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walked(below, *path, name)


def one_line(said: str) -> str:
    assert said.startswith("callprobe: ")
    assert said.count("\n") == 1
    return said


def test_help_is_instant() -> None:
    callprobe("--help")  # once for the disk's cache
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert callprobe("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.5  # seconds of a processor: the machine may be busy with other things


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, flows.cli; "
        "print([m for m in ('prefect','torch','duckdb','pydantic','numpy') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_every_command_and_option_explains_itself() -> None:
    commands = dict(walked(typer.main.get_command(app)))
    assert len(commands) > 30
    for path, command in commands.items():
        assert command.get_short_help_str(), path
        with click.Context(command, info_name=" ".join(("callprobe", *path))) as context:
            assert "Usage:" in command.get_help(context), path
        for option in command.params:
            assert isinstance(option, click.Argument) or option.help, (path, option.name)


def test_without_an_inbox_one_line_says_what_to_do(tmp_path: Path) -> None:
    ran = callprobe("run", folder=tmp_path)
    assert ran.returncode == 1
    assert "make that folder" in one_line(ran.stderr)


def test_a_wrong_setting_is_one_line_and_status_2(tmp_path: Path) -> None:
    ran = callprobe("run", folder=tmp_path, CALLPROBE_INBOX__WHOLE_AFTER="1")
    assert ran.returncode == 2
    assert "did you mean [inbox] whole_after_s?" in one_line(ran.stderr)


def test_debug_shows_where_an_error_comes_from(tmp_path: Path) -> None:
    ran = callprobe("--debug", "run", folder=tmp_path)
    assert ran.returncode == 1
    assert "Traceback" in ran.stderr


def test_an_empty_inbox_is_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    ran = callprobe("run", folder=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith("Nothing to do: 0 calls measured, none waiting.")


def test_status_says_what_waits_and_what_is_aside(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, ["nl-01-goed-gesprek", "en-01-a-clear-no"])
    (settings.folders.inbox / "empty.wav").write_bytes(b"")
    run_replayed(settings, Replay(), [])
    said = callprobe("status", folder=tmp_path, CALLPROBE_INBOX__WHOLE_AFTER_S="0").stdout
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "3 recordings in the inbox" in lines
    assert "2 waiting" in lines
    assert "1 set aside" in lines
    assert "empty.wav is empty" in said
    run_replayed(settings, Replay())
    said = callprobe("status", folder=tmp_path, CALLPROBE_INBOX__WHOLE_AFTER_S="0").stdout
    assert "2 calls done" in " ".join(said.split())


def test_scorecards_are_printed_again_at_any_time(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, ["nl-01-goed-gesprek"])
    assert "measure some calls first" in callprobe("scorecards", folder=tmp_path).stderr
    run_replayed(settings, Replay())
    ran = callprobe("scorecards", folder=tmp_path)
    assert ran.returncode == 0
    assert "nl-01-goed-gesprek" in ran.stdout


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("nl", "Dat vind ik veel te duur.", "aversion"),
        ("en", "That's far too expensive for us.", "aversion"),
        ("nl", "We zijn elke week uren kwijt aan die lijsten.", "need"),
        ("en", "We lose hours every week on those lists.", "need"),
    ],
)
def test_what_goes_on_the_customer_map_is_explained(
    language: str, sentence: str, kind: str
) -> None:
    chosen = ("--language", language, "--side", "customer")
    assert f"on the customer map: {kind}" in explained(sentence, *chosen)
    assert "customer map" not in explained(sentence, "--language", language)


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("nl", "Wat gebeurt er als u niets doet?", "question, open"),
        ("en", "What happens if you do nothing?", "question, open"),
        ("nl", "Ik weet niet wat het kost.", "of the seller; --side customer reads"),
        ("nl", "Dat zou ik wel willen proberen.", "too loose to count"),
        ("en", "I would like to try it.", "too loose to count"),
        ("nl", "Ik zet u even in de wacht.", "puts the other on hold"),
        ("en", "All our agents are busy.", "a recorded voice"),
        ("nl", "Laten we die donderdag maar schrappen.", "takes back a step, where"),
        ("en", "Let's leave the Thursday out.", "takes back a step, where"),
    ],
)
def test_a_sentence_is_explained(language: str, sentence: str, said: str) -> None:
    for chosen in (["--language", language], []):  # told, and guessed
        assert said in explained(sentence, *chosen)


@pytest.mark.parametrize(
    ("sentence", "as_dutch", "as_english"),
    [
        ("Sounds interesting.", "no question", "stall"),  # no common word of either
        ("Klinkt interessant.", "stall", "no question"),
        ("What's next?", "", "question, open"),
        ("Wat nu?", "question, open", ""),
    ],
)
def test_the_language_that_was_guessed_is_said(
    sentence: str, as_dutch: str, as_english: str
) -> None:
    parts = re.split(r"read as (Dutch|English):", explained(sentence, "--side", "customer"))
    read = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(read) == [
        *(["Dutch"] if as_dutch else []),
        *(["English"] if as_english else []),
    ]
    assert as_dutch in read.get("Dutch", "")
    assert as_english in read.get("English", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--inbox", "", "run"),
        ("--data", " ", "run"),
        ("scorecards", "--seller", ""),
        ("scorecards", "--account", " "),
        ("ask", "sellers", "--seller", ""),
        ("ask", "sellers", "--where", "seller="),
        ("import", "call.json", "--seller", ""),
    ],
)
def test_an_empty_value_is_refused(arguments: tuple[str, ...]) -> None:
    ran = callprobe(*arguments)
    assert ran.returncode == 2
    option = next(item for item in arguments if item.startswith("--"))
    assert f"Invalid value for '{option}'" in ran.stderr or f"for {option}" in ran.stderr


def test_another_encoding_than_utf_8_changes_nothing_but_what_the_terminal_shows() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    added = '{"nl.commitments.stalls" = ["een eigen zinsnede"]}'
    for cues in ("{}", added):  # the pack as it is, and with changes
        ran = callprobe(
            "explain",
            "Daar wil ik nog even over nadenken.",
            "--language",
            "nl",
            "--side",
            "customer",
            CALLPROBE_CUES__ADDED=cues,
            **ascii_only,
        )
        assert ran.returncode == 0, ran.stderr
        assert "?Daar wil" in ran.stdout


def test_an_unknown_language_is_one_line(tmp_path: Path) -> None:
    ran = callprobe("explain", "Was kostet das?", "--language", "de")
    assert ran.returncode == 1
    assert "'de'" in one_line(ran.stderr)


def test_evaluation_runs_wherever_one_stands(tmp_path: Path) -> None:
    """The installed command, outside the repository; misheard words have bars of their own."""
    script = str(ROOT / "demo" / "scripts" / "nl-01-goed-gesprek.call")
    said = subprocess.run(
        [sys.executable, "-m", "flows.cli", "evaluate", "scripts", script, "--word-errors", "0.3"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "What 30% of the words heard wrong may cost" in said.stdout
    assert "commitments: wrong way" in said.stdout


def test_an_interrupted_run_says_that_what_was_measured_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.work.run", stopped)
    result = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "run"])
    assert result.exit_code == 130
    assert "what was measured is kept" in " ".join(result.output.split())
